/**
 * Key of the metadata that tells damage: the number of bytes before the footer, a colon, and their CRC-32 (ISO 3309) in
 * hexadecimal. Parquet itself need not notice a changed number, and what reads it may not come to an end over a changed length.
 */
export const CHECKSUM_KEY = 'networkml.crc32';

/** What stands under `CHECKSUM_KEY` for so many bytes of that CRC-32. */
export const checksumText = (bytes: number, crc: number): string => `${bytes}:${crc.toString(16)}`;
