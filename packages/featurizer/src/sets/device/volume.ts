import { VOLUME, VOLUME_BYTES } from './layout.ts';
import { type Part, packetsOf, ratio } from './part.ts';

/** How much of a device's traffic it sends itself. */
export const volume: Part = {
  group: 'volume',
  at: VOLUME,
  places: 4,
  columns: {
    sent_packets: { unit: 'ratio', doc: 'Share of packets that the device sent.' },
    sent_bytes: { unit: 'ratio', doc: 'Share of bytes on the wire that the device sent.' },
  },
  write(numbers, put) {
    const { tally } = numbers;
    const bytesOut = tally[VOLUME_BYTES];
    put(ratio(packetsOf(numbers, 0), packetsOf(numbers)));
    put(ratio(bytesOut, bytesOut + tally[VOLUME_BYTES + 1]));
  },
};
