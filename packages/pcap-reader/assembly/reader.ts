/* What the reader of captures computes with. */
export { decode, reset } from './ordinary-packets';
export { readRecords, recordsEnd } from './pcap-records';
export { summarize } from './summary';
