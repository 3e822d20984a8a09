import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import writeFileAtomic from 'write-file-atomic';
import { PipelineError } from './errors.ts';

const inflate = promisify(gunzip);
const deflate = promisify(gzip);

/**
 * Reads a text file, unpacking it where its first bytes say it is gzip.
 *
 * @throws PipelineError PIPELINE_UNREADABLE, PIPELINE_BAD_COMPRESSION.
 */
export const readText = async (path: string): Promise<string> => {
  const bytes = await readBytes(path);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.toString('utf8');
  try {
    return (await inflate(bytes)).toString('utf8');
  } catch (cause) {
    throw new PipelineError('PIPELINE_BAD_COMPRESSION', path, { cause });
  }
};

const readBytes = async (path: string): Promise<Buffer> => {
  try {
    return await readFile(path);
  } catch (cause) {
    const reason =
      cause instanceof Error && 'code' in cause && cause.code === 'ENOENT' ? ' (no such file)' : '';
    throw new PipelineError('PIPELINE_UNREADABLE', `${path}${reason}`, { cause });
  }
};

/**
 * Writes a text file whole or not at all, as gzip where its name ends in `.gz`.
 *
 * @throws PipelineError PIPELINE_UNWRITABLE.
 */
export const writeText = async (path: string, text: string): Promise<void> => {
  try {
    await writeFileAtomic(path, path.endsWith('.gz') ? await deflate(text) : text);
  } catch (cause) {
    const reason = cause instanceof Error ? ` (${cause.message})` : '';
    throw new PipelineError('PIPELINE_UNWRITABLE', `${path}${reason}`, { cause });
  }
};
