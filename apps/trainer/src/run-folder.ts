import { readdir } from 'node:fs/promises';
import { renderReportText } from '@networkml/evaluation';
import { formatModelFile } from '@networkml/model';
import { PipelineError, formatReport, renderModelCard } from '@networkml/pipeline';
import {
  type AdaptationReport,
  type TrainedModel,
  adaptationRemarks,
  renderAdaptationText,
  renderValidationText,
  trainingDocument,
} from '@networkml/pipeline/training';
import { clearStaleFolders, replaceFolder } from './replace-folder.ts';

/** What a run folder is made of. */
export interface RunFolder {
  readonly path: string;
  /** Whether a folder that is there is replaced. */
  readonly force: boolean;
  readonly trained: TrainedModel;
  /** How the model compares with the one it was adapted from, where it was. */
  readonly adaptation?: AdaptationReport;
  readonly config: Readonly<Record<string, unknown>>;
}

/**
 * Refuses a folder that has something in it, before any work is done, and clears away what killed runs left beside it.
 *
 * @throws PipelineError PIPELINE_OUTPUT_EXISTS, PIPELINE_UNWRITABLE where it is no folder.
 */
export const checkRunFolder = async (path: string, force: boolean): Promise<void> => {
  await clearStaleFolders(path);
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
export const writeRunFolder = async (folder: RunFolder): Promise<void> => {
  const { path, force } = folder;
  const files = await filesOf(folder);
  try {
    await replaceFolder({ path, force, files });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new PipelineError('PIPELINE_UNWRITABLE', `${path} (${reason})`, { cause });
  }
};

/** What a run says at its end, and keeps in its folder: how good the model is, and before that how it compares with its base. */
export const renderRunText = ({ trained, adaptation }: Pick<RunFolder, 'trained' | 'adaptation'>): string => {
  const { report } = trained;
  const comparison = adaptation === undefined ? '' : `${renderAdaptationText(adaptation)}\n\n`;
  return `${comparison}${renderReportText(report.validation.report)}\n\n${renderValidationText(report)}\n`;
};

const filesOf = async ({
  trained,
  adaptation,
  config,
}: RunFolder): Promise<Readonly<Record<string, string>>> => {
  const { model, report } = trained;
  const { seed, datasetFingerprint } = model.training;
  const settings = Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined));
  const remarks = adaptation === undefined ? [] : adaptationRemarks(adaptation);
  const document = trainingDocument(trained, { settings, remarks });
  return {
    'model.json': formatModelFile(model),
    'model-card.md': renderModelCard(model),
    'report.html': await formatReport(document, 'report.html'),
    'report.json': json(report),
    'report.txt': renderRunText({ trained, ...(adaptation === undefined ? {} : { adaptation }) }),
    ...(adaptation === undefined ? {} : { 'adaptation.json': json(adaptation) }),
    'config.json': json({ ...config, seed, datasetFingerprint, libraryVersion: model.libraryVersion }),
  };
};

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
