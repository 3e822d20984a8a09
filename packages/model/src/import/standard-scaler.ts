import { ModelError } from '../errors.ts';
import { type PickleDict, isKind } from './pickle/pickle-value.ts';
import { unpackJoblib } from './pickle/unpack-joblib.ts';
import { unpickle } from './pickle/unpickle.ts';

/** What a scikit-learn StandardScaler has learned. */
export interface ImportedScaler {
  /** Shape [d]; 0 where the scaler subtracts no mean. */
  readonly mean: Float64Array;
  /** Shape [d], never 0; 1 where the scaler does not divide. */
  readonly scale: Float64Array;
  /** Rows it was fitted on; null where it does not say, or not one number for all columns. */
  readonly rowCount: number | null;
  /** Names of the columns it was fitted on; null where it was fitted on numbers without names. */
  readonly columns: readonly string[] | null;
  /** Version of scikit-learn that wrote it, where it says so. */
  readonly version: string | null;
}

/**
 * Reads a scikit-learn StandardScaler from a file of joblib or pickle, plain or packed with zlib or gzip, without
 * executing anything of it.
 *
 * Throws MODEL_PICKLE_DAMAGED, MODEL_PICKLE_REFUSED or MODEL_PICKLE_TOO_LARGE with the byte it is about, and
 * MODEL_IMPORT_INVALID where the file holds something else than a fitted StandardScaler.
 */
export const readStandardScaler = async (file: Uint8Array): Promise<ImportedScaler> => {
  const value = unpickle(await unpackJoblib(file));
  if (!isKind(value, 'object') || value.means !== 'scaler' || value.state === null) {
    throw invalid('it holds no fitted StandardScaler');
  }
  const { state } = value;
  const mean = numbersOf(state, 'mean_');
  const scale = numbersOf(state, 'scale_');
  const width = mean?.length ?? scale?.length ?? state.entries.get('n_features_in_');
  if (typeof width !== 'number' || !Number.isSafeInteger(width) || width < 1 || width > MAX_COLUMNS) {
    throw invalid('it does not say of how many columns it is');
  }
  return {
    mean: checkLength(mean ?? new Float64Array(width), width, 'mean_'),
    scale: checkLength(scale ?? new Float64Array(width).fill(1), width, 'scale_'),
    rowCount: rowCountOf(state),
    columns: textsOf(state, 'feature_names_in_'),
    version: textOf(state, '_sklearn_version'),
  };
};

const MAX_COLUMNS = 1_000_000;

const invalid = (detail: string): ModelError => new ModelError('MODEL_IMPORT_INVALID', `scaler: ${detail}`);

const numbersOf = ({ entries }: PickleDict, name: string): Float64Array | null => {
  const value = entries.get(name) ?? null;
  if (value === null) return null;
  if (isKind(value, 'array') && value.values instanceof Float64Array) return value.values;
  throw invalid(`${name} is no row of numbers`);
};

const checkLength = (numbers: Float64Array, length: number, name: string): Float64Array => {
  if (numbers.length !== length) throw invalid(`${name} has ${numbers.length} numbers of ${length}`);
  if (!numbers.every(Number.isFinite)) throw invalid(`${name} holds a number that is not finite`);
  if (name === 'scale_' && numbers.includes(0)) throw invalid(`${name} holds a 0`);
  return numbers;
};

const rowCountOf = ({ entries }: PickleDict): number | null => {
  const seen = entries.get('n_samples_seen_');
  return typeof seen === 'number' && Number.isSafeInteger(seen) && seen > 0 ? seen : null;
};

const textsOf = ({ entries }: PickleDict, name: string): readonly string[] | null => {
  const value = entries.get(name);
  if (!isKind(value, 'array') || value.values === null) return null;
  const texts = Array.from<unknown>(value.values);
  return texts.every((text) => typeof text === 'string') ? texts : null;
};

const textOf = ({ entries }: PickleDict, name: string): string | null => {
  const value = entries.get(name);
  return typeof value === 'string' ? value : null;
};
