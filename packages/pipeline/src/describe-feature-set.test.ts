import { defineFeatureSet } from '@networkml/featurizer';
import { describe, expect, it } from 'vitest';
import { columnGroups, renderFeatureSet } from './describe-feature-set.ts';

const set = defineFeatureSet({
  id: 'some',
  version: 3,
  level: 'device',
  doc: 'What it is good for.',
  columns: {
    a: { unit: 'bytes', doc: 'Longest packet | 0.', group: 'lengths' },
    b: { unit: 'seconds', doc: 'Longest wait.', group: 'times', modelInput: false },
    c: { unit: 'bytes', doc: 'Shortest packet.', group: 'lengths' },
  },
  create: () => ({ observe: () => undefined, finish: () => ({ a: 0, b: 0, c: 0 }) }),
});

describe('columnGroups', () => {
  it('puts columns of one group together, in the order of their first', () => {
    expect(
      columnGroups(set).map(({ group, columns }) => [group, ...columns.map(({ name }) => name)]),
    ).toEqual([
      ['lengths', 'a', 'c'],
      ['times', 'b'],
    ]);
  });

  it('leaves the group away where there is none', () => {
    const plain = { ...set, columns: { a: { unit: 'flag', doc: 'Yes or no.' } } } as const;
    expect(columnGroups(plain)).toEqual([
      { columns: [{ name: 'a', unit: 'flag', doc: 'Yes or no.', modelInput: true }] },
    ]);
  });
});

describe('renderFeatureSet', () => {
  it('writes a heading, the sentence, and a table a group', () => {
    expect(renderFeatureSet(set)).toBe(`## some

What it is good for.

Version 3, 3 columns, a row a device.

### lengths

| column | unit | meaning |
| --- | --- | --- |
| \`a\` | bytes | Longest packet \\| 0. |
| \`c\` | bytes | Shortest packet. |

### times

| column | unit | meaning |
| --- | --- | --- |
| \`b\` | seconds | Longest wait. No input of models. |
`);
  });
});
