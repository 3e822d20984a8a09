import { type Interval, bootstrapInterval, knownAgainstUnknown } from '@networkml/evaluation';
import { modelInputNames, selectColumns } from '@networkml/featurizer';
import { LabelEncoder, type Matrix, createRng, noveltyScores, selectRows, shuffle } from '@networkml/model';
import { type NoveltyOptions, fitNovelty, stratifiedKFold } from '@networkml/model/training';
import type { LabelledTable } from '@networkml/pipeline';

type Settings = Omit<NoveltyOptions, 'seed'>;

/** How well types that were left out of training are told from known ones. */
export interface UnknownTypes {
  /** Mean over the types, and its interval by types drawn again. */
  readonly meanAuroc: Interval;
  readonly perType: readonly { readonly role: string; readonly auroc: number }[];
  /** Share of rows of known types that the default threshold keeps, out of fold. */
  readonly keptKnown: number;
  /** Of types that had no say in the settings: the mean over halves of the types, and where 95% of the halves lie. */
  readonly chosenElsewhere: Interval;
}

/** What a half of the types chooses from. */
export const SETTINGS: readonly Settings[] = [
  { inputTransform: 'signedLog', inputLimit: 1 },
  { inputTransform: 'signedLog', inputLimit: 2 },
  { inputTransform: 'signedLog', inputLimit: 4 },
  { inputTransform: 'signedLog', inputLimit: 8 },
  { inputTransform: 'none', inputLimit: 2 },
  { inputTransform: 'none', inputLimit: 4 },
];

const SEED = 1;
const FOLDS = 10;
const KNOWN_SHARE = 0.95;
const HALVES = 200;

/** Leaves out one type after the other, and asks whether its rows look newer than those of the others, out of fold. */
export const measureUnknownTypes = (labelled: LabelledTable): UnknownTypes => {
  const { perType, known } = leaveTypesOut(labelled, {});
  const aurocs = perType.map(({ auroc }) => auroc);
  const meanOf = (types: Int32Array): number => mean(Array.from(types, (type) => aurocs[type]));
  const bySettings = SETTINGS.map((settings) =>
    leaveTypesOut(labelled, settings).perType.map(({ auroc }) => auroc),
  );
  return {
    meanAuroc: bootstrapInterval(aurocs.length, meanOf),
    perType,
    keptKnown: keptShare(known),
    chosenElsewhere: chooseElsewhere(bySettings),
  };
};

interface LeftOut extends Pick<UnknownTypes, 'perType'> {
  /** Scores of all rows by those of other folds, shape [n]. */
  readonly known: Float64Array;
}

const leaveTypesOut = (labelled: LabelledTable, settings: Settings): LeftOut => {
  const x = selectColumns(labelled.table, modelInputNames(labelled.table).sort());
  const encoder = LabelEncoder.fit(labelled.roles);
  const y = encoder.encode(labelled.roles);
  const scores = (train: Int32Array, test: Int32Array): Float64Array => {
    const labels = train.map((row) => y[row]);
    return noveltyScores(
      fitNovelty(selectRows(x, train), labels, { ...settings, seed: SEED }),
      selectRows(x, test),
    );
  };
  const known = outOfFold(x, y, scores);
  const rows = Int32Array.from(y.keys());
  const perType = encoder.classes.map((role, label) => {
    const others = rows.filter((row) => y[row] !== label);
    const own = rows.filter((row) => y[row] === label);
    const likeKnown = Float64Array.from(others, (row) => -known[row]);
    const likeUnknown = scores(others, own).map((score) => -score);
    return { role, auroc: knownAgainstUnknown(likeKnown, likeUnknown) ?? Number.NaN };
  });
  return { perType, known };
};

const outOfFold = (
  x: Matrix,
  y: Int32Array,
  scores: (train: Int32Array, test: Int32Array) => Float64Array,
): Float64Array => {
  const known = new Float64Array(x.rowCount);
  for (const { train, test } of stratifiedKFold(y, { folds: FOLDS, rng: createRng(SEED) })) {
    scores(train, test).forEach((score, i) => (known[test[i]] = score));
  }
  return known;
};

/** Of one half of the rows by the threshold that the other half gives, so that the threshold is not judged on its own rows. */
const keptShare = (known: Float64Array): number => {
  const [first, second] = [0, 1].map((half) => known.filter((_, row) => row % 2 === half).sort());
  const threshold = first[Math.floor(KNOWN_SHARE * (first.length - 1))];
  return second.filter((score) => score <= threshold).length / second.length;
};

/** Draws halves of the types: one names the best settings, the other judges them. @param bySettings area of each type, by settings. */
export const chooseElsewhere = (bySettings: readonly (readonly number[])[]): Interval => {
  const rng = createRng(SEED);
  const judged = Array.from({ length: HALVES }, () => {
    const types = Int32Array.from(bySettings[0].keys());
    shuffle(rng, types);
    const [choosing, judging] = [types.subarray(0, types.length / 2), types.subarray(types.length / 2)];
    const meanOf = (aurocs: readonly number[], of: Int32Array): number =>
      mean(Array.from(of, (type) => aurocs[type]));
    const best = bySettings.reduce((a, b) => (meanOf(b, choosing) > meanOf(a, choosing) ? b : a));
    return meanOf(best, judging);
  });
  const sorted = judged.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))];
  return { estimate: mean(judged), low: at(0.025), high: at(0.975) };
};

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
