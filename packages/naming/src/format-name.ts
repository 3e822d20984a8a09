import { type CaptureName, readParts, SEPARATOR, writeParts } from './grammar.ts';
import { NamingError } from './reasons.ts';

/**
 * The file name of a capture; `parseCaptureName` reads it back unchanged.
 * Throws a `NamingError` with the code of the first field the convention cannot spell, such as a role with a `-`.
 */
export function formatCaptureName(name: CaptureName): string {
  const parts = writeParts(name);
  const readBack = readParts(parts, name.extension);
  if (!readBack.ok) throw new NamingError(readBack);
  return parts.join(SEPARATOR) + name.extension;
}
