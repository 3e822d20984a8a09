import type { EvaluationReport } from '../report.ts';
import { escapeHtml } from './escape.ts';
import { captionText, scrolling } from './table.ts';

const CAPTION =
  'Confusion matrix: rows by true role, columns by predicted role. Blue is right, orange is wrong, and stronger is more of the row. Empty cells are 0.';

/** The matrix as a table, so that it can be read, searched, copied and heard; names of columns stand upright. */
export function confusionTable({ confusion: { roles, counts } }: EvaluationReport): string {
  const head = roles.map((role) => `<th scope="col"><span>${escapeHtml(role)}</span></th>`).join('');
  const rows = counts.map((row, truth) => {
    const support = row.reduce((sum, count) => sum + count, 0);
    const cells = row.map((count, predicted) => {
      if (count === 0) return '<td></td>';
      const strength = Math.max(0.12, count / support).toFixed(2);
      const kind = truth === predicted ? 'right' : 'wrong';
      const title = `${roles[truth]} taken for ${roles[predicted]}: ${count} of ${support}`;
      return `<td class="${kind}" style="--s:${strength}" title="${escapeHtml(title)}">${count}</td>`;
    });
    return `<tr><th scope="row">${escapeHtml(roles[truth])}</th>${cells.join('')}<td class="sum">${support}</td></tr>`;
  });
  const content = [
    `<table class="matrix"><caption>${captionText(CAPTION)}</caption>`,
    `<thead><tr><th scope="col" class="corner">True role</th>${head}<th scope="col" class="sum"><span>Rows</span></th></tr></thead>`,
    `<tbody>${rows.join('\n')}</tbody></table>`,
  ];
  return scrolling('Confusion matrix', content.join('\n'));
}
