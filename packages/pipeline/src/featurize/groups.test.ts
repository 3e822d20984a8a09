import { describe, expect, it } from 'vitest';
import { resolveGroups } from './groups.ts';

describe('resolveGroups', () => {
  it("knows NetworkML's groups by its names", () => {
    expect(resolveGroups(['host'])).toEqual({
      kind: 'features',
      features: 'networkml-host',
      devices: 'canonical',
    });
    expect(resolveGroups(['sessionhost'])).toMatchObject({
      features: 'networkml-sessionhost',
      devices: 'auto',
    });
    expect(resolveGroups(['flow'])).toEqual({ kind: 'packets', level: 'networkml-flow' });
    expect(resolveGroups(['default'])).toBe(resolveGroups(['flow']));
    expect(resolveGroups(['all', 'generic'])).toEqual({ kind: 'packets', level: 'networkml-generic' });
  });

  it('refuses groups whose rows stand for different things', () => {
    expect(() => resolveGroups(['host', 'sessionhost'])).toThrow('PIPELINE_MIXED_GROUPS');
    expect(() => resolveGroups(['flow', 'generic'])).toThrow('PIPELINE_MIXED_GROUPS');
  });

  it('lists the groups there are where one is not', () => {
    expect(() => resolveGroups(['hosts'])).toThrow(
      'hosts (there are host, sessionhost, flow, default, generic, all): there is no such group of features (PIPELINE_UNKNOWN_GROUP)',
    );
  });
});
