import type { Labels } from '@networkml/model';
import { type SplitMethod, type SplitPlan, joinGroups } from '@networkml/model/training';
import { PipelineError } from '../errors.ts';
import type { LabelledTable } from '../labels.ts';
import { contentsOf, refuseCopies } from './copies.ts';
import type { ValidationOptions } from './validation-options.ts';

/** How rows are split, and what is to be said about it. */
export interface ValidationPlan {
  readonly split: SplitPlan;
  /** Such as `stratified-group-k-fold`. */
  readonly method: string;
  /** Group of each row; absent where rows stand alone. */
  readonly groups?: readonly string[];
  /** The grouping, by name. */
  readonly groupedBy?: string;
  /** Why groups are not kept together, or others are, though there are some. */
  readonly notGrouped?: string;
}

/** The labelled rows as they are to be split. */
export interface RowsToSplit {
  readonly labelled: LabelledTable;
  /** Class of each row, an index into `roles`. */
  readonly y: Labels;
  readonly roles: readonly string[];
  /** Shape [roles.length]. */
  readonly rowsPerClass: readonly number[];
}

const DEFAULT_FOLDS = 5;
const DEFAULT_SHARE = 0.2;

/**
 * Decides how a model is judged. A capture is never torn, whatever the groups are: groups that share a capture become one.
 * Unless a method is given, rows go by the manifest's `group`, else by device where one gives several rows, else by
 * capture where one does; by none of them where a role has but one group, which no fold could both learn and judge.
 *
 * @throws PipelineError PIPELINE_SAME_CAPTURE, PIPELINE_UNKNOWN_GROUPING, PIPELINE_TORN_CAPTURE where rows are to be split
 * without regard to captures that give several.
 */
export const planValidation = (rows: RowsToSplit, options: ValidationOptions): ValidationPlan => {
  if (options.copies !== 'together') refuseCopies(rows.labelled);
  const { table, groupings } = rows.labelled;
  return choosePlan({ ...rows, parts: joinGroups(groupings.capture, contentsOf(table)) }, options);
};

/** Rows, and what must not be torn at all: shape [n], the capture of each row, one name for all of its copies. */
interface Rows extends RowsToSplit {
  readonly parts: readonly string[];
}

const choosePlan = (rows: Rows, options: ValidationOptions): ValidationPlan => {
  const { method } = options;
  if (method === 'stratified') return planWithoutGroups(rows, options);
  if (options.groupBy !== undefined || method !== undefined) return planAlong(rows, options);
  const tried = groupingsToTry(rows).map((name) => {
    const groups = wholeGroups(rows, name);
    return { name, groups, lonely: roleOfOneGroup(rows, groups) };
  });
  const found = tried.find(({ lonely }) => lonely === undefined);
  const [first] = tried;
  const reason = tried.length === 0 ? undefined : whyNot(rows, first);
  if (found === undefined) {
    return { ...planRows(rows, options), ...(reason === undefined ? {} : { notGrouped: reason }) };
  }
  const plan = planGroups(rows, options, found);
  return found === first || reason === undefined
    ? plan
    : { ...plan, notGrouped: `${reason}; rows of one ${found.name} are kept together` };
};

/** Groupings by which some rows belong together, the one that says most about new data first. */
const groupingsToTry = (rows: Rows): string[] =>
  ['group', 'device', 'capture'].filter(
    (name) => name in rows.labelled.groupings && isRepeated(wholeGroups(rows, name)),
  );

const isRepeated = (groups: readonly string[]): boolean => new Set(groups).size < groups.length;

/** Groups that tear no capture, and no copies of one. */
const wholeGroups = ({ labelled, parts }: Rows, name: string): string[] =>
  joinGroups(groupingOf(labelled, name), parts);

const groupingOf = ({ groupings }: LabelledTable, name: string): readonly string[] => {
  if (name in groupings) return groupings[name];
  const known = Object.keys(groupings).join(', ');
  throw new PipelineError(
    'PIPELINE_UNKNOWN_GROUPING',
    `${name} (there are ${known}; a column must be filled in for every row)`,
  );
};

