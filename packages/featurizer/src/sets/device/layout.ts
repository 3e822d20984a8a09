/*
 * Where the numbers of devices, and what they are counted from, lie in the memory that WebAssembly shares with us. This file
 * is TypeScript and AssemblyScript at once: plain numbers only.
 */

/** Rows of a batch that are taken in at a time; those of a column lie so far behind the column's start as if there were more, so that columns do not compete for the same places of the processor's cache. */
export const ROWS = 2048;
export const PITCH = 2064;

/** Services of ports, kinds of datagrams, places of message types, and the numbers of a device without packets. */
export const SERVICES_AT = 8192;
export const DATAGRAM_KINDS_AT = 73728;
export const ICMP_PLACES_AT = 74752;
export const ICMPV6_PLACES_AT = 75008;
export const EMPTY_AT = 75264;

/** The columns of a batch, then its ends, and what is kept of devices. */
export const COLUMNS_AT = 81920;
export const ENTRIES_AT = 288320;
export const SUBJECTS_AT = 304768;
export const BLOCKS_AT = 321152;

/* Bytes a row of the columns that lie ahead of each: times `PITCH`, its distance from `COLUMNS_AT`. */
export const SECONDS = 0;
export const DESTINATION_MAC = 8;
export const SOURCE_IP = 16;
export const DESTINATION_IP = 32;
export const NANOS = 48;
export const WIRE_LENGTH = 52;
export const PROTOCOLS = 56;
export const PAYLOAD_LENGTH = 60;
export const TCP_OPTION_ORDER = 64;
export const SOURCE_PORT = 68;
export const DESTINATION_PORT = 70;
export const TCP_FLAGS = 72;
export const TCP_WINDOW = 74;
export const TCP_MSS = 76;
export const UDP_LENGTH = 78;
export const INNER_ETHER_TYPE = 80;
export const ARP_OPCODE = 82;
export const IP_VERSION = 84;
export const IP_PROTOCOL = 85;
export const HOP_LIMIT = 86;
export const TRAFFIC_CLASS = 87;
export const IP_FLAGS = 88;
export const TCP_WINDOW_SCALE = 89;
export const ICMP_TYPE = 90;
export const TUNNEL_DEPTH = 91;
/* What the columns of time come to, in whole nanoseconds. */
export const TIMES = 92;

/*
 * Places of each part in the doubles of a device, and what stands there; those that most packets count at come first. Packets,
 * sent and received, and bytes:
 */
export const VOLUME = 0;
export const VOLUME_BYTES = 2;

/* of TCP sent, TCP received, UDP sent, UDP received: packets with payload, its bytes, the most bytes; */
export const PAYLOADS = 4;
export const PAYLOAD_BYTES = 1;
export const PAYLOAD_MOST = 2;
export const PAYLOAD_PLACES = 3;

/*
 * packets with a time, the longest time since the first, the packets of the second counted, seconds, most packets of one; and,
 * as whole nanoseconds, the time of the first, the latest, and the start of the second counted;
 */
export const TIMING = 16;
export const TIMED_PACKETS = 0;
export const SPAN_NANOS = 1;
export const IN_SECOND = 2;
export const ACTIVE_SECONDS = 3;
export const PEAK = 4;
export const FIRST_TIME = 5;
export const LAST_TIME = 6;
export const SECOND_START = 7;
export const TIMING_PLACES = 8;

/* sent, then received: packets of each kind, each the only one of a packet; then of each trait; */
export const LAYERS = 24;
export const KIND_TCP = 0;
export const KIND_UDP = 1;
export const KIND_ICMP = 2;
export const KIND_ICMPV6 = 3;
export const KIND_IGMP = 4;
export const KIND_IP_OTHER = 5;
export const KIND_ARP = 6;
export const KIND_EAPOL = 7;
export const KIND_LLC = 8;
export const KIND_LINK_OTHER = 9;
export const KINDS = 10;
export const TRAIT_IPV6 = 10;
export const TRAIT_FRAGMENT = 11;
export const TRAIT_VLAN = 12;
export const TRAIT_TUNNEL = 13;
export const LAYER_PLACES = 14;

/* a range of hop limits, and what is marked; */
export const IP_HEADERS = 52;
export const IP_HEADERS_IPV4 = 4;
export const IP_HEADERS_KEPT = 5;
export const IP_HEADERS_IPV4_UDP = 6;
export const IP_HEADERS_KEPT_UDP = 7;
export const IP_HEADERS_MARKED = 8;
export const IP_HEADERS_MOST_MARKED = 9;
export const IP_HEADERS_CONGESTION = 10;
export const IP_HEADERS_PLACES = 11;

/*
 * of the first SYN sent: whether there was one, window, segment size, scale + 1, options as eight kinds; of the first SYN-ACK
 * sent, whose options answer those of the client: whether there was one, window, segment size; a range of windows; segments;
 */
