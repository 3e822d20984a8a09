import { constants, kMaxLength } from 'node:buffer';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGzip, gunzip } from 'node:zlib';
import { PipelineError } from './errors.ts';

const inflate = promisify(gunzip);

/** How much a file may hold, in bytes and after unpacking. */
export interface ReadBound {
  readonly maxBytes?: number;
}

/**
 * Reads a text file, unpacking it where its first bytes say it is gzip.
 *
 * @throws PipelineError PIPELINE_UNREADABLE, PIPELINE_BAD_COMPRESSION, PIPELINE_TOO_LARGE.
 */
export const readText = async (
  path: string,
  { maxBytes = constants.MAX_STRING_LENGTH }: ReadBound = {},
): Promise<string> => (await readUnpacked(path, { maxBytes })).toString('utf8');

/**
 * Reads a file whole, unpacking it where its first bytes say it is gzip.
 *
 * @throws PipelineError PIPELINE_UNREADABLE, PIPELINE_BAD_COMPRESSION, PIPELINE_TOO_LARGE.
 */
export const readUnpacked = async (
  path: string,
  { maxBytes = kMaxLength }: ReadBound = {},
): Promise<Buffer> => {
  const bytes = await readBytes(path, { maxBytes });
  if (!isGzip(bytes)) return bytes;
  try {
    return await inflate(bytes, { maxOutputLength: maxBytes });
  } catch (cause) {
    const isTooLarge = cause instanceof RangeError;
    throw isTooLarge
      ? tooLarge(path, maxBytes)
      : new PipelineError('PIPELINE_BAD_COMPRESSION', path, { cause });
  }
};

/** Whether bytes begin as gzip does (RFC 1952). */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** The lines of a text in UTF-8, one after the other, without their ends. */
export function* linesOf(bytes: Buffer): Generator<string> {
  for (let start = 0; start < bytes.length;) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline;
    yield bytes.toString('utf8', start, end);
    start = end + 1;
  }
}

/**
 * Reads a file whole, and nothing of one that is too large.
 *
 * @throws PipelineError PIPELINE_UNREADABLE, PIPELINE_TOO_LARGE.
 */
export const readBytes = async (
  path: string,
  { maxBytes = Number.POSITIVE_INFINITY }: ReadBound = {},
): Promise<Buffer> => {
  try {
    if ((await stat(path)).size <= maxBytes) return await readFile(path);
  } catch (cause) {
    throw unreadable(path, cause);
  }
  throw tooLarge(path, maxBytes);
};

const tooLarge = (path: string, maxBytes: number): PipelineError =>
  new PipelineError('PIPELINE_TOO_LARGE', `${path} holds more than ${maxBytes} bytes`);

/** The coded error for a path that the file system refuses to read. */
export const unreadable = (path: string, cause: unknown): PipelineError => {
  const isMissing = isSystemError(cause) && cause.code === 'ENOENT';
  return new PipelineError('PIPELINE_UNREADABLE', `${path}${isMissing ? ' (no such file)' : ''}`, { cause });
};

/** Writes a text file as `writeLines` does. */
export const writeText = (path: string, text: string): Promise<void> => writeLines(path, [text]);

/** A piece of a file: text, or bytes as they are. */
export type Piece = string | Uint8Array;

/**
 * Writes pieces to a file as they come, whole or not at all: under another name first, renamed at the end. It is
 * gzip where its name ends in `.gz`.
 *
 * @throws PipelineError PIPELINE_UNWRITABLE; whatever the source of the pieces throws.
 */
export const writeLines = async (
  path: string,
  pieces: Iterable<Piece> | AsyncIterable<Piece>,
): Promise<void> => {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const steps = path.endsWith('.gz') ? [createGzip()] : [];
    await pipeline([Readable.from(pieces), ...steps, createWriteStream(temporary)]);
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw isSystemError(cause) ? unwritable(path, cause) : cause;
  }
};

/**
 * Makes a directory, and those above it, where it is not there yet.
 *
 * @throws PipelineError PIPELINE_UNWRITABLE.
 */
export const makeDirectory = async (path: string): Promise<void> => {
  try {
    await mkdir(path, { recursive: true });
  } catch (cause) {
    throw unwritable(path, cause);
  }
};

/** The coded error for a path that the file system refuses to write. */
export const unwritable = (path: string, cause: unknown): PipelineError =>
  new PipelineError('PIPELINE_UNWRITABLE', `${path}${cause instanceof Error ? ` (${cause.message})` : ''}`, {
    cause,
  });

/** Whether the operating system refused something, other than an error that a piece of ours threw. */
const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error;
