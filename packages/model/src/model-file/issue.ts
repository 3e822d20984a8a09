import type * as z from 'zod/mini';

/** One fault zod found, as a JSON path and a phrase: zod/mini has no messages of its own, which is why it loads fast. */
export const describeIssue = (issue: z.core.$ZodIssue): string =>
  `${pathOf(issue.path)}: ${problemOf(issue)}`;

const pathOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (written, step) => written + (typeof step === 'number' ? `[${step}]` : `.${String(step)}`),
    '$',
  );

const problemOf = (issue: z.core.$ZodIssue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${issue.expected}`;
    case 'invalid_value':
      return `expected ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`;
    case 'unrecognized_keys':
      return `unknown field ${issue.keys.join(', ')}`;
    case 'too_small':
      return `must be at least ${issue.minimum}`;
    case 'too_big':
      return `must be at most ${issue.maximum}`;
    case 'custom':
      return issue.message;
    default:
      return issue.code.replaceAll('_', ' ');
  }
};
