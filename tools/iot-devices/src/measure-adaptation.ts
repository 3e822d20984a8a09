import { type Interval, bootstrapInterval } from '@networkml/evaluation';
import { type ModelFile, argmaxRows, createPredictor, createRng, shuffle } from '@networkml/model';
import { type LabelledTable, loadModel, selectLabelled } from '@networkml/pipeline';
import {
  type AdaptationVerdict,
  type TrainOptions,
  adaptModel,
  trainModel,
} from '@networkml/pipeline/training';
import { DEVICE_SELECTION, isOfPersonA } from './dataset.ts';

/** A base that is adapted, and which types are given captures of. */
export interface NamedBase {
  readonly name: string;
  /** What a draw starts from. */
  draw(labelled: LabelledTable, seed: number, options: TrainOptions): Promise<BaseAndTypes>;
}

interface BaseAndTypes {
  readonly base: ModelFile;
  readonly types: readonly string[];
}

/** How good three models are on some rows, over all draws. */
export interface JudgedRows {
  readonly judgedOn: string;
  /** Rows of all draws. */
  readonly rows: number;
  readonly base: Interval;
  readonly fromScratch: Interval;
  readonly adapted: Interval;
  /** What adapting gains. */
  readonly overBase: Interval;
  readonly overFromScratch: Interval;
}

/** What came of adapting a base, over all draws. */
export interface AdaptationFigures {
  readonly name: string;
  readonly judged: readonly JudgedRows[];
  /** Draws by what validation on the labelled rows said. */
  readonly verdicts: Readonly<Record<AdaptationVerdict, number>>;
  /** Mean over the draws of the accuracy that validation gave. */
  readonly validated: number;
}

/** Draws of each base. */
export const DRAWS = 5;

/** Captures of a type that a site is supposed to have. */
export const CAPTURES_PER_TYPE = 5;

/** Types with captures of their own where only some are corrected. */
const MIXED_UP = 6;

const NETWORK = { hiddenLayers: [128], maxEpochs: 60 } as const;

/** What is adapted: the bundled model, which knows no such device; one that knows half of the types; and one that has some mixed up. */
export const BASES: readonly NamedBase[] = [
  {
    name: 'enterprise-roles, all types added',
    draw: async ({ roles }) => ({
      base: await loadModel('enterprise-roles'),
      types: [...new Set(roles)].sort(),
    }),
  },
  {
    name: 'a model of half of the types, the others added',
    draw: async (labelled, seed, options) => {
      const types = shuffledTypes(labelled, seed);
      const known = new Set(types.slice(0, Math.floor(types.length / 2)));
      const rows = learnable(labelled).filter((row) => known.has(labelled.roles[row]));
      const { model } = await trainModel(selectLabelled(labelled, rows), options);
      return { base: model, types: types.filter((type) => !known.has(type)) };
    },
  },
  {
    name: `a model of all types that has ${MIXED_UP} of them mixed up, those corrected`,
    draw: async (labelled, seed, options) => {
      const types = shuffledTypes(labelled, seed).slice(0, MIXED_UP);
      const wrong = new Map(types.map((type, i) => [type, types[(i + 1) % types.length]]));
      const roles = labelled.roles.map((role) => wrong.get(role) ?? role);
      const { model } = await trainModel(
        selectLabelled({ ...labelled, roles }, learnable(labelled)),
        options,
      );
      return { base: model, types };
    },
  },
];

const shuffledTypes = ({ roles }: LabelledTable, seed: number): string[] => {
  const types = [...new Set(roles)].sort();
  const order = Int32Array.from(types.keys());
  shuffle(createRng(seed), order);
  return Array.from(order, (index) => types[index]);
};

/** Rows of set-up persons B and C; those of A judge. */
const learnable = (labelled: LabelledTable): number[] =>
  [...labelled.roles.keys()].filter((row) => !isOfPersonA(labelled, row));

/** Whether each model has a row right, in one draw. */
interface Outcome {
  readonly capture: string;
  readonly isOfA: boolean;
  readonly isGivenType: boolean;
  readonly base: boolean;
  readonly fromScratch: boolean;
  readonly adapted: boolean;
}

interface Draw {
  readonly outcomes: readonly Outcome[];
  readonly verdict: AdaptationVerdict;
  readonly validated: number;
}

