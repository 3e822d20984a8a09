import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { parseFeatureCsv } from '../../csv/parse-csv.ts';
import { type FeatureTable } from '../../table.ts';
import { featurizeCapture, type GoldenFile, goldenFiles, HAS_GOLDEN, SHARED } from '../../testing/golden.ts';
import { networkmlSessionhost } from './networkml-sessionhost.ts';

const TOLERANCE = 1e-9;
/** Columns of what a device sent; the third of either direction counts packets. */
const OUT_WIDTH = 102;
const SKIPPED = HAS_GOLDEN ? '' : ` (skipped: ${SHARED}/golden is missing)`;
const sessionhost = networkmlSessionhost();

const differs = (ours: number, theirs: number): boolean =>
  Math.abs(ours - theirs) > TOLERANCE * Math.max(Math.abs(ours), Math.abs(theirs));

/** A row with what it is compared by. */
interface ComparedRow {
  readonly device: string;
  readonly values: Float64Array;
}

const rowsOf = (table: FeatureTable): ComparedRow[] =>
  table.rows.map(({ device }, row) => ({
    device,
    values: table.values.subarray(row * table.columnCount, (row + 1) * table.columnCount),
  }));

const areEqual = (ours: ComparedRow, theirs: ComparedRow): boolean =>
  ours.device === theirs.device &&
  ours.values.every((value, column) => !differs(value, theirs.values[column]));

/** The rows of `rows` that have no partner in `others`, each partner standing for one row. */
const withoutPartner = (rows: readonly ComparedRow[], others: readonly ComparedRow[]): ComparedRow[] => {
  const left = [...others];
  return rows.filter((row) => {
    const at = left.findIndex((other) => areEqual(other, row));
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
};

describe.skipIf(!HAS_GOLDEN)(`networkml-sessionhost against NetworkML's own outputs${SKIPPED}`, () => {
  it.each(goldenFiles('sessionhost').map((file): [string, GoldenFile] => [file.name, file]))(
    '%s: the rows are equal to 1e-9, in whatever order',
    async (_, file) => {
      const theirs = rowsOf(parseFeatureCsv(file.csv, [sessionhost]));
      const ours = rowsOf(await featurizeCapture(file.capture, 'auto', sessionhost));
      const name = ({ device, values }: ComparedRow): string =>
        `${device} out ${values[2]} in ${values[OUT_WIDTH + 2]}`;
      expect({
        missing: withoutPartner(theirs, ours).map(name),
        surplus: withoutPartner(ours, theirs).map(name),
      }).toEqual({ missing: [], surplus: [] });
    },
  );
});

describe.skipIf(!HAS_GOLDEN)(`networkml-sessionhost on captures NetworkML fails on${SKIPPED}`, () => {
  const rowsFrom = async (capture: string): Promise<string[]> => {
    const table = await featurizeCapture(join(SHARED, capture), 'auto', sessionhost);
    return rowsOf(table).map(
      ({ device, values }) => `${device} out ${values[2]} in ${values[OUT_WIDTH + 2]}`,
    );
  };

  it('gives a session to an address that is being claimed from ::', async () => {
    expect(await rowsFrom('golden/synthetic/dad.pcap')).toEqual([
      '02:00:00:00:00:0a out 1 in 0', // from :: to ff02::1:ff00:1
      '02:00:00:00:00:0a out 1 in 0', // from fe80::1 to ff02::16
      '02:00:00:00:00:0b out 1 in 0', // from fe80::2 to fe80::1, and the same received
      '02:00:00:00:00:0a out 0 in 1',
    ]);
  });

  it.each([
    ['gre_ip', ['02:00:00:00:00:0a out 1 in 0', '02:00:00:00:00:0b out 0 in 1']],
    ['gre_teb', ['02:00:00:00:00:0c out 1 in 0', '02:00:00:00:00:0d out 0 in 1']],
    ['rawip', ['10.0.0.1 out 1 in 0', '10.0.0.2 out 0 in 1']],
    ['empty', []],
  ])('%s: gives the rows meant', async (name, expected) => {
    expect(await rowsFrom(`golden/synthetic/${name}.pcap`)).toEqual(expected);
  });

  it.each(['D-LinkHomeHub', 'HueBridge'])(
    '%s: shares the packets of every device out among its sessions',
    async (folder) => {
      const capture = join(SHARED, `datasets/iot-sentinel/${folder}/Setup-A-1-STA.pcap`);
      const sessions = await featurizeCapture(capture, 'auto', sessionhost);
      const devices = await featurizeCapture(capture, 'auto');
      for (const { device, packets, packetsOut, bytes } of devices.rows) {
        const own = sessions.rows.filter((row) => row.device === device);
        expect(own.length).toBeGreaterThan(0);
        expect({
          packets: own.reduce((sum, row) => sum + row.packets, 0),
          packetsOut: own.reduce((sum, row) => sum + row.packetsOut, 0),
          bytes: own.reduce((sum, row) => sum + row.bytes, 0),
        }).toEqual({ packets, packetsOut, bytes });
      }
      expect(sessions.rowCount).toBeGreaterThan(devices.rowCount);
    },
  );
});
