import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { REPOSITORY } from './places.ts';

/** Builds what is measured as JavaScript, and the reader as it is published unless that is to stay. @throws Error where that fails. */
export const buildSubjects = (withReader: boolean): void => {
  if (withReader) run('.', 'nx', 'build', '@networkml/pcap-reader');
  run('tools/bench', 'tsup', '--silent');
};

const run = (folder: string, program: string, ...parameters: readonly string[]): void => {
  const { status, stdout, stderr, error } = spawnSync(
    join(REPOSITORY, 'node_modules/.bin', program),
    parameters,
    { cwd: join(REPOSITORY, folder), encoding: 'utf8' },
  );
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} ${parameters.join(' ')} failed:\n${stdout}${stderr}`);
};
