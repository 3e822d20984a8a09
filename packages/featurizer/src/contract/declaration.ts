import { FeatureError, type FeatureErrorPlace } from '../errors.ts';
import { defineFeatureSet, type FeatureSet, LEVELS, UNITS } from '../feature-set.ts';

/** A plain object, of which nothing else is known. */
type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

const SENTENCE = /^\S.*\.$/su;

/**
 * Takes what came from elsewhere for a feature set, if it is declared like one.
 * @throws FeatureError FEATURE_BAD_SET, FEATURE_RESERVED_COLUMN, which say what to do.
 */
export const checkDeclaration = (candidate: unknown): FeatureSet => {
  assertSet(candidate);
  try {
    return defineFeatureSet(candidate);
  } catch (cause) {
    if (!(cause instanceof FeatureError)) throw cause;
    throw new FeatureError(cause.code, { ...cause.place, advice: adviceOn(cause) }, { cause });
  }
};

/** Refuses what lacks a part of a set, or has one of another type; ids and names are for `defineFeatureSet`. */
function assertSet(candidate: unknown): asserts candidate is FeatureSet {
  if (!isFields(candidate)) {
    throw bad({ found: typeof candidate, advice: 'Make a feature set with defineFeatureSet.' });
  }
  const { id, version, level, needsLastHeaders, doc, columns, create, createTable } = candidate;
  if (typeof id !== 'string') {
    throw bad({ found: `id ${String(id)}`, advice: 'Give the set an id, such as my-set.' });
  }
  const setId = id;
  if (typeof version !== 'number') {
    throw bad({ setId, found: `version ${String(version)}`, advice: 'Give the set a version, such as 1.' });
  }
  if (!isOneOf(LEVELS, level)) {
    throw bad({ setId, found: `level ${String(level)}`, advice: `level is ${LEVELS.join(' or ')}.` });
  }
  if (typeof needsLastHeaders !== 'boolean') {
    throw bad({ setId, found: 'no needsLastHeaders', advice: 'Make the set with defineFeatureSet.' });
  }
  if (doc !== undefined && !isSentence(doc)) {
    throw bad({ setId, found: 'doc', advice: 'doc is one sentence that ends in a full stop.' });
  }
  if (typeof create !== 'function') {
    throw bad({ setId, found: 'no create', advice: 'create() makes an accumulator for one device.' });
  }
  if (createTable !== undefined && typeof createTable !== 'function') {
    throw bad({
      setId,
      found: 'createTable',
      advice: 'createTable() makes a table of any number of devices.',
    });
  }
  if (!isFields(columns)) {
    throw bad({ setId, found: 'no columns', advice: 'columns names each column with its unit and doc.' });
  }
  for (const [column, declaration] of Object.entries(columns)) assertColumn(declaration, { setId, column });
}

const assertColumn = (declaration: unknown, place: FeatureErrorPlace): void => {
  if (!isFields(declaration)) {
    throw bad({ ...place, found: typeof declaration, advice: 'A column has a unit and a doc.' });
  }
  const { unit, doc, modelInput, group } = declaration;
  if (!isOneOf(UNITS, unit)) {
    throw bad({ ...place, found: `unit ${String(unit)}`, advice: `The units are ${UNITS.join(', ')}.` });
  }
  if (!isSentence(doc)) {
    throw bad({ ...place, found: 'no doc', advice: 'doc says in one sentence what the number means.' });
  }
  if (modelInput !== undefined && typeof modelInput !== 'boolean') {
    throw bad({ ...place, found: `modelInput of type ${typeof modelInput}`, advice: 'It is true or false.' });
  }
  if (group !== undefined && typeof group !== 'string') {
    throw bad({ ...place, found: `group of type ${typeof group}`, advice: 'It is a text.' });
  }
};

const isSentence = (text: unknown): boolean => typeof text === 'string' && SENTENCE.test(text);

const isOneOf = (words: readonly string[], word: unknown): boolean =>
  typeof word === 'string' && words.includes(word);

const bad = (place: FeatureErrorPlace): FeatureError => new FeatureError('FEATURE_BAD_SET', place);

const adviceOn = ({ code, place: { column, found } }: FeatureError): string => {
  if (code === 'FEATURE_RESERVED_COLUMN') return 'Give the column another name.';
  if (column !== undefined) return 'Names of columns are letters, digits and _, a letter first.';
  if (found === undefined) return 'An id is words of small letters and digits parted by -, such as my-set.';
  return found === 'no columns' ? 'Declare at least one column.' : 'A version is a whole number from 1 on.';
};
