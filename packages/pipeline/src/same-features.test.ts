import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import type { FeatureTable } from '@networkml/featurizer';
import { beforeAll, describe, expect, it } from 'vitest';
import { findFeatureSets } from './feature-sets.ts';
import { featurizeCapture, featurizeCaptures } from './featurize-captures.ts';
import { disguised, readPcap, snapped, writePcap, writePcapng } from './testing/capture-copies.ts';
import { fileWith, sample } from './testing/samples.ts';

const SHARED = process.env.NETWORKML_SHARED ?? join(import.meta.dirname, '../../../../shared');

const REAL = [
  'EdnetCam1/Setup-A-1-STA.pcap',
  'D-LinkHomeHub/Setup-A-1-STA.pcap',
  'WeMoLink/Setup-A-1-STA.pcap',
]
  .map((name) => join(SHARED, 'datasets/iot-sentinel', name))
  .filter((path) => existsSync(path));

/** Our samples, and real captures where they are beside the project. */
const CAPTURES = [sample('smart-plug.pcap'), sample('Printer-a-Fri0036-15m-n00.pcap'), ...REAL];

const DEVICE = findFeatureSets(['device']);
/** The two sets that can stand in one table of devices, and the one of sessions. */
const TABLES = [findFeatureSets(['device', 'networkml-host']), findFeatureSets(['networkml-sessionhost'])];

const optionsOf = (sets: (typeof TABLES)[number]) => ({ sets, devices: 'auto', name: 'capture' }) as const;

/** Values and whose they are, without the name of the capture. */
const contentOf = ({ values, rows }: FeatureTable): unknown => ({
  values: [...values],
  rows: rows.map((row) => ({ ...row, capture: '' })),
});

/** Values by the order of rows alone, since their devices have other names. */
const valuesOf = ({ values, rows }: FeatureTable): unknown => [rows.length, ...values];

describe.each(CAPTURES)('features of %s', (path) => {
  const file = readPcap(readFileSync(path));

  describe.each(TABLES.map((sets) => [sets.map(({ id }) => id).join(' and '), sets] as const))(
    '%s',
    (_, sets) => {
      let expected: unknown;
      beforeAll(async () => {
        expected = contentOf((await featurizeCapture(path, optionsOf(sets))).table);
      });
      const contentOfBytes = async (bytes: Uint8Array): Promise<unknown> =>
        contentOf((await featurizeCapture(bytes, optionsOf(sets))).table);

      it('are those of a copy snapped to its headers', async () => {
        expect(await contentOfBytes(writePcap(snapped(file, 128)))).toEqual(expected);
      });

      it('are those of a copy as pcapng, and of one packed with gzip', async () => {
        expect(await contentOfBytes(writePcapng(file))).toEqual(expected);
        expect(await contentOfBytes(gzipSync(readFileSync(path)))).toEqual(expected);
      });

      it('are those of its bytes as they come through a pipe', async () => {
        const bytes = readFileSync(path);
        const pieces = Array.from({ length: Math.ceil(bytes.length / 1000) }, (__, piece) =>
          bytes.subarray(piece * 1000, piece * 1000 + 1000),
        );
        const { table } = await featurizeCapture(Readable.from(pieces), optionsOf(sets));
        expect(contentOf(table)).toEqual(expected);
      });

      it('are those of its two halves, merged', async () => {
        const middle = Math.floor(file.records.length / 2);
        const halves = [file.records.slice(0, middle), file.records.slice(middle)].map((records, index) =>
          fileWith(`part${index}.pcap`, writePcap({ ...file, records })),
        );
        const { table } = await featurizeCaptures(halves, { ...optionsOf(sets), merge: true });
        expect(contentOf(table)).toEqual(expected);
      });
    },
  );

  it('tell nothing of addresses and epoch in the set device', async () => {
    const { table } = await featurizeCapture(path, optionsOf(DEVICE));
    const other = await featurizeCapture(writePcap(disguised(file)), optionsOf(DEVICE));
    expect(other.table.rows.map(({ device }) => device)).not.toEqual(table.rows.map(({ device }) => device));
    expect(valuesOf(other.table)).toEqual(valuesOf(table));
  });
});

describe('features of many captures', () => {
  it('are the same with one thread or two', async () => {
    const tables = [];
    for (const threads of [1, 2]) {
      const { table } = await featurizeCaptures(CAPTURES, { sets: TABLES[0], devices: 'auto', threads });
      tables.push({ values: [...table.values], rows: table.rows, schemaHash: table.schemaHash });
    }
    expect(tables[1]).toEqual(tables[0]);
  });
});