/** Adapts a base with a few captures of each type, several times with other ones, and judges it by captures nobody learned from. */
export const measureAdaptation = async (
  labelled: LabelledTable,
  base: NamedBase,
  executor: TrainOptions['executor'],
): Promise<AdaptationFigures> => {
  const draws: Draw[] = [];
  for (let seed = 0; seed < DRAWS; seed++) draws.push(await drawOnce({ labelled, base, executor }, seed));
  const outcomes = draws.flatMap((draw) => draw.outcomes);
  const verdicts = { better: 0, unclear: 0, worse: 0 };
  for (const { verdict } of draws) verdicts[verdict] += 1;
  return {
    name: base.name,
    judged: JUDGED_ON.flatMap(({ judgedOn, isMeant }) => {
      const meant = outcomes.filter(isMeant);
      return meant.length === 0 ? [] : [judgeRows(judgedOn, meant)];
    }),
    verdicts,
    validated: draws.reduce((sum, { validated }) => sum + validated, 0) / DRAWS,
  };
};

const JUDGED_ON: readonly { readonly judgedOn: string; readonly isMeant: (outcome: Outcome) => boolean }[] = [
  {
    judgedOn: 'types with captures, other captures of B and C',
    isMeant: ({ isOfA, isGivenType }) => isGivenType && !isOfA,
  },
  {
    judgedOn: 'types with captures, captures of A',
    isMeant: ({ isOfA, isGivenType }) => isGivenType && isOfA,
  },
  {
    judgedOn: 'types without captures, captures of A',
    isMeant: ({ isOfA, isGivenType }) => !isGivenType && isOfA,
  },
  { judgedOn: 'all types, captures of A', isMeant: ({ isOfA }) => isOfA },
];

interface Measuring {
  readonly labelled: LabelledTable;
  readonly base: NamedBase;
  readonly executor: TrainOptions['executor'];
}

const drawOnce = async ({ labelled, base: named, executor }: Measuring, seed: number): Promise<Draw> => {
  const options: TrainOptions = {
    name: named.name,
    deviceSelection: DEVICE_SELECTION,
    seed,
    folds: 2,
    candidates: [NETWORK],
    executor,
  };
  const { base, types } = await named.draw(labelled, seed, options);
  const given = types.flatMap((type) => drawCaptures(labelled, type, seed));
  const few = selectLabelled(labelled, given);
  const { model: fromScratch } = await trainModel(few, options);
  const { model: adapted, adaptation } = await adaptModel(base, few, options);
  const learned = new Set(given);
  const judged = [...labelled.roles.keys()].filter((row) => !learned.has(row));
  const right = [base, fromScratch, adapted].map((model) => rightRows(model, labelled));
  return {
    outcomes: judged.map((row) => ({
      capture: labelled.table.rows[row].capture,
      isOfA: isOfPersonA(labelled, row),
      isGivenType: types.includes(labelled.roles[row]),
      base: right[0][row],
      fromScratch: right[1][row],
      adapted: right[2][row],
    })),
    verdict: adaptation.verdict,
    validated: adaptation.all.adapted,
  };
};

const drawCaptures = (labelled: LabelledTable, type: string, seed: number): number[] => {
  const rows = Int32Array.from(learnable(labelled).filter((row) => labelled.roles[row] === type));
  shuffle(createRng(seed), rows);
  return [...rows.subarray(0, CAPTURES_PER_TYPE)];
};

/** Whether the most probable role of each row is its own, shape [rows]. */
const rightRows = (model: ModelFile, { table, roles }: LabelledTable): boolean[] => {
  const best = argmaxRows(createPredictor(model).probabilities(table));
  return roles.map((role, row) => model.roles[best[row]] === role);
};

/** Captures are drawn again with all that was said of them in any draw. */
const judgeRows = (judgedOn: string, outcomes: readonly Outcome[]): JudgedRows => {
  const groups = outcomes.map(({ capture }) => capture);
  const mean = (valueOf: (outcome: Outcome) => number): Interval =>
    bootstrapInterval(
      outcomes.length,
      (rows) => rows.reduce((sum, row) => sum + valueOf(outcomes[row]), 0) / rows.length,
      { groups },
    );
  return {
    judgedOn,
    rows: outcomes.length,
    base: mean(({ base }) => Number(base)),
    fromScratch: mean(({ fromScratch }) => Number(fromScratch)),
    adapted: mean(({ adapted }) => Number(adapted)),
    overBase: mean(({ adapted, base }) => Number(adapted) - Number(base)),
    overFromScratch: mean(({ adapted, fromScratch }) => Number(adapted) - Number(fromScratch)),
  };
};
