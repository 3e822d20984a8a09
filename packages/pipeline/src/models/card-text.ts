/** Control characters, which could make a terminal do things, and line ends. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** A text of a model file as one line of Markdown: it shows, and changes neither the page nor a terminal. */
export const plainText = (text: string): string =>
  text.replaceAll(CONTROL, ' ').replaceAll(/[<>]/g, (sign) => (sign === '<' ? '&lt;' : '&gt;'));

/** A Markdown table; cells of any text. */
export const markdownTable = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => plainText(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
};

/** A score as people compare them: four decimals. */
export const scoreText = (value: number | null | undefined): string => value?.toFixed(4) ?? '-';

/** A value of a hyperparameter: lists by commas, everything else as JSON has it. */
export const valueText = (value: unknown): string => {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(valueText).join(', ');
  if (value === undefined) return '-';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

/** Words as a list in a sentence. */
export const listText = (words: readonly string[]): string => words.map(plainText).join(', ');
