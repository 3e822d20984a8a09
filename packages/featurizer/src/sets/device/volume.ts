import { type Part, ratio, Volume } from './part.ts';

/** How much of a device's traffic it sends itself, of what is counted with lengths. */
export const volume = (): Part => ({
  group: 'volume',
  places: 0,
  columns: {
    sent_packets: { unit: 'ratio', doc: 'Share of packets that the device sent.' },
    sent_bytes: { unit: 'ratio', doc: 'Share of bytes on the wire that the device sent.' },
  },
  write({ tally }, put) {
    const { PacketsOut, PacketsIn, BytesOut, BytesIn } = Volume;
    put(ratio(tally[PacketsOut], tally[PacketsOut] + tally[PacketsIn]));
    put(ratio(tally[BytesOut], tally[BytesOut] + tally[BytesIn]));
  },
});
