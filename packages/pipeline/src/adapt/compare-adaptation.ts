import { type ComparisonResult, accuracy, compareAnswers } from '@networkml/evaluation';
import { type Labels, argmaxRows, contentHashOfModel } from '@networkml/model';
import type { AdaptationJudgement } from './judge-adaptation.ts';
import type { AdaptationProblem } from './pose-adaptation.ts';
import type { Recipe } from './recipes.ts';

/** The base, a model that learned from the labelled rows alone, and the adapted model, on the same rows out of fold. */
export interface AdaptationComparison {
  readonly rows: number;
  /** Share of rows answered right by each. */
  readonly base: number;
  readonly fromScratch: number;
  readonly adapted: number;
  /** How the adapted model differs from each of the others; its differences are the second's minus the first's. */
  readonly againstBase: ComparisonResult;
  readonly againstFromScratch: ComparisonResult;
}

/** Whether an adapted model beats its base on the labelled rows: `unclear` where the difference may be chance. */
export type AdaptationVerdict = 'better' | 'unclear' | 'worse';

/** What became of a base, and whether that is better. */
export interface AdaptationReport {
  readonly base: { readonly name: string; readonly contentHash: string };
  readonly recipe: Recipe;
  readonly verdict: AdaptationVerdict;
  readonly rememberedRows: number;
  /** Roles with labelled rows that the base does not know, and that it knows. */
  readonly newRoles: readonly string[];
  readonly knownRoles: readonly string[];
  /** Roles of the base that no labelled row is of. */
  readonly untouchedRoles: readonly string[];
  /** On all rows that could be judged. */
  readonly all: AdaptationComparison;
  /** On those of roles that the base knows; null where there is none. */
  readonly known: AdaptationComparison | null;
  /** Remembered rows of untouched roles, and the share that the adapted model answers as the base, by networks that had not learned them; null without any. */
  readonly kept: { readonly rows: number; readonly share: number } | null;
}

/** Above this p, a difference may well be chance. */
const SIGNIFICANT = 0.05;

/** Holds an adapted model against its base and against one trained on the labelled rows alone. */
export const compareAdaptation = (
  problem: AdaptationProblem,
  judgement: AdaptationJudgement,
): AdaptationReport => {
  const { base, own, given } = problem;
  const { truth } = judgement.outOfFold;
  const isOfBase = new Set(base.roles);
  const labelled = new Set(own.roles);
  const every = Int32Array.from(truth.keys());
  const known = every.filter((row) => isOfBase.has(given.roles[truth[row]]));
  const all = compare(problem, judgement, every);
  const { rows, alike } = judgement.kept;
  return {
    base: { name: base.name, contentHash: contentHashOfModel(base) },
    recipe: judgement.recipe,
    verdict: verdictOf(all.againstBase),
    rememberedRows: problem.rememberedCount,
    newRoles: own.roles.filter((role) => !isOfBase.has(role)),
    knownRoles: own.roles.filter((role) => isOfBase.has(role)),
    untouchedRoles: base.roles.filter((role) => !labelled.has(role)),
    all,
    known: known.length === 0 ? null : compare(problem, judgement, known),
    kept: rows === 0 ? null : { rows, share: alike / rows },
  };
};

/** Both must say so: the interval, which draws whole groups, and the exact test, which does not take few rows for many. */
const verdictOf = ({ accuracy: difference, mcnemar }: ComparisonResult): AdaptationVerdict => {
  if (mcnemar.midP > SIGNIFICANT) return 'unclear';
  if (difference.low > 0) return 'better';
  return difference.high < 0 ? 'worse' : 'unclear';
};

const compare = (
  { given }: AdaptationProblem,
  { outOfFold, base, fromScratch }: AdaptationJudgement,
  rows: Int32Array,
): AdaptationComparison => {
  const { truth, probabilities, groups } = outOfFold;
  const pick = (labels: Labels): Labels => rows.map((row) => labels[row]);
  const [own, adapted] = [pick(truth), pick(argmaxRows(probabilities))];
  const against = (first: Labels): ComparisonResult =>
    compareAnswers(
      { truth: own, first: pick(first), second: adapted, classCount: given.roles.length },
      {
        seed: given.seed,
        ...(groups === undefined ? {} : { groups: Array.from(rows, (row) => groups[row]) }),
      },
    );
  return {
    rows: rows.length,
    base: accuracy(own, pick(base)),
    fromScratch: accuracy(own, pick(fromScratch)),
    adapted: accuracy(own, adapted),
    againstBase: against(base),
    againstFromScratch: against(fromScratch),
  };
};
