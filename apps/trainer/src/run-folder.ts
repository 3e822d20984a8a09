import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { renderReportText } from '@networkml/evaluation';
import { formatModelFile } from '@networkml/model';
import { PipelineError, formatReport, renderModelCard } from '@networkml/pipeline';
import { type TrainedModel, renderValidationText, trainingDocument } from '@networkml/pipeline/training';

/** What a run folder is made of. */
export interface RunFolder {
  readonly path: string;
  /** Whether a folder that is there is replaced. */
  readonly force: boolean;
  readonly trained: TrainedModel;
  readonly config: Readonly<Record<string, unknown>>;
}

/**
 * Refuses a folder that has something in it, before any work is done.
 *
 * @throws PipelineError PIPELINE_OUTPUT_EXISTS, PIPELINE_UNWRITABLE where it is no folder.
 */
export const checkRunFolder = async (path: string, force: boolean): Promise<void> => {
  const entries = await readdir(path).catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return [];
    throw new PipelineError('PIPELINE_UNWRITABLE', `${path} (it is not a folder)`, { cause });
  });
  if (entries.length > 0 && !force) {
    throw new PipelineError('PIPELINE_OUTPUT_EXISTS', `${path} (choose another --output, or --force)`);
  }
};

/**
 * Writes a run folder whole or not at all: under another name first, renamed when it is complete.
 *
 * @throws PipelineError PIPELINE_UNWRITABLE.
 */
export const writeRunFolder = async ({ path, force, trained, config }: RunFolder): Promise<void> => {
  const files = await filesOf(trained, config);
  try {
    await mkdir(dirname(path), { recursive: true });
    const temporary = await mkdtemp(`${path}.`);
    try {
      for (const [name, text] of Object.entries(files)) await writeFile(join(temporary, name), text);
      if (force) await rm(path, { recursive: true, force: true });
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { recursive: true, force: true });
      throw error;
    }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new PipelineError('PIPELINE_UNWRITABLE', `${path} (${reason})`, { cause });
  }
};

const filesOf = async (
  trained: TrainedModel,
  config: RunFolder['config'],
): Promise<Readonly<Record<string, string>>> => {
  const { model, report } = trained;
  const { seed, datasetFingerprint } = model.training;
  const settings = Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined));
  const document = trainingDocument(trained, { settings });
  return {
    'model.json': formatModelFile(model),
    'model-card.md': renderModelCard(model),
    'report.html': await formatReport(document, 'report.html'),
    'report.json': json(report),
    'report.txt': `${renderReportText(report.validation.report)}\n\n${renderValidationText(report)}\n`,
    'config.json': json({ ...config, seed, datasetFingerprint, libraryVersion: model.libraryVersion }),
  };
};

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
