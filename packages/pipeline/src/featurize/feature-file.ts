import { open, stat } from 'node:fs/promises';
import { constants, gunzipSync } from 'node:zlib';
import {
  FeatureError,
  type FeatureSet,
  type FeatureTable,
  parseFeatureCsv,
  parseFeatureJsonLines,
  tableOfRecords,
} from '@networkml/featurizer';
import { PipelineError } from '../errors.ts';
import { isGzip, linesOf, readText, readUnpacked } from '../files.ts';
import { readParquetApart } from './read-parquet-apart.ts';

/** A file of features, as `writeFeatures` writes it. */
export interface FeatureFile {
  readonly path: string;
  readonly format: 'csv' | 'jsonl' | 'parquet';
}

/**
 * The file of features that paths stand for, if they are one and not captures. Its content says so: Parquet's magic, a JSON
 * object, or a header of CSV with `capture` and `device` or `host_key`; what has none of them goes by its name.
 */
export const findFeatureFile = async (paths: readonly string[]): Promise<FeatureFile | undefined> => {
  if (paths.length !== 1 || paths[0] === '-') return undefined;
  const [path] = paths;
  const format = formatOfContent(await headOf(path)) ?? formatOfName(path);
  return format === undefined ? undefined : { path, format };
};

/**
 * Reads a file of features of the given sets, plain or gzip.
 *
 * @throws PipelineError PIPELINE_BAD_TABLE with row and column, PIPELINE_UNREADABLE, PIPELINE_BAD_COMPRESSION, PIPELINE_TOO_LARGE.
 */
export const readFeatureFile = async (
  { path, format }: FeatureFile,
  sets: readonly FeatureSet[],
): Promise<FeatureTable> => {
  try {
    switch (format) {
      case 'csv':
        return parseFeatureCsv(await readText(path), sets);
      case 'jsonl':
        return parseFeatureJsonLines(linesOf(await readUnpacked(path)), sets);
      case 'parquet':
        return tableOfRecords(await readParquetApart(await readUnpacked(path)), sets);
    }
  } catch (cause) {
    if (!(cause instanceof FeatureError)) throw cause;
    throw new PipelineError('PIPELINE_BAD_TABLE', `${path}: ${cause.message}`, { cause });
  }
};

/** Enough for the header of a CSV. */
const HEAD_BYTES = 2 ** 14;

/** How a file begins, unpacked; nothing of what is no file, such as a pipe, which could not be read again. */
const headOf = async (path: string): Promise<Buffer> => {
  const stats = await stat(path).catch(() => undefined);
  if (stats?.isFile() !== true) return Buffer.alloc(0);
  try {
    const file = await open(path);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES)).finally(() => file.close());
    const head = buffer.subarray(0, bytesRead);
    return isGzip(head) ? gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH }) : head;
  } catch {
    return Buffer.alloc(0); // whoever reads it will say what is wrong
  }
};

const formatOfContent = (head: Buffer): FeatureFile['format'] | undefined => {
  if (head.subarray(0, 4).equals(PARQUET_MAGIC)) return 'parquet';
  const [line] = head
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart()
    .split(/\r?\n/, 1);
  if (line.startsWith('{')) return 'jsonl';
  const names = new Set(line.split(',').map((name) => name.replaceAll('"', '')));
  return names.has('host_key') || (names.has('capture') && names.has('device')) ? 'csv' : undefined;
};

const PARQUET_MAGIC = Buffer.from('PAR1');

const NAMES: readonly (readonly [RegExp, FeatureFile['format']])[] = [
  [/\.csv(\.gz)?$/i, 'csv'],
  [/\.(jsonl|ndjson)(\.gz)?$/i, 'jsonl'],
  [/\.parquet(\.gz)?$/i, 'parquet'],
];

const formatOfName = (path: string): FeatureFile['format'] | undefined =>
  NAMES.find(([name]) => name.test(path))?.[1];
