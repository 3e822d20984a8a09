import type { ForestRecord } from './forest-record.ts';

/** What is wrong with a part of a forest from a file. */
export interface ForestFault {
  readonly part: keyof ForestRecord;
  readonly problem: string;
}

/**
 * Looks for what would make a forest unsound, in time proportional to its size: trees that are not complete, columns or
 * classes that do not exist, numbers that are not finite. Undefined for a sound one.
 */
export const forestFault = (record: ForestRecord): ForestFault | undefined => {
  const faults: readonly ((record: ForestRecord) => ForestFault | undefined)[] = [
    faultOfWeights,
    faultOfNodes,
    faultOfThresholds,
    faultOfLeaves,
  ];
  for (const faultOf of faults) {
    const fault = faultOf(record);
    if (fault !== undefined) return fault;
  }
  return undefined;
};

const faultOfWeights = ({ classWeights, outputs }: ForestRecord): ForestFault | undefined => {
  const part = 'classWeights';
  if (classWeights.length !== outputs) return { part, problem: `not ${outputs} numbers` };
  const bad = classWeights.findIndex((weight) => !(weight > 0 && Number.isFinite(weight)));
  return bad < 0 ? undefined : { part, problem: `number ${bad} is not positive` };
};

const faultOfNodes = ({
  nodes,
  inputs,
  hyperparameters: { trees },
}: ForestRecord): ForestFault | undefined => {
  const part = 'nodes';
  // A leaf ends a branch and a split makes one more; a tree is complete when none is open.
  let open = 0;
  let complete = 0;
  for (let node = 0; node < nodes.length; node++) {
    const column = nodes[node];
    if (column < 0 || column > inputs) {
      return { part, problem: `node ${node} splits at a column that is not there` };
    }
    if (open === 0) open = 1;
    open += column === 0 ? -1 : 1;
    if (open === 0) complete += 1;
  }
  if (open > 0) return { part, problem: 'the last tree is cut short' };
  return complete === trees ? undefined : { part, problem: `${complete} trees where ${trees} are declared` };
};

const faultOfThresholds = ({ nodes, thresholds }: ForestRecord): ForestFault | undefined => {
  const part = 'thresholds';
  const splits = nodes.filter((column) => column > 0).length;
  if (thresholds.length !== splits) return { part, problem: `not ${splits} numbers` };
  const bad = thresholds.findIndex((threshold) => !Number.isFinite(threshold));
  return bad < 0 ? undefined : { part, problem: `number ${bad} is not finite` };
};

const faultOfLeaves = ({ nodes, leaves, outputs }: ForestRecord): ForestFault | undefined => {
  const leafCount = nodes.filter((column) => column === 0).length;
  const part = 'leaves';
  let at = 0;
  for (let leaf = 0; leaf < leafCount; leaf++) {
    if (at >= leaves.length || leaves[at] < 1) return { part, problem: `leaf ${leaf} has no class` };
    const end = at + 1 + 2 * leaves[at];
    if (end > leaves.length) return { part, problem: `leaf ${leaf} is cut short` };
    let previous = -1;
    for (at += 1; at < end; at += 2) {
      const label = leaves[at];
      if (label <= previous || label >= outputs) {
        return { part, problem: `leaf ${leaf} has a class that is not there, or not in order` };
      }
      if (leaves[at + 1] < 1) return { part, problem: `leaf ${leaf} has a class without rows` };
      previous = label;
    }
  }
  return at === leaves.length ? undefined : { part, problem: `more than ${leafCount} leaves` };
};
