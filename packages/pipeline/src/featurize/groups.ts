import type { DeviceWord } from '@networkml/featurizer';
import { PipelineError } from '../errors.ts';
import type { ParseOptions } from '../parse-captures.ts';

/** What a group of NetworkML stands for: a feature set with the devices it is meant for, or a table of packets. */
export type FeatureGroup =
  | { readonly kind: 'features'; readonly features: string; readonly devices: DeviceWord }
  | {
      readonly kind: 'packets';
      readonly level: Extract<ParseOptions['level'], 'networkml-flow' | 'networkml-generic'>;
    };

const FLOW: FeatureGroup = { kind: 'packets', level: 'networkml-flow' };
const GENERIC: FeatureGroup = { kind: 'packets', level: 'networkml-generic' };

/** NetworkML's own names `default` and `all` are understood as well. */
const GROUPS: ReadonlyMap<string, FeatureGroup> = new Map<string, FeatureGroup>([
  ['host', { kind: 'features', features: 'networkml-host', devices: 'canonical' }],
  ['sessionhost', { kind: 'features', features: 'networkml-sessionhost', devices: 'auto' }],
  ['flow', FLOW],
  ['default', FLOW],
  ['generic', GENERIC],
  ['all', GENERIC],
]);

/**
 * The group of these names. A row of each group stands for something else, so there is but one kind of them in a table.
 *
 * @throws PipelineError PIPELINE_UNKNOWN_GROUP, PIPELINE_MIXED_GROUPS.
 */
export const resolveGroups = (names: readonly string[]): FeatureGroup => {
  const groups = names.map((name) => {
    const group = GROUPS.get(name);
    if (group === undefined) {
      throw new PipelineError(
        'PIPELINE_UNKNOWN_GROUP',
        `${name} (there are ${[...GROUPS.keys()].join(', ')})`,
      );
    }
    return group;
  });
  const [first, ...rest] = groups;
  if (rest.some((group) => group !== first)) {
    const detail = `${names.join(', ')} (a row of each stands for something else; write each to a file of its own)`;
    throw new PipelineError('PIPELINE_MIXED_GROUPS', detail);
  }
  return first;
};
