import { type Goal, ratioOf } from '../compare/goals.ts';
import { NAMES } from '../compare/names.ts';

/** What the reader is to reach. */
export const READER_GOALS: readonly Goal[] = [
  {
    name: 'synchronous, of the time of tcpdump',
    bound: 'at most',
    limit: 0.6,
    value: ratioOf(NAMES.readerSync, NAMES.tcpdump),
  },
  {
    name: 'of the time of tcpdump',
    bound: 'at most',
    limit: 0.6,
    value: ratioOf(NAMES.reader, NAMES.tcpdump),
  },
  {
    name: 'synchronous, of the time of the empty C loop',
    bound: 'at most',
    limit: 1,
    value: ratioOf(NAMES.readerSync, NAMES.loop),
  },
  {
    name: 'of the time of the empty C loop',
    bound: 'at most',
    limit: 1,
    value: ratioOf(NAMES.reader, NAMES.loop),
  },
  {
    name: 'synchronous, pcapng of the time of pcap',
    bound: 'at most',
    limit: 1.3,
    value: ratioOf(NAMES.readerSyncPcapng, NAMES.readerSync),
  },
  {
    name: 'pcapng of the time of pcap',
    bound: 'at most',
    limit: 1.3,
    value: ratioOf(NAMES.readerPcapng, NAMES.reader),
  },
  {
    name: 'peak memory in MiB',
    bound: 'at most',
    limit: 150,
    value: (of) => of.peakMebibytes(NAMES.reader),
  },
];