const roleOfOneGroup = ({ y, roles }: RowsToSplit, groups: readonly string[]): string | undefined =>
  roles.find((_, index) => new Set(groups.filter((_group, row) => y[row] === index)).size === 1);

const whyNot = (
  { labelled, y, roles }: RowsToSplit,
  { name, lonely = '' }: { readonly name: string; readonly lonely: string | undefined },
): string => {
  const own = groupingOf(labelled, name).filter((_, row) => roles[y[row]] === lonely);
  return new Set(own).size === 1
    ? `all rows of ${lonely} are of one ${name}`
    : `all rows of ${lonely} hang together by ${name} and capture`;
};

/** Along the grouping asked for, whatever may be wrong with it. */
const planAlong = (rows: Rows, options: ValidationOptions): ValidationPlan => {
  const { method, groupBy } = options;
  const [usual = 'device'] = groupingsToTry(rows);
  const name = groupBy ?? usual;
  return planGroups(
    rows,
    { ...options, method: method ?? 'stratified-group' },
    {
      name,
      groups: wholeGroups(rows, name),
    },
  );
};

interface Grouping {
  readonly name: string;
  readonly groups: readonly string[];
}

const METHOD_NAMES: Readonly<Record<SplitMethod, string>> = {
  stratified: 'stratified-k-fold',
  group: 'group-k-fold',
  'stratified-group': 'stratified-group-k-fold',
  'leave-one-group-out': 'leave-one-group-out',
  'held-out': 'held-out',
};

const planGroups = (
  rows: RowsToSplit,
  options: ValidationOptions,
  { name, groups }: Grouping,
): ValidationPlan => {
  if (new Set(groups).size < 2) {
    const detail = `there is only one ${name}, with what shares a capture with it`;
    throw new PipelineError('PIPELINE_NOTHING_TO_JUDGE', detail);
  }
  const { method = 'stratified-group' } = options;
  return {
    split: splitOf(rows, options, { name, groups }),
    method: METHOD_NAMES[method],
    groups,
    groupedBy: name,
  };
};

const splitOf = (
  { labelled }: RowsToSplit,
  options: ValidationOptions,
  { name, groups }: Grouping,
): SplitPlan => {
  const { method = 'stratified-group', heldOutGroups, folds = DEFAULT_FOLDS, repeats = 1 } = options;
  switch (method) {
    case 'leave-one-group-out':
      return { method };
    case 'held-out': {
      if (heldOutGroups === undefined) return { method, share: options.heldOutShare ?? DEFAULT_SHARE };
      const wanted = new Set(heldOutGroups);
      const names = groupingOf(labelled, name);
      const known = new Set(names);
      const missing = heldOutGroups.filter((group) => !known.has(group));
      const whole = groups.filter((_, row) => wanted.has(names[row]));
      return { method, groups: [...new Set([...whole, ...missing])] };
    }
    case 'stratified':
    case 'group':
    case 'stratified-group':
      return { method, folds: Math.min(folds, new Set(groups).size), repeats };
  }
};

const planWithoutGroups = (rows: Rows, options: ValidationOptions): ValidationPlan => {
  const seen = new Set<string>();
  const torn = rows.parts.find((part) => seen.size === seen.add(part).size);
  if (torn === undefined) return planRows(rows, options);
  const advice = '--validation stratified-group --group-by capture keeps its rows together';
  throw new PipelineError('PIPELINE_TORN_CAPTURE', `${torn} gives several rows; ${advice}`);
};

/** As many folds as wanted, or as the rarest role has rows, without regard to what belongs together. */
export const planRows = (
  { rowsPerClass }: Pick<RowsToSplit, 'rowsPerClass'>,
  { folds = DEFAULT_FOLDS, repeats = 1 }: Pick<ValidationOptions, 'folds' | 'repeats'>,
): ValidationPlan => ({
  split: { method: 'stratified', folds: Math.min(folds, ...rowsPerClass), repeats },
  method: METHOD_NAMES.stratified,
});
