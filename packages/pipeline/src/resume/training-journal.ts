import { createHash } from 'node:crypto';
import type { Executor, Matrix } from '@networkml/model';
import type { FoldResult, FoldTask } from '@networkml/model/training';
import { PipelineError } from '../errors.ts';
import { clearUnfinished } from '../featurize/journal.ts';
import { type JournalFile, type RecordPlace, openJournalFile } from '../featurize/journal-file.ts';
import { LIBRARY_VERSION } from '../version.ts';

/** Remembers beside an output which folds were trained and what came of them, so that a run that was stopped can be gone on with. */
export interface TrainingJournal {
  /** An executor that recalls the folds of an earlier run, and notes those it runs. */
  keeping(executor: Executor<FoldTask, FoldResult>): Executor<FoldTask, FoldResult>;
  /** Folds that are in it. */
  count(): number;
  /** The output is complete: deletes the journal. */
  remove(): Promise<void>;
  /** The run ends before the output is complete: leaves the journal there, unless nothing is in it. */
  leave(): Promise<void>;
}

/** The first record: what the folds were trained on. */
interface Header {
  readonly trainedOn: string;
}

interface Entry {
  readonly task: string;
  readonly result: FoldResult;
}

/**
 * Opens the journal `<output>.resume`, or begins one; a `fresh` one remembers nothing. A fold is known by all that goes into it, so
 * other options find what is the same in both runs.
 *
 * @param dataset fingerprint of the training rows.
 * @throws PipelineError PIPELINE_RESUME_OTHER_DATA where it is of other rows or another version of the library,
 * PIPELINE_UNWRITABLE.
 */
export const openTrainingJournal = async (
  output: string,
  dataset: string,
  fresh: boolean,
): Promise<TrainingJournal> => {
  const path = `${output}.resume`;
  const trainedOn = `${LIBRARY_VERSION} ${dataset}`;
  const places = new Map<string, RecordPlace>();
  const found = { isOther: false, isBegun: false };
  const { file, writtenBy } = await openJournalFile(path, fresh, (record, place) => {
    if (isEntry(record)) places.set(record.task, place);
    else if (isHeader(record) && record.trainedOn === trainedOn) found.isBegun = true;
    else found.isOther = true;
    return true; // also what is refused below: it is not ours to cut off
  });
  if (found.isOther) {
    await file.close();
    const advice = 'finish that run by its own command, or begin anew with --no-resume';
    throw new PipelineError('PIPELINE_RESUME_OTHER_DATA', `${path}; ${advice}`);
  }
  await clearUnfinished(output, writtenBy);
  if (!found.isBegun) await file.append({ trainedOn } satisfies Header);
  return journalOf(file, places);
};

const journalOf = (file: JournalFile, places: Map<string, RecordPlace>): TrainingJournal => {
  let count = places.size;
  let writing: Promise<void> = Promise.resolve();
  const note = (task: string, result: FoldResult): void => {
    writing = writing.then(async () => {
      await file.append({ task, result: plain(result) } satisfies Entry);
      count += 1;
    });
    writing.catch(() => undefined); // whoever waits for the folds hears of it
  };
  const recall = async (task: string): Promise<FoldResult | undefined> => {
    const place = places.get(task);
    const entry = place === undefined ? undefined : await file.read(place);
    return isEntry(entry) ? entry.result : undefined;
  };
  return {
    keeping: (executor) => ({
      map: async (tasks, onResult, signal) => {
        const names = tasks.map(nameOf);
        const known = await Promise.all(names.map(recall));
        const missing = [...tasks.keys()].filter((index) => known[index] === undefined);
        known.forEach((result, index) => {
          if (result !== undefined) onResult?.(result, index);
        });
        const noting = (result: FoldResult, at: number): void => {
          note(names[missing[at]], result);
          onResult?.(result, missing[at]);
        };
        const trained = executor.map(
          missing.map((index) => tasks[index]),
          noting,
          signal,
        );
        const results = await trained.finally(() => writing);
        missing.forEach((index, at) => {
          known[index] = results[at];
        });
        return known.filter((result) => result !== undefined);
      },
    }),
    count: () => count,
    remove: () => file.remove(),
    leave: async () => {
      await writing.catch(() => undefined);
      await (count === 0 ? file.remove() : file.close());
    },
  };
};

/** SHA-256 of all that a fold depends on, but for the rows themselves, which the journal is of. */
const nameOf = ({ x, y, train, test, ...rest }: FoldTask): string =>
  createHash('sha256')
    .update(JSON.stringify([rest, x.rowCount, y.length, [...train], [...test]]))
    .digest('hex');

/** A copy of what is looked at: the numbers may be a part of a larger buffer. */
const plain = (result: FoldResult): FoldResult => {
  if (result.status === 'failed') return result;
  const { values, rowCount, columnCount } = result.probabilities;
  const probabilities: Matrix = { values: Float64Array.from(values), rowCount, columnCount };
  return { ...result, probabilities };
};

const isHeader = (record: unknown): record is Header =>
  typeof record === 'object' && record !== null && 'trainedOn' in record;

/** The checksum says that it is as it was written, and the header which version of ours wrote it. */
const isEntry = (record: unknown): record is Entry =>
  typeof record === 'object' && record !== null && 'task' in record && 'result' in record;
