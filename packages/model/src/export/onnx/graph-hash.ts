import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** SHA-256 of a graph's bytes, 64 hexadecimal digits, by which a changed one is told. */
export const graphHash = (graph: Uint8Array): string => bytesToHex(sha256(graph));
