/** Stands in an integer cell that is empty. */
export const EMPTY = -1;

/** A column of whole numbers from 0 on, of so many bits (53 for what a JavaScript number holds exactly). */
export interface IntegerColumn<Rows> {
  readonly name: string;
  readonly type: 'integer';
  readonly bits: 8 | 16 | 32 | 53;
  /** The number, or `EMPTY`. */
  cell(rows: Rows, row: number): number;
}

/** A column of short texts in plain ASCII without quotes, commas or control characters. */
export interface TextColumn<Rows> {
  readonly name: string;
  readonly type: 'text';
  /** The text; an empty one is an empty cell. */
  cell(rows: Rows, row: number): string;
}

/** A column of points in time: seconds since 1970-01-01 UTC with nine decimals, which one number could not hold. */
export interface TimeColumn<Rows> {
  readonly name: string;
  readonly type: 'time';
  /** Whole seconds; NaN is an empty cell. */
  seconds(rows: Rows, row: number): number;
  /** Nanoseconds within the second, 0 to 999,999,999. */
  nanos(rows: Rows, row: number): number;
}

/** A column of lengths of time in seconds, exact to the nanosecond up to a hundred days. */
export interface DurationColumn<Rows> {
  readonly name: string;
  readonly type: 'duration';
  /** Seconds; NaN is an empty cell. */
  cell(rows: Rows, row: number): number;
}

/** A column of any finite numbers, written as the shortest decimals that read back exactly. */
export interface NumberColumn<Rows> {
  readonly name: string;
  readonly type: 'number';
  /** The number; NaN is an empty cell. */
  cell(rows: Rows, row: number): number;
}

/** One column of a table whose rows are read from `Rows`: a batch, or whatever else finds cells by row. */
export type Column<Rows> =
  IntegerColumn<Rows> | TextColumn<Rows> | TimeColumn<Rows> | DurationColumn<Rows> | NumberColumn<Rows>;

/** Rows as they come: the first `count` rows of `rows` are meant until the next step. */
export interface RowBlock<Rows> {
  readonly rows: Rows;
  readonly count: number;
}

/** A number for those who want a cell and not a line: `null` where it is empty. */
export const cellOf = <Rows>(column: Column<Rows>, rows: Rows, row: number): string | number | null => {
  switch (column.type) {
    case 'integer': {
      const cell = column.cell(rows, row);
      return cell === EMPTY ? null : cell;
    }
    case 'text':
      return column.cell(rows, row) || null;
    case 'duration':
    case 'number': {
      const cell = column.cell(rows, row);
      return Number.isNaN(cell) ? null : cell;
    }
    case 'time': {
      const seconds = column.seconds(rows, row);
      if (Number.isNaN(seconds)) return null;
      return timeText(seconds, column.nanos(rows, row));
    }
  }
};

/** Seconds and the nanoseconds that follow them as one decimal number with nine decimals, also before 1970. */
export const timeText = (seconds: number, nanos: number): string => {
  const isBorrowed = seconds < 0 && nanos > 0;
  const whole = isBorrowed ? seconds + 1 : seconds;
  const sign = seconds < 0 ? '-' : '';
  return `${sign}${Math.abs(whole)}.${String(isBorrowed ? 1e9 - nanos : nanos).padStart(9, '0')}`;
};
