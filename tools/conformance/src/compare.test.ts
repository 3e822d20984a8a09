import { describe, expect, it } from 'vitest';
import type { DifferenceClass } from './difference.ts';
import { compare, oracleRow, outcomes } from './testing/captures.ts';
import { UDP, UDP_FIELDS, ethernet, ethernetFields, ipv4, ipv4Fields } from './testing/packets.ts';

const DNS_QUERY = {
  hex: `${ethernet('0800')} ${ipv4('11', '001c')} ${UDP}`,
  theirs: { ...ethernetFields('0800'), ...ipv4Fields('17', '28'), ...UDP_FIELDS },
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('compareCapture', () => {
  it('counts the cells that are equal', async () => {
    const { tallies, packets } = await compare([DNS_QUERY, DNS_QUERY]);
    expect(packets).toBe(2);
    expect(tallies.get('sourcePort')).toStrictEqual({
      compared: 2,
      equal: 2,
      explained: new Map(),
      unexplained: 0,
    });
    // the packet, four columns of its record, three of Ethernet, seven of IPv4, three of UDP
    expect(sum([...tallies.values()].map(({ equal }) => equal))).toBe(2 * 18);
  });

  it('leaves out cells that neither side has', async () => {
    const { tallies } = await compare([DNS_QUERY]);
    expect([tallies.get('vlanId')?.compared, tallies.get('tcpFlags')?.compared]).toStrictEqual([0, 0]);
  });

  it('tells what differs, and of which packet', async () => {
    const wrong = { ...DNS_QUERY, theirs: { ...DNS_QUERY.theirs, 'udp.dstport': '54' } };
    const { unexplained } = await compare([DNS_QUERY, wrong]);
    expect(unexplained).toStrictEqual([
      { file: 'corpus/file', packet: 2, column: 'destinationPort', ours: '53', theirs: '54' },
    ]);
  });

  it('explains a difference by the first class that fits', async () => {
    const classes: readonly DifferenceClass[] = [
      { id: 'never', reason: '', cell: () => false },
      { id: 'ttl', reason: '', cell: ({ column, theirs }) => column === 'hopLimit' && theirs === '63' },
      { id: 'later', reason: '', cell: () => true },
    ];
    const wrong = { ...DNS_QUERY, theirs: { ...DNS_QUERY.theirs, 'ip.ttl': '63' } };
    expect(outcomes(await compare([wrong], { classes }))).toStrictEqual({ hopLimit: 'ttl' });
  });

  it('passes over frames of tshark that are no packets', async () => {
    const customBlock = oracleRow({ 'frame.number': '1', 'frame.len': '24', 'frame.cap_len': '24' });
    const { unexplained, otherFrames } = await compare([DNS_QUERY], { rowsBefore: [customBlock] });
    expect([unexplained.length, otherFrames]).toStrictEqual([0, 1]);
  });

  it('counts packets that tshark did not get to', async () => {
    const comparison = await compare([DNS_QUERY, DNS_QUERY], { unread: 1 });
    expect(comparison.tallies.get('packet')).toMatchObject({ compared: 2, equal: 1, unexplained: 1 });
    expect(comparison.unexplained).toMatchObject([{ packet: 2, ours: '2 packets', theirs: '1 packets' }]);
  });

  it('keeps the code of the error that reading ended with', async () => {
    const { ourError, packets } = await compare([DNS_QUERY, DNS_QUERY], { unread: 1, cutBytes: 1 });
    expect([ourError, packets]).toStrictEqual(['CAPTURE_CUT_RECORD', 1]);
  });
});
