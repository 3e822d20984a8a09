/** A file that the page says to write. */
export interface FileStep {
  readonly kind: 'file';
  readonly name: string;
  readonly text: string;
}

/** A command that the page says to run, and what it says is printed: lines, `...` for any number of others. */
export interface CommandStep {
  readonly kind: 'command';
  readonly command: string;
  readonly prints: readonly string[];
}

/** Something a reader of the page does. */
export type Step = FileStep | CommandStep;

/** A line with a file name and its code block, or a code block of a console. */
const BLOCK = /^`([^`\n]+)`:\n\n```\w+\n(.*?)^```$|^```console\n(.*?)^```$/gms;

/**
 * What a Markdown page tells its readers to do, in order. A file is a line of its name, such as `` `a.ts`: ``, before a code
 * block. Commands are the lines after `$ ` in blocks of `console`, and may go on after a backslash; the lines
 * behind are what they print. Other blocks are only read.
 */
export const readPage = (markdown: string): Step[] =>
  [...markdown.matchAll(BLOCK)].flatMap(([block, name, text, console]): Step[] =>
    block.startsWith('```') ? commandsOf(console) : [{ kind: 'file', name, text }],
  );

const commandsOf = (console: string): CommandStep[] =>
  console
    .replaceAll(/\\\n\s*/g, '')
    .split(/^\$ /m)
    .slice(1)
    .map((text) => {
      const [command, ...prints] = text.trimEnd().split('\n');
      return { kind: 'command', command, prints };
    });

const ANYTHING = '...';

/** Whether a text is what a page says is printed; blanks at the ends of lines do not count. */
export const isPrinted = (prints: readonly string[], text: string): boolean =>
  areLines(prints, text.trimEnd() === '' ? [] : text.trimEnd().split('\n'));

const areLines = (prints: readonly string[], lines: readonly string[]): boolean => {
  if (prints.length === 0) return lines.length === 0;
  const [next, ...rest] = prints;
  if (next === ANYTHING) {
    return areLines(rest, lines) || (lines.length > 0 && areLines(prints, lines.slice(1)));
  }
  return lines.length > 0 && lines[0].trimEnd() === next.trimEnd() && areLines(rest, lines.slice(1));
};
