import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileOf, networkml, networkmlWatched, sample } from './testing/run-cli.ts';

const PLUGIN = `import { defineFeatureSet, Direction } from '@networkml/featurizer';

export const small = defineFeatureSet({
  id: 'small',
  version: 1,
  level: 'device',
  columns: { small_share: { unit: 'ratio', doc: 'Sent packets below 100 bytes; 0 if none were sent.' } },
  create() {
    let [sent, small]: [number, number] = [0, 0];
    return {
      observe(batch, row, direction) {
        if (direction !== Direction.Out) return;
        sent += 1;
        if (batch.wireLengthBytes[row] < 100) small += 1;
      },
      finish: () => ({ small_share: sent === 0 ? 0 : small / sent }),
    };
  },
});
`;

let directory: string;
let plugin: string;
let captures: string;

/** Two roles with two captures each. */
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'networkml-plugins-'));
  plugin = join(directory, 'small.ts');
  captures = join(directory, 'captures');
  writeFileSync(plugin, PLUGIN);
  for (const [role, name] of [
    ['Plug', 'smart-plug.pcap'],
    ['Server', 'cooked.pcap'],
  ]) {
    mkdirSync(join(captures, role), { recursive: true });
    for (const copy of ['1', '2']) copyFileSync(fileOf(name), join(captures, role, `${copy}.pcap`));
  }
});

afterAll(() => {
  rmSync(directory, { recursive: true });
});

/** Trains on the sets asked for, with a thread or two for the folds, and gives the model file's path. */
const train = (features: string, threads: number): string => {
  const model = join(directory, `${features}-${threads}.json`);
  const run = networkml([
    'train',
    captures,
    ...['--labels', 'directory', '--copies', 'together', '--features', features, '--plugin', plugin],
    ...['--name', 'tiny', '--threads', String(threads), '--output', model],
  ]);
  expect(run).toMatchObject({ status: 0 });
  return model;
};

describe('networkml with --plugin', { timeout: 120_000 }, () => {
  it('trains on features of a plug-in, alike on one thread and on two', () => {
    const text = readFileSync(train('networkml-host,small', 1), 'utf8');
    const model: unknown = JSON.parse(text);
    expect(model).toMatchObject({ featureSets: [{ id: 'networkml-host' }, { id: 'small', version: 1 }] });
    expect(readFileSync(train('networkml-host,small', 2), 'utf8')).toBe(text);
  });

  it('predicts and is judged with such a model, also where the captures follow the option', () => {
    const model = train('small', 1);
    const predicted = networkml([
      'predict',
      ...['--model', model, '--plugin', plugin, sample('smart-plug.pcap')],
      ...['--format', 'json'],
    ]);
    expect(predicted).toMatchObject({ status: 0 });
    expect(JSON.parse(predicted.stdout)).toHaveLength(3);
    const judged = networkml([
      'evaluate',
      captures,
      ...['--labels', 'directory', '--model', model, '--plugin', plugin, '--format', 'json'],
    ]);
    expect(JSON.parse(judged.stdout)).toMatchObject({ rowCount: 4, accuracy: 1 });
  });

  it('computes features of a plug-in alike on one thread and on two', () => {
    const unreadable = join(directory, 'page.pcap'); // so large that threads help, without a block on the disk
    writeFileSync(unreadable, '<html></html>');
    truncateSync(unreadable, 2 ** 30);
    const [once, again] = ['1', '2'].map((threads) =>
      networkmlWatched([
        'featurize',
        captures,
        unreadable,
        ...['--features', 'networkml-host,small', '--plugin', plugin],
        ...['--format', 'csv', '--threads', threads],
      ]),
    );
    expect(once).toMatchObject({ status: 4, workers: 0 });
    expect(once.stdout.split('\n')[0]).toMatch(/,small_share$/);
    expect(again).toEqual({ ...once, workers: 1 });
  });

  it('says how to find the features of a model whose plug-in is not named', () => {
    const { status, stderr } = networkml([
      'predict',
      sample('smart-plug.pcap'),
      '--model',
      train('small', 1),
    ]);
    expect(stderr).toMatch(/small \(there are .*--plugin.*PIPELINE_UNKNOWN_FEATURE_SET/);
    expect(status).toBe(3);
  });

  it('refuses a plug-in that is not there', () => {
    const { status, stderr } = networkml(['predict', sample('smart-plug.pcap'), '--plugin', './absent.ts']);
    expect(stderr).toContain('PIPELINE_PLUGIN_NOT_FOUND');
    expect(status).toBe(3);
  });
});
