import { type Comparison, type Unexplained } from './compare.ts';
import { corpusOf } from './conformance.ts';
import { type Tally, addTally, emptyTally } from './tally.ts';

/** What was compared of a group of captures. */
export interface Group {
  files: number;
  packets: number;
  readonly tally: Tally;
}

/** The captures in which a class explains something. */
export interface ClassCount {
  files: number;
  cells: number;
}

/** Everything that the page tells, summed over all captures. */
export interface Measure {
  readonly total: Group;
  readonly corpora: ReadonlyMap<string, Group>;
  readonly columns: ReadonlyMap<string, Tally>;
  readonly classes: ReadonlyMap<string, ClassCount>;
  /** Frames of tshark's that are no packets. */
  readonly otherFrames: number;
  /** Captures that we or tshark did not read to their end. */
  readonly broken: readonly Comparison[];
  readonly unexplained: readonly Unexplained[];
}

/** Sums comparisons up. */
export const measure = async (comparisons: AsyncIterable<Comparison>): Promise<Measure> => {
  const total = emptyGroup();
  const corpora = new Map<string, Group>();
  const columns = new Map<string, Tally>();
  const classes = new Map<string, ClassCount>();
  const broken: Comparison[] = [];
  const unexplained: Unexplained[] = [];
  let otherFrames = 0;
  for await (const comparison of comparisons) {
    const corpus = entry(corpora, corpusOf(comparison.file), emptyGroup);
    for (const group of [total, corpus]) addToGroup(group, comparison);
    for (const [name, tally] of comparison.tallies) addTally(entry(columns, name, emptyTally), tally);
    countClasses(classes, comparison);
    if (comparison.ourError !== '' || comparison.status.exitStatus !== 0) broken.push(comparison);
    unexplained.push(...comparison.unexplained);
    otherFrames += comparison.otherFrames;
  }
  return { total, corpora, columns, classes, otherFrames, broken, unexplained };
};

const emptyGroup = (): Group => ({ files: 0, packets: 0, tally: emptyTally() });

const addToGroup = (group: Group, comparison: Comparison): void => {
  group.files += 1;
  group.packets += comparison.packets;
  for (const tally of comparison.tallies.values()) addTally(group.tally, tally);
};

const countClasses = (classes: Map<string, ClassCount>, comparison: Comparison): void => {
  const { tally } = groupOf(comparison);
  for (const [id, cells] of tally.explained) {
    const count = entry(classes, id, () => ({ files: 0, cells: 0 }));
    count.files += 1;
    count.cells += cells;
  }
};

const groupOf = (comparison: Comparison): Group => {
  const group = emptyGroup();
  addToGroup(group, comparison);
  return group;
};

const entry = <Value>(map: Map<string, Value>, key: string, create: () => Value): Value => {
  const present = map.get(key);
  if (present !== undefined) return present;
  const created = create();
  map.set(key, created);
  return created;
};
