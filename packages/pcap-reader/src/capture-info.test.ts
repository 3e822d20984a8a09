import { describe, expect, it } from 'vitest';
import { CaptureInfo, summarize } from './capture-info.ts';
import { ReaderKernel } from './kernel/reader-kernel.ts';
import { PacketBatch } from './packet-batch.ts';
import { Damage } from './protocol.ts';

/** A batch of packets of 100 bytes, 60 of them captured, at the given seconds. */
const batchAt = (...seconds: number[]): PacketBatch => {
  const batch = new PacketBatch({ capacity: seconds.length });
  seconds.forEach((second, row) => {
    batch.seconds[row] = second;
    batch.nanos[row] = Number.isNaN(second) ? 0 : 500_000_000;
    batch.deltaSeconds[row] = row === 0 || Number.isNaN(second) ? 0 : second - seconds[row - 1];
    batch.wireLengthBytes[row] = 100;
    batch.capturedLengthBytes[row] = 60;
  });
  batch.count = seconds.length;
  return batch;
};

const countByKernel = (info: CaptureInfo, batch: PacketBatch): void => {
  const kernel = ReaderKernel.take({ capacity: batch.capacity, last: false });
  if (kernel === undefined) throw new TypeError('there is no WebAssembly');
  kernel.batch.copy(batch);
  info.count(kernel.batch, kernel.summarize());
};

describe.each([
  ['by a kernel', countByKernel],
  [
    'without one',
    (info: CaptureInfo, batch: PacketBatch): void => {
      info.count(batch, summarize(batch));
    },
  ],
])('CaptureInfo, counted %s', (_, count) => {
  it('adds up packets, bytes, times and what is odd about them', () => {
    const info = new CaptureInfo();
    count(info, batchAt(10, 8, Number.NaN));
    const second = batchAt(9, 12);
    second.damage[1] = Damage.TcpTruncated;
    count(info, second);
    expect(info).toMatchObject({
      packets: 5,
      damagedPackets: 1,
      wireBytes: 500,
      capturedBytes: 300,
      firstSeen: 8.5,
      lastSeen: 12.5,
      backwardsPackets: 1,
      untimedPackets: 1,
    });
    expect(info.damageCounts()).toStrictEqual({ TcpTruncated: 1 });
  });

  it('knows no first and last where no packet has a time', () => {
    const info = new CaptureInfo();
    count(info, batchAt(Number.NaN));
    expect([info.packets, info.firstSeen, info.lastSeen]).toStrictEqual([1, undefined, undefined]);
  });

  it('takes times before 1970', () => {
    const info = new CaptureInfo();
    count(info, batchAt(-2, 0));
    expect([info.firstSeen, info.lastSeen]).toStrictEqual([-1.5, 0.5]);
  });

  it('names the blocks passed over, those that occur', () => {
    const info = new CaptureInfo();
    expect(info.skippedBlockCounts()).toStrictEqual({});
    info.skippedByKind[0] = 2;
    info.skippedByKind[5] = 1;
    expect(info.skippedBlockCounts()).toStrictEqual({ nameResolution: 2, other: 1 });
  });
});
