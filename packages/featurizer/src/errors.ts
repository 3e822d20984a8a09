/** Every way the featurizer refuses to go on, by code. */
export const FEATURE_ERRORS = {
  FEATURE_BAD_SET: 'a feature set is declared wrongly',
  FEATURE_DUPLICATE_COLUMN: 'two columns have the same name',
  FEATURE_MIXED_LEVELS: 'feature sets for devices and for sessions make no table together',
  FEATURE_RESERVED_COLUMN: 'a column has a name that row identity uses',
  FEATURE_MISSING_VALUE: 'a feature set left out a column it declares',
  FEATURE_UNDECLARED_VALUE: 'a feature set gave a column it does not declare',
  FEATURE_NOT_FINITE: 'a feature set gave a value that is no finite number',
  FEATURE_ROW_LENGTH: 'a feature set gave a row that does not have a value for each column',
  FEATURE_ROWS_DIFFER: 'finish, writeRow and the table of a feature set give different values',
  FEATURE_SET_THREW: 'a feature set threw an error',
  FEATURE_SHARED_STATE: 'a feature set gives other values where it is used a second time',
  FEATURE_KEEPS_BATCH: 'a feature set reads a batch after observe has returned',
  FEATURE_DEPENDS_ON_READING:
    'a feature set gives other values where the same packets are read in another way',
  FEATURE_DEPENDS_ON_IDENTITY: 'a feature set gives other values for other addresses or another time',
  FEATURE_NEEDS_LAST_HEADERS: 'a feature set reads the last headers, which the batch does not hold',
  FEATURE_BAD_WINDOW: 'the length of a time window is no number of seconds above 0',
  FEATURE_TOO_MANY_WINDOWS:
    'the rows of all time windows do not fit into memory: use longer windows, or parts of the capture one by one',
  FEATURE_NO_MEMORY:
    'there is no WebAssembly memory for so many devices, or no WebAssembly; where address space is bounded (ulimit -v), run it by node --disable-wasm-trap-handler',
  FEATURE_FINISHED: 'the featurizer has finished already',
  FEATURE_UNKNOWN_COLUMN: 'the table has no such column',
  FEATURE_TABLES_DIFFER: 'the tables have different columns',
  FEATURE_FILE_MALFORMED: 'the file is not well-formed',
  FEATURE_FILE_EMPTY: 'the file names no columns',
  FEATURE_FILE_MISSING_COLUMN: 'a column is missing',
  FEATURE_FILE_UNKNOWN_COLUMN: 'there is a column that no feature set declares',
  FEATURE_FILE_BAD_VALUE: 'a value cannot be read',
  FEATURE_CSV_NO_LAYOUT: "only a table of one of NetworkML's sets alone can be written in NetworkML's layout",
} as const;

/** One of the codes of `FEATURE_ERRORS`. */
export type FeatureErrorCode = keyof typeof FEATURE_ERRORS;

/** Where a `FeatureError` was met, as far as that is known. */
export interface FeatureErrorPlace {
  /** Id of the feature set. */
  readonly setId?: string;
  /** Name of the column. */
  readonly column?: string;
  /** Number of the record: in CSV the header is 1; in JSON lines it is the line, in Parquet the row, from 1 on. */
  readonly row?: number;
  /** What was found there. */
  readonly found?: string;
  /** What to do about it, a sentence. */
  readonly advice?: string;
}

/** A misuse of the featurizer, a feature set that breaks its contract, or a table that cannot be read. */
export class FeatureError extends Error {
  override readonly name = 'FeatureError';
  readonly code: FeatureErrorCode;
  readonly place: FeatureErrorPlace;

  constructor(code: FeatureErrorCode, place: FeatureErrorPlace = {}, options?: ErrorOptions) {
    const advice = place.advice === undefined ? '' : `. ${place.advice}`;
    super(`${FEATURE_ERRORS[code]} (${[code, ...describePlace(place)].join(', ')})${advice}`, options);
    this.code = code;
    this.place = place;
  }
}

const describePlace = ({ setId, column, row, found }: FeatureErrorPlace): string[] => [
  ...(setId === undefined ? [] : [`set ${setId}`]),
  ...(column === undefined ? [] : [`column ${column}`]),
  ...(row === undefined ? [] : [`row ${row}`]),
  ...(found === undefined ? [] : [`found ${JSON.stringify(found)}`]),
];
