import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** By layer, and for apps, which export nothing, by not being importable at all. */
const REFUSAL =
  /cannot depend on any libs with tags|can only depend on libs tagged with|Only packages defined in the "package.json" can be imported/;

/** Lints an import as if it stood in a file of the workspace; gives what the boundary rule says of it. */
const lintImport = async (file: string, specifier: string): Promise<string[]> => {
  const eslint = new ESLint({ cwd: ROOT });
  const [{ messages }] = await eslint.lintText(`import '${specifier}';\n`, { filePath: `${ROOT}/${file}` });
  return messages
    .filter(({ ruleId }) => ruleId === '@nx/enforce-module-boundaries' || ruleId === 'no-restricted-imports')
    .map(({ message }) => message);
};

describe('the lint rules', () => {
  // The rule reads the project graph that Nx keeps, and says nothing where there is none yet.
  beforeAll(() => {
    const env = { ...process.env, NX_DAEMON: 'false' };
    execFileSync(`${ROOT}/node_modules/.bin/nx`, ['show', 'projects'], { cwd: ROOT, env });
  }, 120_000);

  it.each([
    ['packages/pcap-reader/src/address.ts', '@networkml/naming'],
    ['packages/naming/src/roles.ts', '@networkml/pcap-reader'],
    ['packages/featurizer/src/table.ts', '@networkml/naming'],
    ['packages/model/src/rng.ts', '@networkml/pcap-reader'],
    ['packages/evaluation/src/metrics.ts', '@networkml/featurizer'],
    ['packages/jobs/src/run-all.ts', '@networkml/model'],
    ['packages/pipeline/src/files.ts', '@networkml/cli'],
    ['apps/cli/src/main.ts', '@networkml/service'],
    ['tools/docs/src/main.ts', '@networkml/trainer'],
    ['apps/cli/src/main.ts', '@networkml/pages'],
    ['tools/pages/src/index.ts', '@networkml/bench'],
  ])('refuse that %s imports %s', { timeout: 120_000 }, async (file, specifier) => {
    expect(await lintImport(file, specifier)).toEqual([expect.stringMatching(REFUSAL)]);
  });

  it.each([
    ['packages/featurizer/src/table.ts', '@networkml/pcap-reader'],
    ['packages/evaluation/src/metrics.ts', '@networkml/model'],
    ['packages/pipeline/src/files.ts', '@networkml/featurizer'],
    ['apps/cli/src/main.ts', '@networkml/pipeline'],
    ['tools/bench/src/main.ts', '@networkml/pages'],
  ])('allow that %s imports %s', { timeout: 120_000 }, async (file, specifier) => {
    expect(await lintImport(file, specifier)).toEqual([]);
  });

  it('refuse node: in the part that runs in a browser', { timeout: 120_000 }, async () => {
    expect(await lintImport('packages/featurizer/src/table.ts', 'node:fs')).toEqual([
      expect.stringContaining('belongs in the ./node entry point'),
    ]);
  });
});
