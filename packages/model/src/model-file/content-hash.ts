import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { ModelError } from '../errors.ts';

/** The field of a model document that holds its hash, and that the hash leaves out. */
export const CONTENT_HASH_FIELD = 'contentHash' as const;

/**
 * SHA-256 of a JSON document without its `contentHash`, 64 lower-case hexadecimal digits. What is hashed is the canonical
 * form of RFC 8785: keys sorted, no white space. So the order of fields and the layout of the file do not matter, and
 * every value does. It finds damage and careless edits; whoever changes a file on purpose can write another hash.
 */
export const contentHashOf = (document: Readonly<Record<string, unknown>>): string => {
  const hashed = Object.fromEntries(Object.entries(document).filter(([key]) => key !== CONTENT_HASH_FIELD));
  return bytesToHex(sha256(utf8ToBytes(canonicalText(hashed))));
};

/** The document with the hash of its content as its last field, or where the field stood. */
export const withContentHash = (
  document: Readonly<Record<string, unknown>>,
): Record<string, unknown> & { readonly contentHash: string } => ({
  ...document,
  [CONTENT_HASH_FIELD]: contentHashOf(document),
});

/** Throws MODEL_FILE_TAMPERED where the document's hash is missing, or not that of its content. */
export const checkContentHash = (document: Readonly<Record<string, unknown>>): void => {
  const { [CONTENT_HASH_FIELD]: stated } = document;
  if (typeof stated !== 'string') {
    throw new ModelError('MODEL_FILE_TAMPERED', `$.${CONTENT_HASH_FIELD} is missing`);
  }
  const found = contentHashOf(document);
  if (found !== stated) {
    throw new ModelError('MODEL_FILE_TAMPERED', `its content has the hash ${found}, not ${stated}`);
  }
};

/** A JSON value by RFC 8785, whose numbers and strings are those of `JSON.stringify`; fields without a value are left out. */
export const canonicalText = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map((item: unknown) => canonicalText(item ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${canonicalText(part)}`);
  return `{${fields.join(',')}}`;
};
