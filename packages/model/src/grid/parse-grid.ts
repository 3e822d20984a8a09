import { parseDocument } from 'yaml';
import * as z from 'zod/mini';
import { ModelError } from '../errors.ts';
import type {
  EnsembleCandidate,
  EstimatorCandidate,
  MemberCandidate,
} from '../estimators/candidate-params.ts';
import { describeIssue } from '../model-file/issue.ts';
import { candidatesOf } from './candidates.ts';
import { ENSEMBLE_SCHEMA, MEMBER_NAMES, MEMBER_SCHEMAS } from './grid-schema.ts';
import { productOf } from './product.ts';

/** More combinations than anyone can wait for: a slip of the pen. */
const MAX_CANDIDATES = 10_000;

const ENTRIES = z.array(z.unknown()).check(z.minLength(1));
const KIND = z.object({ estimator: z.enum([...MEMBER_NAMES, 'ensemble']) });
const MEMBER_KIND = z.object({ estimator: z.enum(MEMBER_NAMES) });

type Path = readonly (string | number)[];

/**
 * Reads a grid file, YAML or JSON: a list of entries, each an `estimator` and values for its hyperparameters by
 * scikit-learn's names. Several values are a list, and an entry stands for every combination of them.
 *
 * @returns the candidates in the order of the file; what an entry does not name keeps its default.
 * @throws ModelError MODEL_GRID_INVALID with the line, or the path of the value, that is wrong.
 */
export const parseGrid = (text: string): EstimatorCandidate[] => {
  const entries = check(ENTRIES, parseYaml(text), []);
  const candidates = entries.flatMap((entry, i) => candidatesOfEntry(entry, [i]));
  checkCount(candidates.length, []);
  return candidates;
};

const parseYaml = (text: string): unknown => {
  const document = parseDocument(text, { prettyErrors: true });
  if (document.errors.length > 0) {
    const [error] = document.errors;
    throw new ModelError('MODEL_GRID_INVALID', error.message.split('\n')[0], { cause: error });
  }
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw new ModelError('MODEL_GRID_INVALID', String(error), { cause: error });
  }
};

const candidatesOfEntry = (entry: unknown, path: Path): EstimatorCandidate[] => {
  const { estimator } = check(KIND, entry, path);
  return estimator === 'ensemble' ? ensemblesOf(entry, path) : membersOf(entry, path);
};

const membersOf = (entry: unknown, path: Path): MemberCandidate[] => {
  const { estimator } = check(MEMBER_KIND, entry, path);
  const fields = check(MEMBER_SCHEMAS[estimator], withLists(entry), path);
  checkCount(combinationsOf(fields), path);
  return candidatesOf(fields);
};

const ensemblesOf = (entry: unknown, path: Path): EnsembleCandidate[] => {
  const { members, weights } = check(ENSEMBLE_SCHEMA, withLists(entry), path);
  const choices = members.map((member, i) => membersOf(member, [...path, 'members', i]));
  checkCount(
    choices.reduce((product, { length }) => product * length, weights?.length ?? 1),
    path,
  );
  weights?.forEach((tried, i) => {
    if (tried.length === members.length) return;
    const where = describePath([...path, 'weights', i]);
    throw new ModelError(
      'MODEL_GRID_INVALID',
      `${where}: ${tried.length} weights of ${members.length} members`,
    );
  });
  const chosen = choices.reduce<MemberCandidate[][]>(
    (lists, choice) => lists.flatMap((list) => choice.map((member) => [...list, member])),
    [[]],
  );
  return productOf<Omit<EnsembleCandidate, 'estimator'>>({ members: chosen, weights }).map(
    ({ members: of = [], ...rest }) => ({ estimator: 'ensemble', members: of, ...rest }),
  );
};

/** A single value is a list of one. */
const withLists = (entry: unknown): unknown =>
  typeof entry === 'object' && entry !== null && !Array.isArray(entry)
    ? Object.fromEntries(
        Object.entries(entry).map(([name, value]: [string, unknown]) => [
          name,
          name === 'estimator' || Array.isArray(value) ? value : [value],
        ]),
      )
    : entry;

const combinationsOf = (fields: object): number =>
  Object.values(fields).reduce<number>(
    (product, values: unknown) => product * (Array.isArray(values) ? values.length : 1),
    1,
  );

const check = <Value>(schema: z.ZodMiniType<Value>, value: unknown, path: Path): Value => {
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ModelError('MODEL_GRID_INVALID', describeIssue({ ...issue, path: [...path, ...issue.path] }));
};

const checkCount = (count: number, path: Path): void => {
  if (count <= MAX_CANDIDATES) return;
  throw new ModelError(
    'MODEL_GRID_INVALID',
    `${describePath(path)}: ${count} combinations, more than ${MAX_CANDIDATES}`,
  );
};

const describePath = (path: Path): string =>
  path.reduce<string>(
    (written, step) => written + (typeof step === 'number' ? `[${step}]` : `.${step}`),
    '$',
  );
