import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { REPOSITORY } from './places.ts';

/**
 * Builds what is measured as JavaScript, and a project of this repository as it is published, with all it needs, unless
 * that is to stay. @throws Error where that fails.
 */
export const buildSubjects = (project: string | undefined): void => {
  if (project !== undefined) run('.', 'nx', 'build', project);
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
