import { readFile, rm } from 'node:fs/promises';
import {
  type FeatureSet,
  type FeatureTable,
  columnsOfSets,
  createTable,
  hashSchema,
} from '@networkml/featurizer';
import { type CapturedError, capturedError, failedCapture } from '../captured-error.ts';
import type { CaptureCounts, CaptureFeatures, FeaturizeManyOptions } from '../featurize-captures.ts';
import { LIBRARY_VERSION } from '../version.ts';
import { type JournalFile, type RecordPlace, openJournalFile, statOf } from './journal-file.ts';

/**
 * Remembers beside an output which captures were read and what came of them, so that a run that was killed can be gone
 * on with. Features of captures that changed since, or were computed by other settings, are not recalled.
 */
export interface FeatureJournal {
  /** What an earlier run noted of a capture; `undefined` where the capture must be read. */
  recall(capture: string): Promise<CaptureFeatures | undefined>;
  /** Notes the features of a capture; false where they were recalled. */
  note(features: CaptureFeatures): Promise<boolean>;
  /** Captures that are in it. */
  count(): number;
  /** The output is complete: deletes the journal. */
  remove(): Promise<void>;
  /** The run ends before the output is complete: leaves the journal there, unless nothing is in it. */
  leave(): Promise<void>;
}

/** A capture as it was when it was read. */
interface Stamp {
  readonly bytes: number;
  readonly modifiedMs: number;
}

/** What is noted of a capture. */
interface Entry extends Stamp {
  readonly capture: string;
  readonly settings: string;
  readonly values: Float64Array;
  readonly rows: FeatureTable['rows'];
  readonly overflow: FeatureTable['overflow'];
  readonly counts: CaptureCounts;
  readonly broken: CapturedError | undefined;
}

/** How features are computed, as far as it changes what comes out. */
export type JournalSettings = Pick<
  FeaturizeManyOptions,
  'sets' | 'devices' | 'windowSeconds' | 'salvage' | 'maxExpansion' | 'plugins'
>;

/**
 * Opens the journal beside an output, or begins one; a `fresh` one remembers nothing.
 *
 * @throws FeatureError where the sets do not go together; PipelineError PIPELINE_UNWRITABLE.
 */
export const openJournal = async (
  output: string,
  options: JournalSettings,
  fresh: boolean,
): Promise<FeatureJournal> => {
  const settings = await fingerprint(options);
  const places = new Map<string, Stamp & { readonly place: RecordPlace }>();
  const { file, writtenBy } = await openJournalFile(`${output}.resume`, fresh, (record, place) => {
    if (!isEntry(record) || record.settings !== settings) return false;
    const { capture, bytes, modifiedMs } = record;
    places.set(capture, { bytes, modifiedMs, place });
    return true;
  });
  await clearUnfinished(output, writtenBy);
  return journalOf({ file, settings, places, sets: options.sets });
};

interface JournalParts {
  readonly file: JournalFile;
  readonly settings: string;
  readonly places: Map<string, Stamp & { readonly place: RecordPlace }>;
  readonly sets: readonly FeatureSet[];
}

const journalOf = ({ file, settings, places, sets }: JournalParts): FeatureJournal => {
  /** Captures whose features were asked for and not noted yet: as they were then, or recalled. */
  const asked = new Map<string, Stamp | 'recalled'>();
  let count = places.size;
  return {
    recall: async (capture) => {
      const stamp = await stampOf(capture);
      if (stamp === undefined) return undefined;
      asked.set(capture, stamp);
      const known = places.get(capture);
      if (known?.bytes !== stamp.bytes || known.modifiedMs !== stamp.modifiedMs) return undefined;
      const entry = await file.read(known.place);
      if (!isEntry(entry)) return undefined;
      asked.set(capture, 'recalled');
      return featuresOf(entry, sets);
    },
    note: async ({ capture, table, counts, broken }) => {
      const stamp = asked.get(capture);
      asked.delete(capture);
      if (stamp === 'recalled') return false;
      if (stamp === undefined) return true;
      const { values, rows, overflow } = table;
      const error = broken === undefined ? undefined : capturedError(broken);
      await file.append({ capture, settings, ...stamp, values, rows, overflow, counts, broken: error });
      count += 1;
      return true;
    },
    count: () => count,
    remove: () => file.remove(),
    leave: () => (count === 0 ? file.remove() : file.close()),
  };
};

/** Size and time of a file; a stream has none that says whether it is the same. */
const stampOf = async (capture: string): Promise<Stamp | undefined> => {
  const stats = capture === '-' ? undefined : await statOf(capture);
  return stats?.isFile() === true ? { bytes: stats.size, modifiedMs: stats.mtimeMs } : undefined;
};

const featuresOf = (entry: Entry, sets: readonly FeatureSet[]): CaptureFeatures => {
  const { capture, values, rows, overflow, counts, broken } = entry;
  const featureSets = sets.map(({ id, version }) => ({ id, version }));
  return {
    capture,
    table: createTable({ values, rows, overflow, columns: columnsOfSets(sets), featureSets }),
    counts,
    ...(broken === undefined ? {} : { broken: failedCapture(capture, broken).error }),
  };
};

/** The checksum says that it is as it was written, and the settings which version of ours wrote it. */
const isEntry = (record: unknown): record is Entry =>
  typeof record === 'object' &&
  record !== null &&
  'settings' in record &&
  'capture' in record &&
  'values' in record &&
  record.values instanceof Float64Array;

const fingerprint = async (options: JournalSettings): Promise<string> => {
  const { sets, devices, windowSeconds, salvage, maxExpansion, plugins = [] } = options;
  const featureSets = sets.map(({ id, version }) => ({ id, version }));
  const schema = hashSchema({ columns: columnsOfSets(sets), featureSets });
  const code = await Promise.all(plugins.map(contentOf));
  const settings = { LIBRARY_VERSION, schema, devices, windowSeconds, salvage, maxExpansion, plugins, code };
  return JSON.stringify(settings);
};

/** A plug-in that is changed may compute something else without saying so; a package has a version to tell by. */
const contentOf = async (plugin: string): Promise<string> => {
  const { createHash } = await import('node:crypto'); // takes a while to load, and most runs have no plug-in
  try {
    return createHash('sha256')
      .update(await readFile(plugin))
      .digest('hex');
  } catch {
    return '';
  }
};

/** Removes what a process that is gone had written of an output. */
export const clearUnfinished = async (output: string, writtenBy: number | undefined): Promise<void> => {
  if (writtenBy === undefined || isRunning(writtenBy)) return;
  await rm(`${output}.${writtenBy}.tmp`, { force: true });
};

/** Whether that process is there; one of somebody else's is, too. */
export const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
};
