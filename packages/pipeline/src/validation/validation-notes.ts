import type { TrainingProblem } from '../training-problem.ts';
import type { OutOfFold } from './judged-rows.ts';
import type { ValidationPlan } from './plan-validation.ts';

/** Roles differ in rows by more than this before it is said. */
const LOPSIDED = 20;

/** A role of fewer groups is judged by too little. */
const FEW_GROUPS = 3;

/** What a validation looked at. */
export interface Validated {
  readonly problem: TrainingProblem;
  readonly plan: ValidationPlan;
  readonly outOfFold: OutOfFold;
}

/** What a reader of the figures should know about the rows they rest on, in whole sentences. */
export const notesOn = (validated: Validated): string[] => [
  ...notJudged(validated),
  ...fewGroups(validated),
  ...lopsided(validated),
];

const notJudged = ({ problem: { y, roles }, plan, outOfFold }: Validated): string[] => {
  const judged = new Set(outOfFold.truth);
  const missing = roles.filter((_, label) => y.includes(label) && !judged.has(label));
  const left = y.length - outOfFold.rows.length;
  if (plan.split.method === 'held-out') {
    return missing.length === 0 ? [] : [`Not judged, as no row was held out: ${missing.join(', ')}.`];
  }
  if (left === 0) return [];
  const kept =
    plan.groupedBy === undefined ? '' : `, as all rows of their role were of that ${plan.groupedBy}`;
  const names = missing.length === 0 ? '' : ` (${missing.join(', ')})`;
  return [`${left} rows are not judged${names}: no model that had not seen them knew their role${kept}.`];
};

const fewGroups = ({ problem: { y, roles, labelled }, plan }: Validated): string[] => {
  const name = plan.groupedBy ?? 'capture';
  const groups = plan.groups ?? labelled.groupings.capture;
  const few = roles.flatMap((role, label) => {
    const count = new Set(groups.filter((_, row) => y[row] === label)).size;
    return count < FEW_GROUPS ? [`${role} (${count})`] : [];
  });
  if (few.length === 0) return [];
  return [
    `Roles with fewer than ${FEW_GROUPS} groups by ${name}, whose figures say little: ${few.join(', ')}.`,
  ];
};

const lopsided = ({ problem: { roles, rowsPerClass } }: Validated): string[] => {
  const [most, least] = [Math.max(...rowsPerClass), Math.min(...rowsPerClass)];
  if (most <= LOPSIDED * least) return [];
  const [rich, poor] = [roles[rowsPerClass.indexOf(most)], roles[rowsPerClass.indexOf(least)]];
  return [
    `Roles are lopsided: ${rich} has ${most} rows, ${poor} ${least}. Look at the figures of the rare roles, not at accuracy alone.`,
  ];
};
