import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { networkml } from './testing/run-cli.ts';

let directory: string;
let plugin: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'networkml-features-'));
  plugin = join(directory, 'mine.ts');
  writeFileSync(
    plugin,
    `import { defineFeatureSet } from '@networkml/featurizer';
export const mine = defineFeatureSet({
  id: 'my-set',
  version: 2,
  level: 'device',
  doc: 'Shows how it is done.',
  columns: { always_one: { unit: 'count', doc: 'Always 1.' } },
  create: () => ({ observe: () => undefined, finish: () => ({ always_one: 1 }) }),
});`,
  );
});

afterAll(() => {
  rmSync(directory, { recursive: true });
});

describe('networkml features', () => {
  it('lists the built-in sets and those of plug-ins', () => {
    const { status, stdout } = networkml(['features', 'list', '--plugin', plugin, '--format', 'json']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: 'networkml-host', version: 1, level: 'device', columns: 280 }),
        {
          id: 'my-set',
          default: false,
          version: 2,
          level: 'device',
          columns: 1,
          doc: 'Shows how it is done.',
        },
      ]),
    );
  });

  it('lists for people as a table', () => {
    const { stdout } = networkml(['features', 'list', '--plugin', plugin, '--format', 'table']);
    expect(stdout).toMatch(/^ SET +VERSION +A ROW A +COLUMNS +WHAT FOR\n/);
    expect(stdout).toMatch(/my-set +2 +device +1 +Shows how it is done\./);
  });

  it('describes the columns of a set as table, Markdown or JSON', () => {
    const describeAs = (format: string): string =>
      networkml(['features', 'describe', 'my-set', '--plugin', plugin, '--format', format]).stdout;
    expect(describeAs('table')).toMatch(/always_one +count +Always 1\./);
    expect(describeAs('markdown')).toContain('| `always_one` | count | Always 1. |');
    expect(JSON.parse(describeAs('json'))).toEqual({
      id: 'my-set',
      version: 2,
      level: 'device',
      doc: 'Shows how it is done.',
      columns: [{ name: 'always_one', unit: 'count', doc: 'Always 1.', modelInput: true, group: null }],
    });
  });

  it('refuses a set that is not there, naming those that are', () => {
    const { status, stderr } = networkml(['features', 'describe', 'absent']);
    expect(stderr).toMatch(/absent \(there are .*networkml-host/);
    expect(status).toBe(3);
  });

  it('refuses a plug-in that breaks the contract', () => {
    const bad = join(directory, 'bad.ts');
    writeFileSync(bad, `export default { id: 'bad', columns: {} };`);
    const { status, stderr } = networkml(['features', 'list', '--plugin', bad]);
    expect(stderr).toMatch(/bad\.ts: a feature set is declared wrongly.*PIPELINE_BAD_PLUGIN/);
    expect(status).toBe(3);
  });
});
