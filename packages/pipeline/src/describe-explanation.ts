import type { FeatureTable } from '@networkml/featurizer';
import type { ColumnEffect, Explanation } from '@networkml/model';

/** What one column said about a role, in words too. */
export interface DescribedEffect extends ColumnEffect {
  /** Such as `Share of sent packets to port 53: 0.4 (usually 0 to 0.1)`. */
  readonly text: string;
}

/** Why a device was given the role that is most probable. */
export interface DescribedExplanation {
  readonly role: string;
  /** The strongest first. */
  readonly speakFor: readonly DescribedEffect[];
  readonly speakAgainst: readonly DescribedEffect[];
}

/** Says in words, by what the table tells of its columns, what spoke for and against a role. */
export const describeExplanation = (
  { role, speakFor, speakAgainst }: Explanation,
  columns: FeatureTable['columns'],
): DescribedExplanation => {
  const docs = new Map(columns.map(({ name, doc, unit }) => [name, { doc, unit }]));
  const describe = (effect: ColumnEffect): DescribedEffect => {
    const { doc = effect.column, unit = '' } = docs.get(effect.column) ?? {};
    const usual =
      effect.usual === null ? '' : ` (usually ${amount(effect.usual.low)} to ${amount(effect.usual.high)})`;
    const text = `${doc.replace(/\.$/, '')}: ${amount(effect.value)}${suffix(unit)}${usual}`;
    return { ...effect, text };
  };
  return { role, speakFor: speakFor.map(describe), speakAgainst: speakAgainst.map(describe) };
};

/** Three digits are enough to see why. */
const AMOUNT = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

const amount = (value: number): string => AMOUNT.format(value);

/** Units that a reader does not hear in the description already. */
const suffix = (unit: string): string => (unit === '' || PLAIN_UNITS.has(unit) ? '' : ` ${unit}`);

const PLAIN_UNITS: ReadonlySet<string> = new Set(['ratio', 'flag', 'boolean', 'count']);
