/*
 * What lies where in the memory that the kernel of NetworkML's features shares with us. This file is TypeScript and
 * AssemblyScript at once: plain numbers only. Places are in bytes.
 */

/** Rows that are taken in at once, and as many of their ends at most as they can have: two a row. */
export const ROWS = 2048;
export const ENDS = 4096;

/** A table of lengths that holds none: 16 bytes of zeros. */
export const NO_LENGTHS_AT = 160;
/**
 * Summaries of the subject that was asked for last: of the lengths of the packets sent and of the times between them, nine doubles
 * each as `STATISTICS` has them, and behind them the same of those received.
 */
export const SUMMARIES_AT = 192;
export const SUMMARIES = 18;
export const SUMMARIES_BYTES = 144;
/** Sums of values that are all kept. */
export const MOMENTS_AT = 2048;

/** For each first octet of IPv4 addresses, and then of IPv6 ones: no address of it is private, all are, or those of some ranges. */
export const VERDICTS_AT = 512;
export const NONE_PRIVATE = 0;
export const ALL_PRIVATE = 1;
export const SOME_PRIVATE = 2;
/** Ranges of private addresses, those of IPv4 first: four words of the first address, four of the mask. */
export const RANGES_AT = 1024;
export const RANGE_BYTES = 32;

/** The kind of each port below `PORTS_APART`; all ports above are of one kind. */
export const KINDS_AT = 4096;
export const PORTS_APART = 8192;
/** How many kinds there are; the last is that of all ports above. */
export const KINDS = 29;

/** Address of the first column, and where all columns end. */
export const COLUMNS_AT = 16384;
export const FIXED_BYTES = 245760;

/* Bytes a row of the columns that lie ahead of each: times `ROWS`, its distance from `COLUMNS_AT`. */
export const SOURCE_IP = 0;
export const DESTINATION_IP = 16;
export const SECONDS = 32;
export const DELTA_SECONDS = 40;
export const NANOS = 48;
export const WIRE_LENGTH = 52;
export const PROTOCOLS = 56;
export const ETHER_TYPE = 60;
export const VLAN_ID = 64;
export const IPV4_FLAGS_WORD = 68;
export const TCP_SOURCE_PORT = 72;
export const TCP_DESTINATION_PORT = 76;
export const UDP_SOURCE_PORT = 80;
export const UDP_DESTINATION_PORT = 84;
export const IPV4_PROTOCOL = 88;
export const IPV4_TRAFFIC_CLASS = 90;
export const TCP_FLAGS = 92;
export const IP_VERSION = 94;
export const ENTRIES = 96;
export const SUBJECTS = 104;

/*
 * What is known of the packets a subject sent, or of those it received. First the bits that were set in any of them, four words:
 * IPv4 flags and fragment offset, from bit 16 the traffic class, from bit 24 traits; protocols, from bit 16 TCP flags; kinds
 * of the smaller port of TCP; of UDP.
 */
export const BITS = 0;
export const TRAFFIC_CLASS_SHIFT = 16;
export const TRAITS_SHIFT = 24;
export const PROTOCOLS_MASK = 65535;
export const TCP_FLAGS_SHIFT = 16;
export const TCP_FLAGS_MASK = 511;
/** Time of the latest packet: whole seconds, and nanoseconds. */
export const LATEST_SECONDS = 16;
export const LATEST_NANOS = 24;
/** Distinct lengths; where they are counted, the mask of places in there; their sketch, once they are many. */
export const LENGTHS_DISTINCT = 28;
export const LENGTHS = 32;
export const LENGTHS_MASK = 36;
export const LENGTHS_SKETCH = 40;
/** The sketch of the times between packets. */
export const TIMES = 48;
/** How many packets came from and went to each kind of port of TCP, and of UDP: the same for both directions. */
export const TCP_PORTS = 64;
export const UDP_PORTS = 68;
export const RECEIVED_BYTES = 80;
/** Distinct addresses of sent packets. */
export const SOURCES = 80;
export const DESTINATIONS = 128;
export const SENT_BYTES = 176;

/* What is known of distinct addresses: the latest, as four words and a version; where they are; how many; calls that did not fit. */
export const LATEST_VERSION = 16;
export const RECORDS = 20;
export const SLOTS = 24;
export const SLOTS_MASK = 28;
export const SIZE = 32;
export const OVERFLOW = 40;

/** Distinct addresses that are told apart. */
export const ADDRESSES = 16384;
/** Distinct lengths of which quantiles are exact, and times between packets. */
export const EXACT_LENGTHS = 4096;
export const EXACT_TIMES = 32768;

/* Bits of what was seen besides protocols. */
export const SAW_IPV4 = 1;
export const SAW_IPV6 = 2;
export const SAW_IPX = 4;
export const SAW_NON_IP = 8;
export const SAW_BOTH_PRIVATE = 16;
export const SAW_MULTICAST = 32;
export const SAW_VLAN = 64;
