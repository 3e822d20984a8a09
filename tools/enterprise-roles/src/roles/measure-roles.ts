import {
  type EvaluationReport,
  type Interval,
  bootstrapInterval,
  calibrationErrorInterval,
  evaluate,
  mostProbable,
} from '@networkml/evaluation';
import { type Labels, type Matrix, type ModelFile, createPredictor } from '@networkml/model';
import type { LabelledTable } from '@networkml/pipeline';
import { type OutOfFold, type TrainOptions, trainModel } from '@networkml/pipeline/training';

/** How `enterprise-roles` is trained, but for its name. */
export type RoleTraining = Pick<TrainOptions, 'executor' | 'candidates'>;

/** How good a model is on rows that it had not seen; intervals are by bootstrap of whole sites. */
export interface RoleFigures {
  readonly report: EvaluationReport;
  readonly calibrationError: Interval;
}

/** Systems of one family, judged by a model that had learned from the other families. */
export interface FamilyFigures {
  readonly family: string;
  readonly rows: number;
  readonly accuracy: Interval;
}

/** The three ways in which the model is judged. */
export interface RoleAccuracy {
  /** Sites kept on one side of each split. */
  readonly sitesApart: RoleFigures;
  /** Each family of operating systems left out of training in turn, on the same sites. */
  readonly unseenSystems: RoleFigures & { readonly families: readonly FamilyFigures[] };
  /** Sites of another seed, by the model trained on all. */
  readonly freshSites: RoleFigures;
}

const FOLDS = 4;
const OPTIONS = { name: 'enterprise-roles', deviceSelection: 'labelled', folds: FOLDS } as const;

/** Judges the training of `enterprise-roles` on its own sites, and on sites of another seed. */
export const measureRoles = async (
  training: LabelledTable,
  fresh: LabelledTable,
  options: RoleTraining,
): Promise<RoleAccuracy> => {
  const bySite = await trainModel(training, { ...OPTIONS, ...options, validation: { groupBy: 'group' } });
  const byFamily = await trainModel(training, {
    ...OPTIONS,
    ...options,
    validation: { method: 'leave-one-group-out', groupBy: 'family' },
  });
  const { roles } = bySite.model;
  const unseen = outOfFoldRows(byFamily.outOfFold, training);
  return {
    sitesApart: figuresOf(roles, outOfFoldRows(bySite.outOfFold, training)),
    unseenSystems: { ...figuresOf(roles, unseen), families: familiesOf(unseen) },
    freshSites: figuresOf(roles, judged(bySite.model, fresh)),
  };
};

/** Rows with the answers to them; shapes [n] and [n, roles]. */
interface JudgedRows {
  readonly truth: Labels;
  readonly probabilities: Matrix;
  readonly sites: readonly string[];
  readonly families: readonly string[];
}

const outOfFoldRows = (
  { rows, truth, probabilities }: OutOfFold,
  { groupings }: LabelledTable,
): JudgedRows => ({
  truth,
  probabilities,
  sites: Array.from(rows, (row) => groupings.group[row]),
  families: Array.from(rows, (row) => groupings.family[row]),
});

const judged = (model: ModelFile, { table, roles, groupings }: LabelledTable): JudgedRows => ({
  truth: Int32Array.from(roles, (role) => model.roles.indexOf(role)),
  probabilities: createPredictor(model).probabilities(table),
  sites: groupings.group,
  families: groupings.family,
});

const figuresOf = (roles: readonly string[], { truth, probabilities, sites }: JudgedRows): RoleFigures => {
  const bootstrap = { groups: sites };
  return {
    report: evaluate({ truth, probabilities, roles, bootstrap }),
    calibrationError: calibrationErrorInterval(truth, probabilities, bootstrap),
  };
};

const familiesOf = ({ truth, probabilities, sites, families }: JudgedRows): FamilyFigures[] => {
  const predicted = mostProbable(probabilities);
  return [...new Set(families)].sort().map((family) => {
    const own = [...families.keys()].filter((row) => families[row] === family);
    const accuracy = bootstrapInterval(own.length, (drawn) => shareRight(drawn, own, { truth, predicted }), {
      groups: own.map((row) => sites[row]),
    });
    return { family, rows: own.length, accuracy };
  });
};

const shareRight = (
  drawn: Int32Array,
  own: readonly number[],
  { truth, predicted }: { readonly truth: Labels; readonly predicted: Labels },
): number => drawn.filter((index) => truth[own[index]] === predicted[own[index]]).length / drawn.length;
