import { isGroupMac, NO_MAC, PacketBatch } from '@networkml/pcap-reader';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type DeviceKey } from '../device.ts';
import { PacketNotes } from '../packet-notes.ts';
import { ROWS } from './layout.ts';
import { Stations } from './stations.ts';
import { SUBJECT_KERNELS } from './subject-kernel.ts';

const GROUP = 0x01005e000001;

const mac = fc.oneof(
  fc.constantFrom(NO_MAC, GROUP, 0, 1, 0xfeffffffffff),
  fc.integer({ min: 2, max: 200 }).map((number) => number * 0x100000003),
);

interface Packet {
  readonly from: number;
  readonly to: number;
}

/** Subjects of which only so many fit. */
const listOf = (
  most: number,
): { readonly keys: DeviceKey[]; size: number; free: number; create(key: DeviceKey): void } => ({
  keys: [],
  size: 0,
  free: most,
  create(key) {
    this.keys.push(key);
    this.size += 1;
    this.free -= 1;
  },
});

const batchOf = (packets: readonly Packet[]): PacketBatch => {
  const batch = new PacketBatch({ capacity: Math.max(1, packets.length) });
  packets.forEach(({ from, to }, row) => {
    batch.sourceMac[row] = from;
    batch.destinationMac[row] = to;
  });
  batch.count = packets.length;
  return batch;
};

/** Tells stations apart one packet after the other. */
const expectedOf = (
  packets: readonly Packet[],
  most: number,
): { readonly ends: number[][]; readonly macs: number[]; readonly refused: number } => {
  const macs: number[] = [];
  const ends: number[][] = [];
  let refused = 0;
  const add = (address: number, entry: number): void => {
    if (address === NO_MAC || isGroupMac(address)) return;
    if (!macs.includes(address) && macs.length === most) refused += 1;
    else {
      if (!macs.includes(address)) macs.push(address);
      ends.push([entry, macs.indexOf(address)]);
    }
  };
  packets.forEach(({ from, to }, row) => {
    add(from, row * 2);
    if (to !== from) add(to, row * 2 + 1);
  });
  return { ends, macs, refused };
};

const endsOf = (notes: PacketNotes): number[][] => {
  const { count, entries, subjects } = notes.ends;
  return Array.from({ length: count }, (_, at) => [entries[at], subjects[at]]);
};

describe('Stations', () => {
  it('notes the ends of packets as one packet after the other would be noted, and refuses stations that do not fit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ from: mac, to: mac }), { maxLength: 300 }),
        fc.constantFrom(3, 40, 1000),
        (packets, most) => {
          const subjects = listOf(most);
          const kernel = SUBJECT_KERNELS.take();
          const stations = new Stations(kernel, subjects);
          const notes = new PacketNotes();
          const batch = batchOf(packets);
          const middle = packets.length >> 1;
          expect(stations.note({ addresses: batch, start: 0, end: middle, isMinded: false }, notes)).toBe(
            middle,
          );
          stations.note({ addresses: batch, start: middle, end: packets.length, isMinded: false }, notes);
          SUBJECT_KERNELS.giveBack(kernel);
          const { ends, macs, refused } = expectedOf(packets, most);
          expect(endsOf(notes)).toEqual(ends);
          expect(subjects.keys).toEqual(macs.map((address) => ({ mac: address })));
          expect(stations.refused).toBe(refused);
        },
      ),
    );
  });

  it('stops, if that is asked, at rows among which there is one without addresses', () => {
    const stations = new Stations(SUBJECT_KERNELS.take(), listOf(10));
    const packets = Array.from({ length: ROWS + 2 }, (_, row) => ({ from: 2, to: row === ROWS + 1 ? 2 : 4 }));
    const batch = batchOf([...packets, { from: NO_MAC, to: NO_MAC }]);
    const rows = { addresses: batch, start: 0, end: batch.count };
    const notes = new PacketNotes();
    expect(stations.note({ ...rows, isMinded: true }, notes)).toBe(ROWS);
    expect(notes.ends.count).toBe(ROWS * 2);
    expect(new Stations(SUBJECT_KERNELS.take(), listOf(10)).note({ ...rows, isMinded: false }, notes)).toBe(
      batch.count,
    );
    expect(stations.of(4)).toBe(1);
    expect([stations.of(NO_MAC), stations.of(GROUP)]).toEqual([undefined, undefined]);
  });
});
