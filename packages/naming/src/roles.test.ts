import { describe, expect, it } from 'vitest';
import { ROLE_LABELS, roleLabel } from './roles.ts';

describe('roleLabel', () => {
  it('names the roles of NetworkML 0.6 for people', () => {
    expect(roleLabel('GithubRepo')).toBe('GitHub server');
    expect(Object.keys(ROLE_LABELS)).toHaveLength(12);
  });

  it.each(['D-LinkCam', 'iKettle2', 'TP-LinkPlugHS100', 'Unknown', 'constructor', ''])(
    'leaves the role "%s" unchanged',
    (role) => {
      expect(roleLabel(role)).toBe(role);
    },
  );
});
