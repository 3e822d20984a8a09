/*
 * Where the columns of a batch and what they are decoded from lie in the memory that WebAssembly shares with us. This file is
 * TypeScript and AssemblyScript at once: plain numbers only.
 */

/** Rows that there is room for: batches of a greater capacity are decoded without WebAssembly. */
export const ROWS = 2048;

/** Columns lie so far apart as if they had so many rows, lest all of them compete for the same places of the processor's cache. */
export const PITCH = 2064;

/** Address of the first column; ahead of it a bit for each UDP port of a tunnel. */
export const COLUMNS_AT = 65536;
export const TUNNEL_PORTS_AT = 4096;
export const TUNNEL_PORTS_BYTES = 8192;

/** Address of the doubles that a batch comes to. */
export const SUMMARY_AT = 16384;

/** Address of the bytes of the capture, and how many there is room for: the longest record, and a piece. */
export const WINDOW_AT = 655360;
export const WINDOW_BYTES = 589824;

/** Bytes of a record that are looked at; what lies behind them is passed over without being held. */
export const RECORD_BYTES_LIMIT = 262144;

/** All of it, in pages of 64 KiB. */
export const PAGES = 19;

/* Bytes a row of the columns that lie ahead of each: times `PITCH`, its distance from `COLUMNS_AT`. */
export const SECONDS = 0;
export const DELTA_SECONDS = 8;
export const SOURCE_MAC = 16;
export const DESTINATION_MAC = 24;
export const NANOS = 32;
export const WIRE_LENGTH = 36;
export const CAPTURED_LENGTH = 40;
export const LINK_TYPE = 44;
export const VLAN_ID = 46;

/* The columns that are 0 where a header is absent, by the bytes of a value: 16, */
export const SOURCE_IP = 48;
export const DESTINATION_IP = 64;
/* four, */
export const INTERFACE_INDEX = 80;
export const PROTOCOLS = 84;
export const IP_LENGTH = 88;
export const IP_IDENTIFICATION = 92;
export const PAYLOAD_LENGTH = 96;
export const TCP_SEQUENCE = 100;
export const TCP_ACKNOWLEDGEMENT = 104;
export const TCP_OPTION_ORDER = 108;
/* two, */
export const ETHER_TYPE = 112;
export const INNER_ETHER_TYPE = 114;
export const ARP_OPCODE = 116;
export const FRAGMENT_OFFSET = 118;
export const SOURCE_PORT = 120;
export const DESTINATION_PORT = 122;
export const TCP_FLAGS = 124;
export const TCP_WINDOW = 126;
export const TCP_MSS = 128;
export const UDP_LENGTH = 130;
export const GRE_PROTOCOL = 132;
/* and one. */
export const TUNNEL_DEPTH = 134;
export const DAMAGE = 135;
export const IP_VERSION = 136;
export const IP_PROTOCOL = 137;
export const HOP_LIMIT = 138;
export const TRAFFIC_CLASS = 139;
export const IP_FLAGS = 140;
export const ICMP_TYPE = 141;
export const ICMP_CODE = 142;

export const TCP_WINDOW_SCALE = 143;

/* The columns of `LastHeaders`; those that are 0 where a header is absent, */
export const LAST_SOURCE_MAC = 144;
export const LAST_DESTINATION_MAC = 152;
export const LAST_SOURCE_IP = 160;
export const LAST_DESTINATION_IP = 176;
export const LAST_PROTOCOLS = 192;
export const LAST_IP_VERSION = 196;
/* those that are `ABSENT` then, of four bytes, */
export const LAST_ETHER_TYPE = 197;
export const LAST_VLAN_ID = 201;
export const LAST_VLAN_ETHER_TYPE = 205;
export const LAST_IPV4_FLAGS_WORD = 209;
export const LAST_TCP_SOURCE_PORT = 213;
export const LAST_TCP_DESTINATION_PORT = 217;
export const LAST_UDP_SOURCE_PORT = 221;
export const LAST_UDP_DESTINATION_PORT = 225;
export const LAST_ARP_OPCODE = 229;
export const LAST_GRE_PROTOCOL = 233;
/* and of two. */
export const LAST_IPV4_PROTOCOL = 237;
export const LAST_IPV4_TRAFFIC_CLASS = 239;
export const LAST_TCP_FLAGS = 241;
export const LAST_ICMP_CODE = 243;
export const LAST_ICMPV6_CODE = 245;

/** Bytes a row of all columns. */
export const COLUMNS_BYTES = 247;

/* Where the bytes of each row begin and end, from `WINDOW_AT`; and the rows that are left to others. */
export const FRAME_START = 248;
export const FRAME_END = 252;
export const REST = 256;

/** Bytes a row of all that. */
export const ROW_BYTES = 260;
