const OFFSET_BASIS = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;
const MASK = 0xffffffffffffffffn;

/** FNV-1a of 64 bits over the UTF-8 bytes of a text, 16 hex digits. It tells texts apart; it is no security hash. */
export const fnv1a64 = (text: string): string => {
  let hash = OFFSET_BASIS;
  for (const byte of new TextEncoder().encode(text)) hash = ((hash ^ BigInt(byte)) * PRIME) & MASK;
  return hash.toString(16).padStart(16, '0');
};

/** A table's schema: the sets it comes from, and the names of its columns in order. */
export interface Schema {
  readonly featureSets: readonly { readonly id: string; readonly version: number }[];
  readonly columns: readonly { readonly name: string }[];
}

/** Hashes by the columns they are of: the tables of many captures have one list of columns, which is not hashed anew. */
const known = new WeakMap<Schema['columns'], { readonly sets: string; readonly hash: string }>();

/** Names a schema in 16 hex digits: other sets, versions, columns or another order give another hash. */
export const hashSchema = ({ featureSets, columns }: Schema): string => {
  const sets = JSON.stringify(featureSets.map(({ id, version }) => [id, version]));
  const before = known.get(columns);
  if (before?.sets === sets) return before.hash;
  const hash = fnv1a64(`[${sets},${JSON.stringify(columns.map(({ name }) => name))}]`);
  known.set(columns, { sets, hash });
  return hash;
};
