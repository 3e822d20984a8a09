import { type Part, ratio, Volume } from './part.ts';

/** How much of a device's traffic it sends itself; what it counts, other parts read. */
export const volume: Part = {
  group: 'volume',
  places: 0,
  columns: {
    sent_packets: { unit: 'ratio', doc: 'Share of packets that the device sent.' },
    sent_bytes: { unit: 'ratio', doc: 'Share of bytes on the wire that the device sent.' },
  },
  observe({ tally }, batch, { entries, start, end }) {
    const { wireLengthBytes } = batch;
    let received = 0;
    let bytes = 0;
    let bytesIn = 0;
    for (let at = start; at < end; at += 1) {
      const entry = entries[at];
      const isReceived = entry & 1;
      const length = wireLengthBytes[entry >>> 1];
      received += isReceived;
      bytes += length;
      if (isReceived !== 0) bytesIn += length;
    }
    tally[Volume.PacketsOut] += end - start - received;
    tally[Volume.PacketsIn] += received;
    tally[Volume.BytesOut] += bytes - bytesIn;
    tally[Volume.BytesIn] += bytesIn;
  },
  write({ tally }, put) {
    const { PacketsOut, PacketsIn, BytesOut, BytesIn } = Volume;
    put(ratio(tally[PacketsOut], tally[PacketsOut] + tally[PacketsIn]));
    put(ratio(tally[BytesOut], tally[BytesOut] + tally[BytesIn]));
  },
};
