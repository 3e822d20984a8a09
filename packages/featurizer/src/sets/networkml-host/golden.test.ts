import { describe, expect, it } from 'vitest';

import { parseFeatureCsv } from '../../csv/parse-csv.ts';
import { type RowIdentity } from '../../row-identity.ts';
import { type FeatureTable } from '../../table.ts';
import { featurizeCapture, type GoldenFile, goldenFiles, HAS_GOLDEN, SHARED } from '../../testing/golden.ts';
import { networkmlHost } from './networkml-host.ts';

const TOLERANCE = 1e-9;

/**
 * Where NetworkML rounds IPv6 addresses to 53 bits, two of a device's addresses become one and the texts of its source
 * addresses are wrong: we count and name them exactly. In these files and columns alone ours is larger by 1.
 */
const ROUNDED_IPV6: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  default: {},
  no_srcmacid: {},
};

/** Files whose source addresses read otherwise for the same reason, or since NetworkML takes `::` for 0.0.0.0. */
const OTHER_ADDRESS_TEXTS: Readonly<Record<string, readonly string[]>> = { default: [], no_srcmacid: [] };

interface Comparison {
  readonly differences: readonly string[];
  /** Columns of distinct addresses where ours is larger by 1. */
  readonly oneMore: readonly string[];
  readonly hasOtherTexts: boolean;
}

const differs = (ours: number, theirs: number): boolean =>
  Math.abs(ours - theirs) > TOLERANCE * Math.max(Math.abs(ours), Math.abs(theirs));

const sameAddresses = (ours: RowIdentity, theirs: RowIdentity): boolean =>
  ours.ips.toSorted().join() === theirs.ips.toSorted().join();

const compare = (ours: FeatureTable, theirs: FeatureTable): Comparison => {
  const differences: string[] = [];
  const oneMore: string[] = [];
  let hasOtherTexts = false;
  for (const [row, identity] of theirs.rows.entries()) {
    const ourRow = ours.rows.findIndex(({ device }) => device === identity.device);
    if (ourRow === -1) {
      differences.push(`${identity.device}: no such row in ours`);
      continue;
    }
    hasOtherTexts ||= !sameAddresses(ours.rows[ourRow], identity);
    const first = theirs.columns.find(({ name }, column) => {
      const our = ours.values[ourRow * ours.columnCount + column];
      const their = theirs.values[row * theirs.columnCount + column];
      if (/unique_(src|dst)ips$/.test(name) && our === their + 1) {
        oneMore.push(`${identity.device} ${name}`);
        return false;
      }
      if (differs(our, their)) differences.push(`${identity.device} ${name}: ours ${our}, NetworkML's ${their}`);
      return differs(our, their);
    });
    if (first !== undefined) continue;
  }
  if (ours.rowCount !== theirs.rowCount) {
    differences.push(`${ours.rowCount} rows in ours, ${theirs.rowCount} in NetworkML's`);
  }
  return { differences, oneMore, hasOtherTexts };
};

describe.skipIf(!HAS_GOLDEN).each([
  ['default', 'canonical'],
  ['no_srcmacid', 'all'],
] as const)(
  `networkml-host against NetworkML's own outputs, mode %s (skipped where ${HAS_GOLDEN ? 'they are' : `${SHARED}/golden is`} missing)`,
  (mode, devices) => {
    it.each(goldenFiles(mode).map((file): [string, GoldenFile] => [file.name, file]))(
      '%s: every column of every device is equal to 1e-9',
      async (name, file) => {
        const theirs = parseFeatureCsv(file.csv, [networkmlHost()]);
        const ours = await featurizeCapture(file.capture, devices);
        const { differences, oneMore, hasOtherTexts } = compare(ours, theirs);
        expect(differences).toEqual([]);
        expect(oneMore).toEqual(ROUNDED_IPV6[mode][name] ?? []);
        expect(hasOtherTexts).toBe(OTHER_ADDRESS_TEXTS[mode].includes(name));
      },
    );
  },
);
