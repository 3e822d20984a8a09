import { defineFeatureSet, Direction, type FeatureSet, type Level } from '../feature-set.ts';
import { createFeaturizer, type FeaturizerOptions } from '../featurizer.ts';
import { type FeatureTable } from '../table.ts';
import { batchOf, type TestPacket } from './packets.ts';

/** A set that counts sent and received packets, reading outer headers only. */
export const countsOfLevel = (level: Level): FeatureSet =>
  defineFeatureSet({
    id: 'counts',
    version: 1,
    level,
    columns: {
      sent: { unit: 'packets', doc: 'Packets the device sent.' },
      received: { unit: 'packets', doc: 'Packets the device received.' },
    },
    create() {
      let sent = 0;
      let received = 0;
      return {
        observe(_batch, _row, direction) {
          if (direction === Direction.Out) sent += 1;
          else received += 1;
        },
        finish: () => ({ sent, received }),
      };
    },
  });

/** The table of packets, which come in batches of one unless told otherwise; of `countsOfLevel('device')` unless sets are given. */
export const featurizePackets = (
  packets: readonly TestPacket[],
  options: Partial<FeaturizerOptions> = {},
  batchSize = 1,
): FeatureTable => {
  const sets = [countsOfLevel('device')];
  const featurizer = createFeaturizer({ sets, devices: 'auto', capture: 'x.pcap', ...options });
  for (let start = 0; start < packets.length; start += batchSize) {
    featurizer.observe(batchOf(packets.slice(start, start + batchSize)));
  }
  return featurizer.finish();
};

/** Each row as the device's name and its values. */
export const namedRows = (table: FeatureTable): string[] =>
  table.rows.map(({ device }, row) =>
    [device, ...table.values.subarray(row * table.columnCount, (row + 1) * table.columnCount)].join(' '),
  );

/** The seconds between each packet and the one before it, as a reader gives them. */
export const withDeltas = (packets: readonly TestPacket[]): TestPacket[] =>
  packets.map((packet, index) => {
    if (index === 0) return { ...packet, delta: 0 };
    const before = packets[index - 1];
    const seconds = (packet.seconds ?? 0) - (before.seconds ?? 0);
    return { ...packet, delta: seconds + ((packet.nanos ?? 0) - (before.nanos ?? 0)) / 1e9 };
  });
