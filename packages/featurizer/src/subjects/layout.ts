/*
 * Where what tells subjects apart, and what is counted of them, lies in the memory that WebAssembly shares with us. This file is
 * TypeScript and AssemblyScript at once: plain numbers only.
 */

/** Rows of a batch that are taken in at a time, and how far those of a column lie apart from the next column's. */
export const ROWS = 2048;
export const PITCH = 2064;

/** The columns, the ends of packets, the sources that come anew, the addresses of new stations, and what is kept. */
export const COLUMNS_AT = 8192;
export const ENTRIES_AT = 151552;
export const SUBJECTS_AT = 168000;
export const SOURCES_AT = 184448;
export const NEW_MACS_AT = 217216;
export const BLOCKS_AT = 249984;

/* Bytes a row of the columns that lie ahead of each: times `PITCH`, its distance from `COLUMNS_AT`. */
export const SOURCE_MAC = 0;
export const DESTINATION_MAC = 8;
export const SECONDS = 16;
export const SOURCE_IP = 24;
export const OUTER_SOURCE_IP = 40;
export const NANOS = 56;
export const WIRE_LENGTH = 60;
export const PROTOCOLS = 64;
export const IP_VERSION = 68;

/* What is kept of a subject: bounds of time, counts, */
export const SUBJECT_BYTES = 80;
export const FIRST_SECONDS = 0;
export const LAST_SECONDS = 8;
export const FIRST_NANOS = 16;
export const LAST_NANOS = 20;
export const PACKETS = 24;
export const PACKETS_IN = 32;
export const BYTES = 40;
/* and the source address of the packet it sent last: IP version, how often it came again, words. */
export const RUN_VERSION = 48;
export const RUN_TIMES = 52;
export const RUN_WORDS = 64;

/* A source that comes anew: whose, of which row, how often the one before came again, whether it is quoted; in words. */
export const SOURCE_WORDS = 4;
