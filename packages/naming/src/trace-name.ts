import { baseNameOf, type CaptureExtension, extensionOf, isTrace, TRACE_PREFIX } from './file-name.ts';
import { failure, NamingError, type NamingFailure } from './reasons.ts';

const ENDPOINTS = ['client', 'server'] as const;

/** Which end of its connections the captured host was. */
export type TraceEndpoint = (typeof ENDPOINTS)[number];

/** What Poseidon writes after the date of a trace. */
export interface TraceLabels {
  readonly endpoint: TraceEndpoint;
  /** Everything up to the extension, `-` included: `ip6-1-2-3-4`. */
  readonly labels: string;
}

/** What the file name of a Poseidon trace says: `trace_<key>_<date>[-client|server-<labels>].pcap`. */
export interface TraceName {
  /** Lower-case hexadecimal digits that stand for the host. */
  readonly key: string;
  /** Digits, `_` and `-` as written, such as `2001-01-01_02_03`: Poseidon has used several layouts. */
  readonly date: string;
  /** Absent in the short form. */
  readonly described?: TraceLabels;
  /** The ending, which also says how the file is compressed. */
  readonly extension: CaptureExtension;
}

/** The name, or why the text is none. */
export type ParsedTraceName = { readonly ok: true; readonly name: TraceName } | NamingFailure;

const KEY = /^[0-9a-f]+$/;
const DATE = /^[0-9_-]+$/;
const OUTSIDE_DATE = /[^0-9_-]/;
const DESCRIPTION = /^(client|server)-([^/\\\p{Cc}]+)$/u;

/** Reads the file name of a Poseidon trace, directories in front dropped. Never throws; linear in the length. */
export function parseTraceName(fileName: string): ParsedTraceName {
  const baseName = baseNameOf(fileName);
  if (baseName === '') return failure('NAME_EMPTY', fileName);
  if (!isTrace(baseName)) return failure('NAME_IS_NO_TRACE', baseName);
  const extension = extensionOf(baseName);
  if (extension === undefined) return failure('NAME_EXTENSION', baseName);
  return readParts({ ...splitStem(baseName.slice(TRACE_PREFIX.length, -extension.length)), extension });
}

/**
 * The file name of a trace; `parseTraceName` reads it back unchanged.
 * Throws a `NamingError` with the code of the first field the convention cannot spell.
 */
export function formatTraceName(name: TraceName): string {
  const { key, date, described, extension } = name;
  const description = described === undefined ? undefined : `${described.endpoint}-${described.labels}`;
  const readBack = readParts({ key, date, description, extension });
  if (!readBack.ok) throw new NamingError(readBack);
  const tail = description === undefined ? '' : `-${description}`;
  return `${TRACE_PREFIX}${key}_${date}${tail}${extension}`;
}

interface TraceParts {
  readonly key: string;
  readonly date: string;
  readonly description: string | undefined;
}

function splitStem(stem: string): TraceParts {
  const keyEnd = stem.indexOf('_');
  if (keyEnd < 0) return { key: '', date: '', description: undefined };
  const key = stem.slice(0, keyEnd);
  const rest = stem.slice(keyEnd + 1);
  const dateEnd = rest.search(OUTSIDE_DATE);
  if (dateEnd < 0) return { key, date: rest, description: undefined };
  if (rest[dateEnd - 1] !== '-') return { key, date: rest.slice(0, dateEnd + 1), description: undefined };
  return { key, date: rest.slice(0, dateEnd - 1), description: rest.slice(dateEnd) };
}

function readParts(parts: TraceParts & Pick<TraceName, 'extension'>): ParsedTraceName {
  const { key, date, description, extension } = parts;
  if (!KEY.test(key)) return failure('TRACE_KEY', key);
  if (!DATE.test(date)) return failure('TRACE_DATE', date);
  if (description === undefined) return { ok: true, name: { key, date, extension } };
  const [, side, labels] = DESCRIPTION.exec(description) ?? [];
  const endpoint = ENDPOINTS.find((candidate) => candidate === side);
  if (endpoint === undefined) return failure('TRACE_LABELS', description);
  return { ok: true, name: { key, date, described: { endpoint, labels }, extension } };
}
