import type { Pairs } from '../render/report-words.ts';
import { escapeHtml } from './escape.ts';

/** A table for people; all texts are plain text. */
export interface TableContent {
  readonly caption: string;
  readonly head: readonly string[];
  /** The first cell of each row names the row; a cell may have several lines. */
  readonly rows: readonly (readonly (string | readonly string[])[])[];
  /** Columns from 0 that are words and not figures, besides the first. */
  readonly words?: readonly number[];
}

/** A table that scrolls by itself where the screen is narrow, also with the keyboard. */
export function table({ caption, head, rows, words = [] }: TableContent): string {
  const kind = (column: number): string => (column === 0 || words.includes(column) ? ' class="words"' : '');
  const headCells = head.map((cell, i) => `<th scope="col"${kind(i)}>${escapeHtml(cell)}</th>`);
  const bodyRows = rows.map(([name, ...cells]) => {
    const tail = cells.map((cell, i) => `<td${kind(i + 1)}>${linesOf(cell)}</td>`);
    return `<tr><th scope="row">${linesOf(name)}</th>${tail.join('')}</tr>`;
  });
  return scrolling(
    caption,
    `<table><caption>${captionText(caption)}</caption><thead><tr>${headCells.join('')}</tr></thead><tbody>${bodyRows.join('\n')}</tbody></table>`,
  );
}

const linesOf = (cell: string | readonly string[]): string =>
  typeof cell === 'string' ? escapeHtml(cell) : cell.map(escapeHtml).join('<br>');

/** The words of a caption, which stay in view where the table below scrolls. */
export const captionText = (caption: string): string => `<span>${escapeHtml(caption)}</span>`;

/** A region that scrolls sideways. */
export const scrolling = (label: string, content: string): string =>
  `<div class="scroll" role="region" tabindex="0" aria-label="${escapeHtml(label)}">${content}</div>`;

/** An interval in brackets, which is not to be broken. */
const INTERVAL = /\(\d[\d.]*–[\d.]*\)/;

/** Names with values. */
export const definitions = (pairs: Pairs, className: string): string =>
  `<dl class="${className}">${pairs
    .map(
      ([name, value]) =>
        `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value).replace(INTERVAL, '<span class="whole">$&</span>')}</dd></div>`,
    )
    .join('')}</dl>`;

/** A paragraph of plain text. */
export const paragraph = (text: string): string => `<p>${escapeHtml(text)}</p>`;

/** Why there is nothing to see. */
export const absent = (text: string): string => `<p class="absent">${escapeHtml(text)}</p>`;

/** A wide chart, which scrolls by itself rather than shrink until its words cannot be read. */
export const wideFigure = (svg: string, label: string, caption: string): string =>
  figure(`<div class="wide">${scrolling(label, svg)}</div>`, caption);

/** A chart with words below it. @param svg as `Charts` gives it. */
export const figure = (svg: string, caption: string): string =>
  `<figure>${svg}<figcaption>${escapeHtml(caption)}</figcaption></figure>`;
