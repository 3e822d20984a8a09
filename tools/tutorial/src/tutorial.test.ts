import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandStep, isPrinted, readPage } from './read-page.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PAGE = readFileSync(join(ROOT, 'docs/write-a-feature.md'), 'utf8');
const CLI = join(ROOT, 'apps/cli/bin/networkml.js');

const isBuilt = ['apps/cli/dist/main.js', 'packages/featurizer/dist/testing.js'].every((file) =>
  existsSync(join(ROOT, file)),
);
const title = isBuilt ? 'the tutorial' : 'the tutorial (skipped: npm run build has not been run)';

/** The directory of a reader who has installed the two packages and copied the samples. */
let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'networkml-tutorial-'));
  const isOfRoles = (path: string): boolean => path === join(ROOT, 'datasets/samples/roles');
  cpSync(join(ROOT, 'datasets/samples'), join(directory, 'samples'), {
    recursive: true,
    filter: (path) => !isOfRoles(path),
  });
  writeFileSync(join(directory, 'package.json'), '{ "type": "module" }');
  mkdirSync(join(directory, 'node_modules/@networkml'), { recursive: true });
  symlinkSync(join(ROOT, 'packages/featurizer'), join(directory, 'node_modules/@networkml/featurizer'));
  mkdirSync(join(directory, 'bin'));
  const npx = `#!/bin/sh\n[ "$1" = networkml ] || exit 127\nshift\nexec "${process.execPath}" "${CLI}" "$@"\n`;
  writeFileSync(join(directory, 'bin/npx'), npx, { mode: 0o755 });
});

afterAll(() => {
  rmSync(directory, { recursive: true });
});

const run = ({ command }: CommandStep): { status: number | null; printed: string } => {
  const path = [join(directory, 'bin'), dirname(process.execPath), process.env.PATH].join(delimiter);
  const { status, stdout } = spawnSync('sh', ['-c', `exec 2>&1; ${command}`], {
    cwd: directory,
    encoding: 'utf8',
    env: { PATH: path, HOME: directory, TMPDIR: tmpdir() },
  });
  return { status, printed: stdout };
};

/** Whether the page says that a command fails: what it prints begins with the name of the program. */
const isToFail = ({ prints: [first = ''] }: CommandStep): boolean => first.startsWith('networkml: ');

const steps = readPage(PAGE).map((step) => ({
  step,
  what: step.kind === 'file' ? `${step.name} is written` : step.command,
}));

describe.skipIf(!isBuilt)(title, { timeout: 60_000 }, () => {
  it.each(steps)('says what happens: $what', ({ step }) => {
    if (step.kind === 'file') {
      writeFileSync(join(directory, step.name), step.text);
      return;
    }
    const { status, printed } = run(step);
    expect({ status: status === 0, printed }).toMatchObject({ status: !isToFail(step) });
    if (step.prints.length > 0 && !isPrinted(step.prints, printed))
      expect(printed).toBe(step.prints.join('\n'));
  });
});
