import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { clearStaleFolders, replaceFolder } from './replace-folder.ts';
import { checkRunFolder } from './run-folder.ts';

/** A path for a folder in a directory of its own. */
const place = (): { directory: string; path: string } => {
  const directory = mkdtempSync(join(tmpdir(), 'networkml-folder-'));
  onTestFinished(() => {
    rmSync(directory, { recursive: true });
  });
  return { directory, path: join(directory, 'run') };
};

/** The number of a process that has ended. */
const deadPid = (): number => spawnSync(process.execPath, ['-e', '']).pid;

const write = (path: string, name: string, text: string): void => {
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, name), text);
};

describe('replaceFolder', () => {
  it('writes all files and leaves nothing beside the folder', async () => {
    const { directory, path } = place();
    await replaceFolder({ path: `${path}/`, force: false, files: { a: '1', b: '2' } });
    expect(readdirSync(path)).toEqual(['a', 'b']);
    expect(readdirSync(directory)).toEqual(['run']);
  });

  it('replaces a folder only where it is told to', async () => {
    const { directory, path } = place();
    write(path, 'old', 'kept');
    await expect(replaceFolder({ path, force: false, files: { a: '1' } })).rejects.toThrow();
    expect(readdirSync(path)).toEqual(['old']);
    await replaceFolder({ path, force: true, files: { a: '1' } });
    expect(readdirSync(path)).toEqual(['a']);
    expect(readdirSync(directory)).toEqual(['run']);
  });

  it('leaves the folder that is there alone where a file cannot be written', async () => {
    const { directory, path } = place();
    write(path, 'old', 'kept');
    await expect(replaceFolder({ path, force: true, files: { 'no/such/folder': '' } })).rejects.toThrow();
    expect(readFileSync(join(path, 'old'), 'utf8')).toBe('kept');
    expect(readdirSync(directory)).toEqual(['run']);
  });
});

describe('clearStaleFolders', () => {
  it('deletes what killed runs of the same output left, and nothing else', async () => {
    const { directory, path } = place();
    const dead = deadPid();
    write(`${path}.${dead}.tmp/new`, 'model.json', 'half');
    writeFileSync(`${path}.${deadPid()}.tmp`, 'half');
    const kept = [
      'run.resume',
      `run.${process.pid}.tmp`,
      'run.notes.tmp',
      `run2.${dead}.tmp`,
      `run.${dead}.txt`,
    ];
    for (const name of kept) writeFileSync(join(directory, name), '');
    await clearStaleFolders(path);
    expect(readdirSync(directory).sort()).toEqual(kept.sort());
  });

  it('puts a folder back that a killed run had moved aside, so that it is not replaced unasked', async () => {
    const { path } = place();
    const stale = `${path}.${deadPid()}.tmp`;
    write(join(stale, 'old'), 'model.json', 'the old one');
    write(join(stale, 'new'), 'model.json', 'the new one');
    await expect(checkRunFolder(path, false)).rejects.toMatchObject({ code: 'PIPELINE_OUTPUT_EXISTS' });
    expect(readFileSync(join(path, 'model.json'), 'utf8')).toBe('the old one');
    expect(existsSync(stale)).toBe(false);
  });

  it('does nothing where there is no such directory', async () => {
    await expect(clearStaleFolders(join(place().path, 'deeper', 'run'))).resolves.toBeUndefined();
  });
});
