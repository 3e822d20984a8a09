import type { RowIdentity } from '@networkml/featurizer';
import type { LabelOptions } from '../labeller.ts';
import type { CaptureInspection } from './inspect-capture.ts';

/** A row that training would learn from: a device in a capture, with its role. */
export interface DatasetRow {
  readonly role: string;
  /** What tells physical devices apart: the device of the manifest or of the file name, else the MAC address, else the capture. */
  readonly device: string;
  /** What the manifest's column `group` says. */
  readonly group: string | undefined;
  /** What the column of the manifest says that tells sides of a split. */
  readonly side: string | undefined;
  readonly identity: RowIdentity;
}

/** A capture as it was found. */
export interface DatasetCapture {
  readonly capture: string;
  /** What it holds; absent where it could not be read at all. */
  readonly inspection?: Omit<CaptureInspection, 'devices'>;
  /** Why it could not be read at all. */
  readonly error?: string;
  /** Whether anything says what it shows. */
  readonly isLabelled: boolean;
  readonly rows: readonly DatasetRow[];
  /** Why labels gave no row. */
  readonly unused: readonly string[];
}

/** Captures and their labels, ready to be judged. */
export interface Dataset {
  /** Where labels come from. */
  readonly labelsFrom: LabelOptions['from'];
  readonly captures: readonly DatasetCapture[];
  /** Captures in the directory that the manifest does not name. */
  readonly unlisted: readonly string[];
}

/** A capture that could be read, and a row of it. */
export interface RowOfCapture {
  readonly row: DatasetRow;
  readonly capture: DatasetCapture;
  readonly inspection: Omit<CaptureInspection, 'devices'>;
}

/** Every row with its capture. */
export const rowsOf = ({ captures }: Dataset): RowOfCapture[] =>
  captures.flatMap((capture) => {
    const { inspection } = capture;
    return inspection === undefined ? [] : capture.rows.map((row) => ({ row, capture, inspection }));
  });

/** Items by a key each; those without one are left out. */
export const groupBy = <Item>(
  items: Iterable<Item>,
  keyOf: (item: Item) => string | undefined,
): ReadonlyMap<string, readonly Item[]> => {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [item]);
    else known.push(item);
  }
  return groups;
};

/** Each once, in the order met. */
export const distinct = (values: Iterable<string>): string[] => [...new Set(values)];

/** `1 capture`, `3 captures`. */
export const countOf = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** Up to three names, and how many more there are. */
export const someOf = (names: readonly string[]): string =>
  names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
