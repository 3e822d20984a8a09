import { type Part, ratio, Volume } from './part.ts';

/** How much of a device's traffic it sends itself; what it counts, other parts read. */
export const volume: Part = {
  group: 'volume',
  places: 0,
  columns: {
    sent_packets: { unit: 'ratio', doc: 'Share of packets that the device sent.' },
    sent_bytes: { unit: 'ratio', doc: 'Share of bytes on the wire that the device sent.' },
  },
  observe({ tally }, { wireLengthBytes }, { sent, received }) {
    let bytesOut = 0;
    let bytesIn = 0;
    for (let at = 0; at < sent.length; at += 1) bytesOut += wireLengthBytes[sent[at]];
    for (let at = 0; at < received.length; at += 1) bytesIn += wireLengthBytes[received[at]];
    tally[Volume.PacketsOut] += sent.length;
    tally[Volume.PacketsIn] += received.length;
    tally[Volume.BytesOut] += bytesOut;
    tally[Volume.BytesIn] += bytesIn;
  },
  write({ tally }, put) {
    const { PacketsOut, PacketsIn, BytesOut, BytesIn } = Volume;
    put(ratio(tally[PacketsOut], tally[PacketsOut] + tally[PacketsIn]));
    put(ratio(tally[BytesOut], tally[BytesOut] + tally[BytesIn]));
  },
};
