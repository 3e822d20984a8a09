import { describe, expect, it } from 'vitest';
import { CLASSES } from './classes/classes.ts';
import type { Comparison } from './compare.ts';
import { type Measure, measure } from './measure.ts';
import { renderReport } from './report.ts';
import { type TestPacket, compare } from './testing/captures.ts';
import { ethernet, ethernetFields } from './testing/packets.ts';

const LOOPBACK_TEST: TestPacket = { hex: ethernet('9000'), theirs: ethernetFields('9000') };
/** The outer tag is 100 and the inner one 200, which is what tshark prints. */
const TWO_TAGS: TestPacket = {
  hex: `${ethernet('88a8')} 0064 8100 00c8 9000`,
  theirs: { ...ethernetFields('88a8'), 'vlan.id': '200' },
};
const WRONG: TestPacket = { hex: ethernet('9000'), theirs: { ...ethernetFields('9000'), 'vlan.id': '7' } };

async function* each(comparisons: readonly Promise<Comparison>[]): AsyncGenerator<Comparison> {
  for (const comparison of comparisons) yield await comparison;
}

const measureAll = (...comparisons: readonly Promise<Comparison>[]): Promise<Measure> =>
  measure(each(comparisons));

describe('measure', () => {
  it('sums up by corpus, column and class', async () => {
    const { total, corpora, columns, classes } = await measureAll(
      compare([LOOPBACK_TEST, TWO_TAGS], { classes: CLASSES, status: { file: 'a/1' } }),
      compare([TWO_TAGS, TWO_TAGS], { classes: CLASSES, status: { file: 'a/2' } }),
      compare([LOOPBACK_TEST], { classes: CLASSES, status: { file: 'b/1' } }),
    );
    expect([total.files, total.packets]).toStrictEqual([3, 5]);
    expect([...corpora].map(([name, { files, packets }]) => [name, files, packets])).toStrictEqual([
      ['a', 2, 4],
      ['b', 1, 1],
    ]);
    expect(columns.get('vlanId')).toMatchObject({ compared: 3, equal: 0, unexplained: 0 });
    expect([...classes]).toStrictEqual([['service-tag', { files: 2, cells: 3 }]]);
  });
});

describe('renderReport', () => {
  it('tells counts and shares, rounded down', async () => {
    const page = renderReport(await measureAll(compare([LOOPBACK_TEST, TWO_TAGS], { classes: CLASSES })));
    // a packet has eight cells: itself, four of its record, three of Ethernet; and one is the tag
    expect(page).toContain('| corpus | 1 | 2 | 17 | 16 | 1 | 0 | 94.117% |');
    expect(page).toContain('| `vlanId` | `vlan.id` | 1 | 0 | 1 | 0 | 0.000% |');
    expect(page).toContain('| `service-tag` | 1 | 1 |');
    expect(page).not.toContain('## Unexplained');
  });

  it('lists what no class explains', async () => {
    const page = renderReport(await measureAll(compare([WRONG], { classes: CLASSES })));
    expect(page).toContain('| `corpus/file` | 1 | `vlanId` |  | 7 |');
  });

  it('groups captures that end early by how they do', async () => {
    const refused = { exitStatus: 2, message: '(pcap: network type 282 unknown or unsupported)' };
    const page = renderReport(
      await measureAll(
        compare([LOOPBACK_TEST], { classes: CLASSES, unread: 1, status: { file: 'a/1', ...refused } }),
        compare([LOOPBACK_TEST], { classes: CLASSES, unread: 1, status: { file: 'a/2', ...refused } }),
        compare([LOOPBACK_TEST, LOOPBACK_TEST], { classes: CLASSES, unread: 1, cutBytes: 1 }),
      ),
    );
    expect(page).toContain('| refuses the link type | read it | 2 | 0 | 2 | `a/1` |');
    expect(page).toMatch(/\| reads it \| .* \(`CAPTURE_CUT_RECORD`\) \| 1 \| 1 \| 1 \| `corpus\/file` \|/);
  });
});
