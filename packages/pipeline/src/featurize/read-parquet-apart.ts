import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { deserialize, getHeapStatistics } from 'node:v8';
import { type FeatureCell, FeatureError, type FeatureRecords } from '@networkml/featurizer';
import type { ParquetAnswer } from '../parquet-process.ts';

/** How long reading may take; in proportion to the bytes unless given. */
export interface ParquetPatience {
  readonly limitSeconds?: number;
}

/**
 * What a Parquet file of features holds: flat columns of texts and numbers, points in time as seconds since 1970-01-01 UTC.
 * Rows count from 1. It is read in a process of its own: damaged bytes that keep the library busy for ever, or fill the memory, end
 * that process and nothing else.
 *
 * @throws FeatureError FEATURE_FILE_MALFORMED with what is wrong; FEATURE_FILE_BAD_VALUE with row and column for cells of another kind.
 */
export const readParquetApart = async (
  bytes: Uint8Array,
  { limitSeconds = secondsFor(bytes) }: ParquetPatience = {},
): Promise<FeatureRecords> => {
  const answer = await answerOf(bytes, limitSeconds);
  if ('found' in answer) throw new FeatureError('FEATURE_FILE_MALFORMED', { found: answer.found });
  const { header, rows } = answer;
  const records = rows.map((cells, row) => cells.map((cell, column) => cellOf(cell, header[column], row)));
  return { header, records, rowOf: (index) => index + 1 };
};

/** What starting a process takes at worst, and far more than it takes to read so many bytes. */
const secondsFor = ({ byteLength }: Uint8Array): number => 30 + byteLength / 100_000;

/** Heap for the process, in MiB: rows of packed columns take many times their bytes, but never more than is there for all else. */
const heapFor = ({ byteLength }: Uint8Array): number =>
  Math.ceil(Math.min(getHeapStatistics().heap_size_limit, 2 ** 29 + byteLength * 200) / 2 ** 20);

const answerOf = (bytes: Uint8Array, limitSeconds: number): Promise<ParquetAnswer> =>
  new Promise((resolve, reject) => {
    const program = fileURLToPath(import.meta.resolve('@networkml/pipeline/parquet-process'));
    const { stdin } = execFile(
      process.execPath,
      [...process.execArgv, `--max-old-space-size=${heapFor(bytes)}`, program],
      {
        encoding: 'buffer',
        maxBuffer: Number.POSITIVE_INFINITY,
        timeout: Math.ceil(limitSeconds * 1000),
        killSignal: 'SIGKILL',
      },
      (failure, stdout) => {
        const answer: unknown = failure === null ? deserialize(stdout) : undefined;
        if (isAnswer(answer)) resolve(answer);
        else reject(stopped(failure, limitSeconds));
      },
    );
    stdin?.on('error', () => undefined); // it ended before it had read all: why, is told above
    stdin?.end(bytes);
  });

const stopped = (cause: Error | null, limitSeconds: number): FeatureError => {
  const isSlow = cause !== null && 'killed' in cause && cause.killed === true;
  const found = isSlow
    ? `bytes not read within ${Math.ceil(limitSeconds)} s`
    : 'bytes over which reading breaks down';
  return new FeatureError('FEATURE_FILE_MALFORMED', { found }, { cause });
};

const isAnswer = (value: unknown): value is ParquetAnswer =>
  typeof value === 'object' && value !== null && ('found' in value || 'rows' in value);

const cellOf = (cell: unknown, column: string, row: number): FeatureCell => {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'string' || typeof cell === 'number') return cell;
  if (typeof cell === 'bigint') return Number(cell);
  throw new FeatureError('FEATURE_FILE_BAD_VALUE', { column, row: row + 1, found: typeof cell });
};
