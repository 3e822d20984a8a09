import { baseNameOf, extensionOf, isTrace } from './file-name.ts';
import { type ParsedCaptureName, readParts, SEPARATOR } from './grammar.ts';
import { failure } from './reasons.ts';

const ENOUGH_TO_SEE_TOO_MANY = 6;

/**
 * Reads a file name of the form `DeviceName-deviceID-time-duration-flags.pcap`, or without the duration.
 * Directories in front are dropped. Never throws, and takes time linear in the length.
 */
export function parseCaptureName(fileName: string): ParsedCaptureName {
  const baseName = baseNameOf(fileName);
  if (baseName === '') return failure('NAME_EMPTY', fileName);
  if (isTrace(baseName)) return failure('NAME_IS_TRACE', baseName);
  const extension = extensionOf(baseName);
  if (extension === undefined) return failure('NAME_EXTENSION', baseName);
  const stem = baseName.slice(0, -extension.length);
  return readParts(stem.split(SEPARATOR, ENOUGH_TO_SEE_TOO_MANY), extension);
}

/**
 * The label rule of NetworkML 0.6, for files that follow no convention: the base name up to its first `-`.
 * Undefined if there is no `-`, nothing before it, or the name is a trace, whose key is no role.
 */
export function roleOfFileName(fileName: string): string | undefined {
  const baseName = baseNameOf(fileName);
  const end = baseName.indexOf(SEPARATOR);
  return end < 1 || isTrace(baseName) ? undefined : baseName.slice(0, end);
}
