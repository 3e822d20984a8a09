import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CAPTURE_EXTENSIONS } from '@networkml/naming';
import { CAPTURE_MAGIC_BYTES, isCapture } from '@networkml/pcap-reader';
import { PipelineError } from './errors.ts';
import { unreadable } from './files.ts';

/**
 * The captures that paths stand for: a file is taken as it is, `-` is standard input, and a directory gives, at any
 * depth, every file that starts like a capture or is named like one. Sorted by path within a directory.
 *
 * @throws PipelineError PIPELINE_NO_CAPTURES where a directory holds none, PIPELINE_UNREADABLE.
 */
export const listCaptures = async (paths: readonly string[]): Promise<string[]> => {
  const listed: string[] = [];
  for (const path of paths) {
    if (path === '-' || !(await isDirectory(path))) {
      listed.push(path);
      continue;
    }
    const found = await capturesBelow(path);
    if (found.length === 0) throw new PipelineError('PIPELINE_NO_CAPTURES', path);
    listed.push(...found);
  }
  return listed;
};

/** Bytes of captures for each thread: what one takes to start and to compile is worth some 400 MB of features. */
const BYTES_PER_THREAD = 512 * 2 ** 20;

/** The same where rows are listed, which takes several times as long. */
export const LISTED_BYTES_PER_THREAD: number = 128 * 2 ** 20;

/**
 * Of so many threads, those that help to read the captures: one for each 512 MiB unless told otherwise, and at least one. What is
 * no file, such as standard input, counts nothing, as only one thread can read it.
 */
export const threadsThatHelp = async (
  captures: readonly string[],
  threads: number,
  bytesPerThread: number = BYTES_PER_THREAD,
): Promise<number> => {
  if (threads <= 1) return threads;
  let bytes = 0;
  for (const capture of captures) {
    const stats = await stat(capture).catch(() => undefined);
    if (stats?.isFile() === true) bytes += stats.size;
  }
  return Math.min(threads, Math.max(1, Math.floor(bytes / bytesPerThread)));
};

/** A path that cannot be looked at is not a directory: reading it will say what is wrong. */
export const isDirectory = async (path: string): Promise<boolean> => {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
};

const capturesBelow = async (directory: string): Promise<string[]> => {
  const kept: string[] = [];
  for (const file of (await filesBelow(directory)).sort((a, b) => (a < b ? -1 : 1))) {
    if (isNamedLikeCapture(file) || (await startsLikeCapture(file))) kept.push(file);
  }
  return kept;
};

/** Files at any depth; links count as what they point to, links to directories are not followed. */
const filesBelow = async (directory: string): Promise<string[]> => {
  const files: string[] = [];
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(
    (cause: unknown) => {
      throw unreadable(directory, cause);
    },
  );
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() || (entry.isSymbolicLink() && !(await isDirectory(path)))) files.push(path);
  }
  return files;
};

const isNamedLikeCapture = (file: string): boolean => {
  const lower = file.toLowerCase();
  return CAPTURE_EXTENSIONS.some((extension) => lower.endsWith(extension));
};

const startsLikeCapture = async (path: string): Promise<boolean> => {
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  try {
    const head = new Uint8Array(CAPTURE_MAGIC_BYTES);
    const { bytesRead } = await file.read(head);
    return isCapture(head.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
};
