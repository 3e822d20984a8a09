import { FeatureError } from '../errors.ts';
import { type FeatureSetVersion } from '../table.ts';

/** The sets NetworkML's own CSV layout is for: alone, not together with others. */
const NETWORKML_SET_IDS: ReadonlySet<string> = new Set([
  'networkml-host',
  'networkml-host-tshark3',
  'networkml-sessionhost',
  'networkml-sessionhost-tshark3',
]);

/** The column that `tshark_srcips` stands before. */
const AFTER_SRCIPS = 'tshark_unique_srcips';

/** Identity that NetworkML's layout lacks, written behind its columns. */
export const NETWORKML_EXTRA_COLUMNS = [
  'first_seen',
  'last_seen',
  'packets',
  'packets_out',
  'bytes',
  'hosts',
  'window_start',
  'warnings',
] as const;

/** Whether a table of these sets is written in NetworkML's layout. */
export const isNetworkmlLayout = (sets: readonly Pick<FeatureSetVersion, 'id'>[]): boolean =>
  sets.length === 1 && NETWORKML_SET_IDS.has(sets[0].id);

/** Where `tshark_srcips` goes among columns in NetworkML's order. */
export const srcipsPosition = (names: readonly string[]): number => {
  const position = names.indexOf(AFTER_SRCIPS);
  return position === -1 ? names.length : position;
};

/** Writes texts as Python prints a list of strings: `['10.0.0.1', '10.0.0.2']`. */
export const formatPythonList = (texts: readonly string[]): string =>
  `[${texts.map((text) => `'${text}'`).join(', ')}]`;

const PYTHON_LIST = /^\[('[^']*'(, ?'[^']*')*)?\]$/;

/** Reads a Python list of strings without quotes in them; `undefined` where the text is none. */
export const parsePythonList = (text: string): string[] | undefined =>
  PYTHON_LIST.test(text) ? Array.from(text.matchAll(/'([^']*)'/g), ([, item]) => item) : undefined;

/** @throws FeatureError FEATURE_FILE_BAD_VALUE where the text is not a finite decimal number. */
export const parseNumber = (text: string, column: string, row: number): number => {
  const value = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value)) throw new FeatureError('FEATURE_FILE_BAD_VALUE', { column, row, found: text });
  return value;
};
