import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { formatFeatureCsv } from '../../csv/format-csv.ts';
import { parseFeatureCsv } from '../../csv/parse-csv.ts';
import { type FeatureTable } from '../../table.ts';
import { featurizeCapture, type GoldenFile, goldenFiles, HAS_GOLDEN, SHARED } from '../../testing/golden.ts';
import { networkmlHost } from './networkml-host.ts';

const TOLERANCE = 1e-9;
const SKIPPED = HAS_GOLDEN ? '' : ` (skipped: ${SHARED}/golden is missing)`;
const MODES = [
  ['default', 'canonical'],
  ['no_srcmacid', 'auto'],
] as const;

/**
 * NetworkML rounds IPv6 addresses to 53 bits, so that two of a device's addresses become one; we count them exactly.
 * In these files and columns alone ours is larger.
 */
const MORE_ADDRESSES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  default: {
    'D-LinkSiren__Setup-A-1-STA': ['90:8d:78:dd:0d:60 tshark_unique_dstips +1'],
    'D-LinkWaterSensor__Setup-A-1-STA': ['6c:72:20:c5:17:5a tshark_unique_dstips +1'],
    'WeMoInsightSwitch__Setup-A-1-STA': ['94:10:3e:41:c2:05 tshark_unique_dstips +1'],
    'WeMoSwitch2__Setup-C-1-STA': ['94:10:3e:34:0c:b5 tshark_unique_dstips +1'],
  },
  no_srcmacid: {
    'D-LinkHomeHub__Setup-A-1-STA': ['1c:5f:2b:aa:fd:4e tshark_unique_srcips +1'],
    'D-LinkSiren__Setup-A-1-STA': ['90:8d:78:dd:0d:60 tshark_unique_dstips +1'],
    'D-LinkWaterSensor__Setup-A-1-STA': ['6c:72:20:c5:17:5a tshark_unique_dstips +1'],
    'EdnetCam1__Setup-A-1-STA': ['3c:49:37:03:17:db tshark_unique_dstips +1'],
    'EdnetCam2__Setup-A-1-STA': ['3c:49:37:03:17:f0 tshark_unique_dstips +1'],
    'WeMoInsightSwitch__Setup-A-1-STA': ['94:10:3e:41:c2:05 tshark_unique_dstips +1'],
    'WeMoSwitch2__Setup-C-1-STA': ['94:10:3e:34:0c:b5 tshark_unique_dstips +1'],
  },
};

const ROUNDED_IN_BOTH_MODES = [
  'D-LinkSensor__Setup-A-1-STA',
  'D-LinkSiren__Setup-A-1-STA',
  'D-LinkSwitch__Setup-A-1-STA',
  'D-LinkWaterSensor__Setup-A-1-STA',
  'WeMoInsightSwitch__Setup-A-1-STA',
  'WeMoSwitch2__Setup-C-1-STA',
  'synthetic/small6',
  'upstream__trace_ab12_2001-01-01_02_03-client-ip6-1-2-3-4',
];

/** Files in which the texts of source addresses differ: rounded, or below 2^32 and so written as IPv4 by NetworkML. */
const OTHER_ADDRESS_TEXTS: Readonly<Record<string, readonly string[]>> = {
  default: ROUNDED_IN_BOTH_MODES,
  no_srcmacid: [
    ...ROUNDED_IN_BOTH_MODES,
    'D-LinkHomeHub__Setup-A-1-STA',
    'EdnetCam1__Setup-A-1-STA',
    'EdnetCam2__Setup-A-1-STA',
    'HueBridge__Setup-A-1-STA',
    'HueSwitch__Setup-A-1-STA',
    'synthetic/dad',
  ],
};

/** What differs in one device's row: the first column, and the columns of distinct addresses where ours is larger. */
interface RowComparison {
  readonly difference?: string;
  readonly moreAddresses: readonly string[];
  readonly hasOtherTexts: boolean;
}

const differs = (ours: number, theirs: number): boolean =>
  Math.abs(ours - theirs) > TOLERANCE * Math.max(Math.abs(ours), Math.abs(theirs));

const compareRow = (ours: FeatureTable, theirs: FeatureTable, row: number): RowComparison => {
  const { device, ips } = theirs.rows[row];
  const ourRow = ours.rows.findIndex((identity) => identity.device === device);
  if (ourRow === -1) return { difference: `${device}: not in ours`, moreAddresses: [], hasOtherTexts: false };
  const hasOtherTexts = ours.rows[ourRow].ips.toSorted().join() !== ips.toSorted().join();
  const moreAddresses: string[] = [];
  for (const [column, { name }] of theirs.columns.entries()) {
    const our = ours.values[ourRow * ours.columnCount + column];
    const their = theirs.values[row * theirs.columnCount + column];
    if (/unique_(src|dst)ips$/.test(name) && our > their) {
      moreAddresses.push(`${device} ${name} +${our - their}`);
    } else if (differs(our, their)) {
      const difference = `${device} ${name}: ours ${our}, NetworkML's ${their}`;
      return { difference, moreAddresses, hasOtherTexts };
    }
  }
  return { moreAddresses, hasOtherTexts };
};

describe.skipIf(!HAS_GOLDEN).each(MODES)(
  `networkml-host against NetworkML's own outputs, mode %s${SKIPPED}`,
  (mode, devices) => {
    it.each(goldenFiles(mode).map((file): [string, GoldenFile] => [file.name, file]))(
      '%s: every column of every device is equal to 1e-9',
      async (name, file) => {
        const theirs = parseFeatureCsv(file.csv, [networkmlHost()]);
        const ours = await featurizeCapture(file.capture, devices);
        const rows = theirs.rows.map((_, row) => compareRow(ours, theirs, row));
        expect(rows.flatMap(({ difference }) => difference ?? [])).toEqual([]);
        expect(ours.rowCount).toBe(theirs.rowCount);
        expect(rows.flatMap(({ moreAddresses }) => moreAddresses)).toEqual(MORE_ADDRESSES[mode][name] ?? []);
        expect(rows.some(({ hasOtherTexts }) => hasOtherTexts)).toBe(
          OTHER_ADDRESS_TEXTS[mode].includes(name),
        );
      },
    );

    it("writes NetworkML's header, column by column", async () => {
      const [{ csv, capture }] = goldenFiles(mode);
      const ours = formatFeatureCsv(await featurizeCapture(capture, devices), { layout: 'networkml' });
      expect(ours.split('\n')[0]).toBe(csv.split(/\r?\n/)[0]);
    });
  },
);

describe.skipIf(!HAS_GOLDEN)(`networkml-host on captures NetworkML fails on${SKIPPED}`, () => {
  it.each([
    ['gre_ip', 'canonical', ['02:00:00:00:00:0a']], // GRE protocol beyond 8 bits
    ['gre_teb', 'canonical', ['02:00:00:00:00:0c']], // the same, with Ethernet inside
    ['mcsrc', 'canonical', ['02:00:00:00:00:0a']], // a group address sends from one address only
    ['rawip', 'auto', ['10.0.0.1', '10.0.0.2']], // no Ethernet
    ['empty', 'auto', []],
  ] as const)('%s: gives a row to the devices meant (%s)', async (name, devices, expected) => {
    const table = await featurizeCapture(join(SHARED, `golden/synthetic/${name}.pcap`), devices);
    expect(table.rows.map(({ device }) => device)).toEqual(expected);
  });
});
