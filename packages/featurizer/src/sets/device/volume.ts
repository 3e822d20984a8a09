import { type Part, ratio } from './part.ts';

/** Packets and bytes sent, and packets and bytes both ways. */
const SENT_BYTES = 1;
const PACKETS = 2;
const BYTES = 3;

/** How much of a device's traffic it sends itself. */
export const volume = (base: number): Part => ({
  group: 'volume',
  places: 4,
  columns: {
    sent_packets: { unit: 'ratio', doc: 'Share of packets that the device sent.' },
    sent_bytes: { unit: 'ratio', doc: 'Share of bytes on the wire that the device sent.' },
  },
  observe({ tally }, { isSent, lengthBytes }) {
    tally[base + PACKETS] += 1;
    tally[base + BYTES] += lengthBytes;
    if (!isSent) return;
    tally[base] += 1;
    tally[base + SENT_BYTES] += lengthBytes;
  },
  write({ tally }, put) {
    put(ratio(tally[base], tally[base + PACKETS]));
    put(ratio(tally[base + SENT_BYTES], tally[base + BYTES]));
  },
});
