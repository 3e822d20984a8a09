/** Names of what is measured, which ratios and goals look for. */
export const NAMES = {
  readerSync: 'pcap-reader, synchronous',
  reader: 'pcap-reader',
  readerSyncPcapng: 'pcap-reader, synchronous, pcapng',
  readerPcapng: 'pcap-reader, pcapng',
  readerLast: 'pcap-reader, with last headers',
  device: 'featurizer: device',
  host: 'featurizer: networkml-host',
  both: 'featurizer: device, networkml-host',
  oneThread: 'networkml featurize, a directory, 1 thread',
  twoThreads: 'networkml featurize, a directory, 2 threads',
  upstreamCaptures: 'networkml featurize',
  nothing: 'Node with nothing to do',
  tcpdump: 'tcpdump -w /dev/null',
  loop: 'empty libpcap loop in C',
} as const;
