import { parseHTML } from 'linkedom';
import { beforeAll, describe, expect, it } from 'vitest';
import { reportDocument } from '../report-document.ts';
import { exampleReport } from '../testing/example-report.ts';
import { renderReportHtml } from './render-report-html.ts';

const ROLES = 27;
const report = exampleReport(ROLES, 20);
const MEGABYTE = 1 << 20;

describe('renderReportHtml', () => {
  let page: string;
  let document: ReturnType<typeof parseHTML>['document'];
  beforeAll(async () => {
    page = await renderReportHtml(report);
    ({ document } = parseHTML(page));
  });

  const textsOf = (selector: string): string[] =>
    [...document.querySelectorAll(selector)].map((element) => element.textContent);

  it('is one page below 2 MB that loads and runs nothing', () => {
    expect(page.length).toBeLessThan(2 * MEGABYTE);
    expect(page).not.toMatch(/https?:(?!\/\/www\.w3\.org\/)/);
    expect(document.querySelectorAll('script, link, img, iframe, [src], [onclick]')).toHaveLength(0);
    expect(
      [...document.querySelectorAll('[href]')].every((link) => link.getAttribute('href')?.startsWith('#')),
    ).toBe(true);
  });

  it('has every section once, and contents that lead to each', () => {
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const links = [...document.querySelectorAll('nav a')].map((link) => link.getAttribute('href')?.slice(1));
    expect(links).toEqual([...document.querySelectorAll('section')].map(({ id }) => id));
    expect(links).toHaveLength(13);
    expect(document.querySelector('.absent')).toBeNull();
  });

  it('has a caption and headers with a scope in every table', () => {
    const tables = [...document.querySelectorAll('table')];
    expect(tables.length).toBeGreaterThan(6);
    for (const table of tables) {
      expect(table.querySelector('caption')?.textContent).toMatch(/\w/);
      expect(table.querySelectorAll('th:not([scope])')).toHaveLength(0);
    }
  });

  it('lets all that is wide scroll with the keyboard, under a name', () => {
    const regions = [...document.querySelectorAll('.scroll')];
    expect(regions.length).toBeGreaterThanOrEqual(document.querySelectorAll('table').length + 2);
    for (const region of regions) {
      expect(region.getAttribute('tabindex')).toBe('0');
      expect(region.getAttribute('role')).toBe('region');
      expect(region.getAttribute('aria-label')).toMatch(/\w{3}/);
    }
    expect(document.querySelectorAll('table:not(.scroll table)')).toHaveLength(0);
  });

  it('names each capture to look at on a line of its own', () => {
    const cells: readonly string[] = [...document.querySelectorAll('#look-at td:last-child')].map(
      ({ innerHTML }) => innerHTML,
    );
    const lines = cells.flatMap((cell) => cell.split('<br>'));
    expect(lines.length).toBeGreaterThan(cells.length);
    for (const line of lines) expect(line).toMatch(/^\S+ \([\w:]+,(?:&#160;|&nbsp;|\u00a0)\d\.\d{3}\)$/);
  });

  it('names every chart for those who cannot see it', () => {
    const charts = [...document.querySelectorAll('figure svg')];
    expect(charts).toHaveLength(ROLES + 5);
    for (const chart of charts) {
      expect(chart.getAttribute('role')).toBe('img');
      expect(chart.getAttribute('aria-label')).toMatch(/\w{3}/);
    }
  });

  it('shows a confusion matrix of all roles whose rows sum to their support', () => {
    const rows = [...document.querySelectorAll('.matrix tbody tr')];
    expect(rows).toHaveLength(ROLES);
    for (const row of rows) {
      const cells = [...row.querySelectorAll('td')].map((cell) => Number(cell.textContent));
      expect(cells).toHaveLength(ROLES + 1);
      expect(cells.slice(0, ROLES).reduce((sum, count) => sum + count, 0)).toBe(20);
    }
  });

  it('names the captures of the worst confusion', () => {
    const worst = report.evaluation.mostConfused[0].lookAt ?? [];
    const cell = textsOf('#look-at tbody tr:first-child td:last-child')[0];
    expect(worst.length).toBeGreaterThan(0);
    for (const { capture } of worst) expect(cell).toContain(capture);
  });

  it('says why where a section has nothing to show', async () => {
    const { title, model, data, evaluation, reproduction } = report;
    const lean = parseHTML(
      await renderReportHtml(
        reportDocument({
          title,
          model,
          data,
          evaluation,
          reproduction,
          notGrouped: 'all rows are of one group',
        }),
      ),
    ).document;
    const reasons = [...lean.querySelectorAll('.absent')].map((element) => element.textContent);
    expect(reasons).toHaveLength(3);
    expect(reasons[0]).toBe('all rows are of one group');
  });

  it('shows hostile names as text', async () => {
    const hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
    const { evaluation } = report;
    const roles = [hostile, ...evaluation.confusion.roles.slice(1)];
    const attack = {
      ...report,
      title: hostile,
      evaluation: {
        ...evaluation,
        confusion: { ...evaluation.confusion, roles },
        perRole: evaluation.perRole.map((role) => ({ ...role, role: hostile })),
        curves: evaluation.curves.map((curve) => ({ ...curve, role: hostile })),
        mostConfused: [
          {
            truth: hostile,
            predicted: hostile,
            count: 1,
            share: 1,
            lookAt: [{ capture: hostile, device: hostile, confidence: 1 }],
          },
        ],
      },
    };
    const attacked = parseHTML(await renderReportHtml(attack)).document;
    expect(attacked.querySelectorAll('script, img, [onerror]')).toHaveLength(0);
    expect(attacked.querySelector('.matrix tbody th')?.textContent).toBe(hostile);
  });

  it('is equal for equal documents', async () => {
    expect(await renderReportHtml(report)).toBe(page);
  });
});
