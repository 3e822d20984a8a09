import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { isDirectory, isRunning } from '@networkml/pipeline';

/** A folder to be written whole or not at all. */
export interface WholeFolder {
  readonly path: string;
  /** Whether a folder that is there is replaced; an empty one is in any case. */
  readonly force: boolean;
  /** Texts by file name. */
  readonly files: Readonly<Record<string, string>>;
}

/** In the temporary folder: what is written, and what it replaces. */
const NEW = 'new';
const OLD = 'old';

/**
 * Writes a folder within a temporary one beside it and moves it to its place when it is complete. A folder that was there is moved
 * aside first, and back where that fails.
 */
export const replaceFolder = async ({ path, force, files }: WholeFolder): Promise<void> => {
  const temporary = `${resolve(path)}.${process.pid}.tmp`;
  const [written, replaced] = [join(temporary, NEW), join(temporary, OLD)];
  await rm(temporary, { recursive: true, force: true }); // of an earlier process of that number
  let isReplaced = false;
  try {
    await mkdir(written, { recursive: true });
    for (const [name, text] of Object.entries(files)) await writeFile(join(written, name), text);
    if (force && (await isDirectory(path))) {
      await rename(path, replaced);
      isReplaced = true;
    }
    await rename(written, path);
  } catch (error) {
    if (isReplaced) await rename(replaced, path); // where that fails, too, it is kept where it is
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
  await rm(temporary, { recursive: true, force: true });
};

/**
 * Deletes the temporary folders that processes which are gone left beside a folder. One that was killed between the two moves had
 * moved the folder itself aside: it is put back.
 */
export const clearStaleFolders = async (path: string): Promise<void> => {
  const directory = dirname(resolve(path));
  const names = await readdir(directory).catch(() => []);
  for (const name of names) {
    const pid = processOf(name, basename(resolve(path)));
    if (pid === undefined || isRunning(pid)) continue;
    const stale = join(directory, name);
    const old = join(stale, OLD);
    if (!(await isDirectory(path)) && (await isDirectory(old))) await rename(old, path);
    await rm(stale, { recursive: true, force: true });
  }
};

/** The process that a temporary name of a folder or file is of. */
const processOf = (name: string, of: string): number | undefined => {
  const pid = name.startsWith(`${of}.`) ? /^([1-9]\d*)\.tmp$/.exec(name.slice(of.length + 1)) : null;
  return pid === null ? undefined : Number(pid[1]);
};
