import { describe, expect, it } from 'vitest';
import type { CaptureInfo } from './capture-info.ts';
import { openCapture, openCaptureSync } from './open-capture.ts';
import { BATCHES_A_TURN } from './reading.ts';
import { join } from './testing/bytes.ts';
import { pcapOf, pcapngOf } from './testing/captures.ts';
import { ARP_REQUEST, DNS_QUERY, SYN_ACK } from './testing/packets.ts';
import { copyRow, readRows } from './testing/rows.ts';
import { inChunks } from './testing/streams.ts';

const CUT = DNS_QUERY.subarray(0, 30);
const PACKETS = Array.from({ length: 1000 }, (_, i) => [DNS_QUERY, SYN_ACK, ARP_REQUEST, CUT][i % 4]);
const batchCapacity = 7;

/** The rows of a share, each with its place in the capture. */
const rowsOfShare = async (
  bytes: Uint8Array,
  share: { readonly index: number; readonly of: number },
): Promise<{
  readonly placed: readonly (readonly [number, readonly number[]])[];
  readonly info: CaptureInfo;
}> => {
  const placed: (readonly [number, readonly number[]])[] = [];
  const capture = openCapture(inChunks(bytes, [100, 3, 5000]), { share, batchCapacity });
  for await (const batch of capture) {
    for (let row = 0; row < batch.count; row += 1)
      placed.push([batch.firstPacket + row, copyRow(batch, row)]);
  }
  return { placed, info: capture.info };
};

describe.each([
  ['pcap', pcapOf(PACKETS)],
  ['pcapng', pcapngOf(PACKETS)],
])('a %s capture that is shared', (_, bytes) => {
  it.each([1, 2, 3, 16])('among %i gives each packet once, as it is in the whole', async (of) => {
    const shares = await Promise.all(
      Array.from({ length: of }, (__, index) => rowsOfShare(bytes, { index, of })),
    );
    const placed = shares.flatMap((share) => share.placed).sort(([a], [b]) => a - b);
    const whole = await readRows(openCapture(bytes));
    expect(placed.map(([place]) => place)).toStrictEqual(whole.rows.map((__, place) => place));
    expect(placed.map(([, row]) => row)).toStrictEqual(whole.rows);
  });

  it('tells what the whole is once the counts of the shares are put together', async () => {
    const [first, ...others] = await Promise.all(
      [0, 1, 2].map((index) => rowsOfShare(bytes, { index, of: 3 })),
    );
    for (const { info } of others) first.info.addShare(info);
    const whole = openCaptureSync(bytes, { batchCapacity });
    expect(Array.from(whole).length).toBeGreaterThan(0);
    expect(first.info).toStrictEqual(whole.info);
  });

  it('hands out batches in turns', async () => {
    const { placed } = await rowsOfShare(bytes, { index: 1, of: 2 });
    expect(placed[0][0]).toBe(BATCHES_A_TURN * batchCapacity);
  });

  it('fails in every share where it breaks off', async () => {
    const cut = bytes.subarray(0, -10);
    for (const index of [0, 1]) {
      const { error } = await readRows(openCapture(cut, { share: { index, of: 2 }, batchCapacity }));
      expect(error).toMatchObject({ code: 'CAPTURE_CUT_RECORD' });
    }
  });
});

describe('a batch', () => {
  it('tells how many packets lie ahead of it', async () => {
    const places: number[] = [];
    for await (const batch of openCapture(join(pcapOf(PACKETS)), { batchCapacity: 300 }))
      places.push(batch.firstPacket);
    expect(places).toStrictEqual([0, 300, 600, 900]);
  });
});
