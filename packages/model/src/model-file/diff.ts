/** One place where two models are not the same. */
export interface ModelDifference {
  /** JSON path in the model file, such as `$.validation.metrics.accuracy`. */
  readonly path: string;
  /** What stands there in the first and in the second model: a JSON value, or words in place of many; undefined for nothing. */
  readonly before: unknown;
  readonly after: unknown;
}

/** Packed numbers and long lists are told apart, but not shown. */
const MAX_SHOWN_LENGTH = 60;

/**
 * How two model documents differ, in the order of the first one's fields. Lists of texts, such as roles and columns, differ by
 * what only one of them has, and packed weights and other long values without being shown. `contentHash` differs with everything else
 * and is left out.
 *
 * @param before the JSON document of a model file. @param after another one.
 */
export const diffModels = (before: unknown, after: unknown): readonly ModelDifference[] =>
  compare({ before, after, path: '$' });

interface Place {
  readonly before: unknown;
  readonly after: unknown;
  readonly path: string;
}

const compare = (place: Place): readonly ModelDifference[] => {
  const { before, after, path } = place;
  if (path === '$.contentHash' || Object.is(before, after)) return [];
  if (isTexts(before) && isTexts(after)) return compareTexts({ before, after, path });
  if (isNumbers(before) && isNumbers(after)) return compareNumbers({ before, after, path });
  if (Array.isArray(before) && Array.isArray(after)) return compareItems({ before, after, path });
  if (isRecord(before) && isRecord(after)) return compareFields({ before, after, path });
  return [{ path, before: shown(before), after: shown(after) }];
};

const compareFields = ({ before, after, path }: Place & Pair<Record<string, unknown>>): ModelDifference[] => {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  const isAnother = keys.size > 0 && !Object.keys(before).some((key) => key in after);
  if (isAnother) return [{ path, before: shown(before), after: shown(after) }];
  return [...keys].flatMap((key) =>
    compare({ before: before[key], after: after[key], path: `${path}.${key}` }),
  );
};

const compareItems = ({ before, after, path }: Place & Pair<readonly unknown[]>): ModelDifference[] =>
  Array.from({ length: Math.max(before.length, after.length) }).flatMap((_, i) =>
    compare({ before: before[i], after: after[i], path: `${path}[${i}]` }),
  );

/** What only one of the lists has; where both have the same, their order. */
const compareTexts = ({ before, after, path }: Place & Pair<readonly string[]>): ModelDifference[] => {
  const [had, has] = [new Set(before), new Set(after)];
  const gone = before.filter((text) => !has.has(text));
  const come = after.filter((text) => !had.has(text));
  if (gone.length > 0 || come.length > 0) return [{ path, before: gone, after: come }];
  const isSame = before.length === after.length && before.every((text, i) => text === after[i]);
  return isSame ? [] : [{ path, before: 'the same in one order', after: 'in another order' }];
};

const compareNumbers = ({ before, after, path }: Place & Pair<readonly number[]>): ModelDifference[] => {
  const isSame = before.length === after.length && before.every((number, i) => number === after[i]);
  return isSame ? [] : [{ path, before: shown(before), after: shown(after) }];
};

interface Pair<T> {
  readonly before: T;
  readonly after: T;
}

const shown = (value: unknown): unknown => {
  if (typeof value === 'string' && value.length > MAX_SHOWN_LENGTH && !value.includes(' ')) {
    return `${value.slice(0, 12)}... (${value.length} characters)`;
  }
  if (Array.isArray(value) && value.length > 8) return `${value.length} values`;
  if (isRecord(value) && JSON.stringify(value).length > 8 * MAX_SHOWN_LENGTH) {
    return `with ${Object.keys(value).join(', ')}`;
  }
  return value;
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

const isNumbers = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'number');
