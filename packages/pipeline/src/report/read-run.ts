import type { NamedRun } from '@networkml/evaluation';
import { z } from 'zod';
import { PipelineError } from '../errors.ts';
import { readText } from '../files.ts';

const rowSchema = z.object({
  capture: z.string(),
  device: z.string(),
  windowStart: z.number().optional(),
  truth: z.string(),
  predicted: z.string(),
  confidence: z.number(),
});

const evaluationSchema = z.object({ rows: z.array(rowSchema) });

/** Reports of `evaluate`, those of training runs, and bare evaluations, as far as a comparison needs them. */
const runSchema = z.union([
  z.object({ evaluation: evaluationSchema }).transform(({ evaluation }) => evaluation.rows),
  z
    .object({ validation: z.object({ report: evaluationSchema }) })
    .transform(({ validation }) => validation.report.rows),
  evaluationSchema.transform(({ rows }) => rows),
]);

/**
 * The answers to every row that a JSON report tells; the run is named after its file.
 *
 * @throws PipelineError PIPELINE_UNREADABLE, PIPELINE_BAD_REPORT where it is no report or does not tell of single rows.
 */
export const readRun = async (path: string): Promise<NamedRun> => {
  const parsed = runSchema.safeParse(parseJson(path, await readText(path)));
  if (!parsed.success) {
    throw new PipelineError(
      'PIPELINE_BAD_REPORT',
      `${path} (a JSON report with the answer to every row is needed)`,
    );
  }
  const rows = parsed.data.map(({ windowStart, ...row }) =>
    windowStart === undefined ? row : { ...row, windowStart },
  );
  return { name: path, rows };
};

const parseJson = (path: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new PipelineError('PIPELINE_BAD_REPORT', `${path} (it is no JSON)`, { cause });
  }
};
