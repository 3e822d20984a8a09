import { describe, expect, it } from 'vitest';
import { isPrinted, readPage } from './read-page.ts';

const PAGE = `
Write \`no-file.ts\`: so.

\`a.ts\`:

\`\`\`ts
const a = 1;
\`\`\`

\`\`\`sh
npm install
\`\`\`

\`\`\`console
$ first --long \\
    --option
printed
...
$ second
\`\`\`
`;

describe('readPage', () => {
  it('finds files and commands in order, and leaves other blocks alone', () => {
    expect(readPage(PAGE)).toEqual([
      { kind: 'file', name: 'a.ts', text: 'const a = 1;\n' },
      { kind: 'command', command: 'first --long --option', prints: ['printed', '...'] },
      { kind: 'command', command: 'second', prints: [] },
    ]);
  });
});

describe('isPrinted', () => {
  it.each([
    ['the lines themselves', ['a', 'b'], 'a  \nb\n', true],
    ['another line', ['a', 'b'], 'a\nc\n', false],
    ['a line more', ['a'], 'a\nb\n', false],
    ['a line less', ['a', 'b'], 'a\n', false],
    ['dots for several lines', ['a', '...', 'd'], 'a\nb\nc\nd\n', true],
    ['dots for no line', ['a', '...'], 'a\n', true],
    ['dots that do not help', ['a', '...', 'd'], 'a\nb\n', false],
    ['nothing', [], '', true],
    ['something instead of nothing', [], 'a', false],
  ])('compares %s', (_, prints, text, is) => {
    expect(isPrinted(prints, text)).toBe(is);
  });
});
