/** What NetworkML's host features do that nobody would do again; kept, since models were trained on it. */
const HOST_QUIRKS: readonly string[] = [
  'The `time_delta` columns hold the time since the packet before in the capture, whoever sent it. So they depend on what else was captured, and are negative where time runs back.',
  'The `ip_flags` columns have the names of TCP flags, since the bits of the IPv4 header are read as if they were those.',
  'The port columns see IPv4 only: a device that speaks IPv6 seems to use no port.',
  'The port of a packet is the smaller of its two, whoever it belongs to. Where both are above 1023 that is often one a client took at random.',
  '`tshark_nonip` is set by packets with a VLAN tag, also where IP follows. Frames without EtherType (LLC) do not set it.',
  'Of a field that occurs more than once in a packet, the last one counts. An ICMP error counts as the packet it quotes, with the addresses and ports of that packet; in a tunnel, each field is that of the innermost header that has it.',
  'A datagram in fragments shows its ports only in the packet that completes it; one that is never completed shows none.',
  '`tshark_unique_srcips` and `tshark_unique_dstips` count having no address as one more address, and the IPv6 addresses below 2^32 (`::`, `::1`) as the IPv4 addresses of the same number.',
  '`tshark_both_private_ip` is what Python 3.11 calls private, which includes link-local addresses, addresses for documentation and 255.255.255.255.',
  'What a device receives by broadcast or multicast is not counted as received.',
  'The `packet_ratio` columns mix both directions: packets from a port by packets to it, over all packets of the device. They are written, and no model is trained on them.',
  '`tshark_frame_epoch` tells the time of day. It is written, and no model is trained on it.',
];

const TSHARK4_QUIRKS: readonly string[] = [
  'As tshark 4 gives three bits of IPv4 flags, `ip_flags_fin` stands for more fragments, `ip_flags_syn` for don’t fragment and `ip_flags_rst` for the reserved bit. The other `ip_flags` columns are 0.',
];

const TSHARK3_QUIRKS: readonly string[] = [
  'As tshark 3 gave the whole word of IPv4 flags and fragment offset, the `ip_flags` columns are nine bits of the offset: all 0 but for later fragments. Don’t fragment is not seen.',
];

const SESSION_QUIRKS: readonly string[] = [
  'A session over IPv4 is all that two hosts exchange, whatever the ports; over IPv6 it is told by TCP ports, and everything but TCP is one session.',
  'Packets without IP addresses are sessions of their EtherType and the two MAC addresses.',
  'A capture with the packets of a single device gives one row and no sessions.',
];

/** Quirks that a built-in set keeps to be compatible, a sentence or two each; none for sets of our own. */
export const quirksOf = (setId: string): readonly string[] => {
  if (!setId.startsWith('networkml-')) return [];
  return [
    ...(setId.startsWith('networkml-sessionhost') ? SESSION_QUIRKS : []),
    ...(setId.endsWith('-tshark3') ? TSHARK3_QUIRKS : TSHARK4_QUIRKS),
    ...HOST_QUIRKS,
  ];
};