export const HANDSHAKES = 63;
export const SYN_WINDOW = 1;
export const SYN_MSS = 2;
export const SYN_SCALE = 3;
export const SYN_OPTIONS = 4;
export const SYNACK = 5;
export const SYNACK_WINDOW = 6;
export const SYNACK_MSS = 7;
export const WINDOWS = 8;
export const SEGMENTS_SENT = 12;
export const SENT_SYN = 13;
export const SENT_SYNACK = 14;
export const SEGMENTS_RECEIVED = 15;
export const RECEIVED_SYN = 16;
export const HANDSHAKE_PLACES = 17;

/* sent, then received: segments with FIN, RST, PSH, bare acknowledgements, all; */
export const FLAGS = 80;
export const FLAG_FIN = 0;
export const FLAG_RST = 1;
export const FLAG_PSH = 2;
export const FLAG_BARE = 3;
export const FLAG_SEGMENTS = 4;
export const FLAG_PLACES = 5;

/* ARP requests and replies sent, ICMP and ICMPv6 messages of each type; */
export const MESSAGES = 90;
export const MESSAGE_PLACES = 12;

/* packets sent to each audience; */
export const AUDIENCE = 102;
export const AUDIENCE_BROADCAST = 0;
export const AUDIENCE_GROUP = 1;
export const AUDIENCE_PRIVATE = 2;
export const AUDIENCE_PUBLIC = 3;
export const AUDIENCE_UNADDRESSED = 4;
export const AUDIENCE_PLACES = 5;

/* distinct peers and ports; */
export const PEERS = 107;
export const PEERS_PUBLIC = 0;
export const PEERS_PRIVATE = 1;
export const PEERS_GROUP = 2;
export const PEERS_OWN_PORTS = 3;
export const PEERS_OTHER_PORTS = 4;
export const PEER_PLACES = 5;

/* of each service, as a client and as a server, then other low ports, client and server, and other high ones; */
export const SERVICE_USE = 112;
export const SERVICE_USE_OTHER = 120;
export const SERVICE_USE_PLACES = 123;

/* and ranges, of each kind of datagram. */
export const DATAGRAMS = 235;
export const DATAGRAM_PLACES = 48;

/** All doubles of a device. */
export const PLACES = 283;

/** A range is the count, sum, least and most of numbers. */
export const RANGE_PLACES = 4;

/* Behind the doubles, in bytes from the start of a device: what is kept of packets sent, then of packets received: */
export const DIRECTIONS = 2272;
export const DIRECTION_BYTES = 56;
/* ports of the packet before, where its service and its kind of datagram are counted; */
export const LATEST_PORTS = 0;
export const SERVICE_AT = 4;
export const DATAGRAM_AT = 8;
/* counters of short lengths; while there are none a list of lengths, and how many are listed; counters of long ones; */
export const LENGTH_COUNTERS = 12;
export const LENGTH_LIST = 16;
export const LENGTHS_LISTED = 20;
export const LONG_COUNTERS = 24;
export const LONGEST = 28;
/* buckets of gaps, while there are none a list of gaps, and how many are listed; time of the packet before in nanoseconds. */
export const GAP_BUCKETS = 32;
export const GAP_LIST = 36;
export const GAPS_LISTED = 40;
export const LATEST_TIME = 48;

/* Of both directions: where the packet before went, and where that is counted; the peer before; sets of ports and addresses. */
export const LATEST_DESTINATION = 2384;
export const DESTINATION_AT = 2388;
export const LATEST_PEER = 2392;
export const MET_UNSPECIFIED = 2396;
export const OWN_PORT_SET = 2400;
export const OTHER_PORT_SET = 2412;
export const PEER_SET = 2424;
export const PEER6_SET = 2436;
export const LATEST_PEER6 = 2448;
export const DEVICE_BYTES = 2464;

/** Lengths below this are counted one by one: any frame of Ethernet without jumbo frames. */
export const SHORT_LENGTHS = 1600;

/** The longest frame a capture can hold (MAXIMUM_SNAPLEN of libpcap), in bytes. What claims to be longer is damage: its length is not known and does not count. */
export const LONGEST_FRAME = 262144;

/** Lengths that are only listed, before counting them takes its memory. */
export const FEW_LENGTHS = 32;

/** Leading bits that are kept of a longer length, the first a 1, and the bits of the shortest such length. */
export const LONG_BITS = 7;
export const LONG_FIRST_BITS = 11;
export const LONG_LENGTHS = 576;

/** Gaps that are listed, and so of which quantiles are exact, before they are counted. */
export const EXACT_GAPS = 512;

/** Buckets of an octave, as a power of two, and all buckets of whole microseconds. */
export const OCTAVE_BITS = 5;
export const GAP_BUCKET_COUNT = 896;

/** Peers, and ports, that are told apart; a device with more counts as one with so many. */
export const MOST_PEERS = 512;

/** Stands for no service and no kind, and for no place of a message type. */
export const NONE = 255;
