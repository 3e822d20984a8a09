import { type PacketBatch, Protocol } from '@networkml/pcap-reader';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type Subject } from '../device.ts';
import { AddressTable } from '../stats/address-table.ts';
import { batchOf, type TestPacket } from '../testing/packets.ts';
import { SubjectCounts } from './subject-counts.ts';
import { SUBJECT_KERNELS } from './subject-kernel.ts';

const SUBJECTS = 4;

const packet = fc.record({
  source: fc.option(
    fc.oneof(
      fc.constantFrom('192.0.2.1', '192.0.2.2', '192.0.2.3'),
      fc.constantFrom([1, 0, 0, 1], [1, 0, 0, 2], [2, 0, 0, 1], [0, 0, 0, 0xc0000201]),
    ),
    { nil: undefined },
  ),
  subject: fc.nat({ max: SUBJECTS - 1 }),
  isReceived: fc.boolean(),
  isIcmp: fc.boolean(),
  isOther: fc.boolean(),
});

/** The first is a host where `hasHosts`; tables are so small that not all addresses fit. */
const subjectsOf = (hasHosts: boolean): readonly Subject[] =>
  Array.from({ length: SUBJECTS }, (_, index) => ({
    index,
    key: hasHosts && index === 0 ? { ip: '192.0.2.9' } : { mac: index + 1 },
    accumulators: [],
    sources: new AddressTable(3),
  }));

const contentsOf = (subjects: readonly Subject[]): unknown =>
  subjects.map(({ sources }) => ({
    overflow: sources.overflow,
    addresses: Array.from({ length: sources.size }, (_, at) => sources.at(at)),
  }));

/** Adds the source of each packet, one by one, and marks it where the subject's own header names it. */
const countOneByOne = (
  subjects: readonly Subject[],
  packets: readonly { subject: number; isReceived: boolean; isIcmp: boolean; isOther: boolean }[],
  { batch, hasLast }: { readonly batch: PacketBatch; readonly hasLast: boolean },
): void => {
  for (const [row, { subject, isReceived, isIcmp, isOther }] of packets.entries()) {
    if (isReceived) continue;
    const { key, sources } = subjects[subject];
    const from = hasLast && 'mac' in key ? (batch.last ?? batch) : batch;
    sources.add(from.ipVersion[row], from.sourceIp, row);
    if (from === batch || !isIcmp || !isOther) sources.markLatest();
  }
};

describe('SubjectCounts', () => {
  it.each([
    { hasLast: false, hasHosts: false },
    { hasLast: true, hasHosts: false },
    { hasLast: true, hasHosts: true },
  ])('counts and marks addresses as one packet after the other does: %j', ({ hasLast, hasHosts }) => {
    fc.assert(
      fc.property(fc.array(packet, { maxLength: 80 }), (packets) => {
        const batch = batchOf(
          packets.map(({ source, isIcmp }): TestPacket => ({
            ...(source === undefined
              ? {}
              : {
                  source: typeof source === 'string' ? source : [source[0], source[1], source[2], source[3]],
                }),
            ...(isIcmp ? { protocols: Protocol.Icmp } : {}),
          })),
        );
        for (const [row, { isOther }] of packets.entries())
          if (isOther && batch.last !== undefined) batch.last.sourceIp[row * 4 + 3] += 7;
        const [inRuns, oneByOne] = [subjectsOf(hasHosts), subjectsOf(hasHosts)];
        const kernel = SUBJECT_KERNELS.take();
        const counts = new SubjectCounts(kernel);
        counts.admit(SUBJECTS);
        counts.observe(
          { known: inRuns, hasHosts },
          { batch, addresses: hasLast ? (batch.last ?? batch) : batch },
          {
            count: packets.length,
            entries: Uint32Array.from(packets, ({ isReceived }, row) => row * 2 + Number(isReceived)),
            subjects: Uint32Array.from(packets, ({ subject }) => subject),
          },
        );
        counts.settle(inRuns);
        SUBJECT_KERNELS.giveBack(kernel);
        countOneByOne(oneByOne, packets, { batch, hasLast });
        expect(contentsOf(inRuns)).toEqual(contentsOf(oneByOne));
      }),
    );
  });
});
