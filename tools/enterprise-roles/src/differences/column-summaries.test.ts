import { describe, expect, it } from 'vitest';
import { FURTHEST, summarizeColumns, summarizeRoles } from './column-summaries.ts';
import type { HostComparison } from './compare-hosts.ts';
import { renderDifferencesPage } from './differences-page.ts';
import { renderDifferences, renderSummary } from './render-differences.ts';
import { roleColumns } from './role-columns.ts';
import { unusualColumns } from './unusual-columns.ts';

/** A hundred and one printers with 0, 1, ... 100 in the first column and 5 in the second, and a server far from them. */
const simulated = roleColumns({
  columns: ['spread', 'same'],
  x: {
    values: Float64Array.from([...Array.from({ length: 101 }, (_, row) => [row, 5]).flat(), 1e6, 5]),
    rowCount: 102,
    columnCount: 2,
  },
  roles: [...Array.from({ length: 101 }, () => 'Printer'), 'AdminServer'],
});

const comparison = (...rows: readonly (readonly [number, number])[]): HostComparison => ({
  hosts: rows.map((row, index) => ({
    host: { file: `${index}<b>.pcap`, ip: '10.0.0.1', role: 'Printer' },
    columns: unusualColumns(Float64Array.from(row), simulated('Printer')),
  })),
  simulated,
});

describe('unusualColumns', () => {
  it('tells where a value lies among simulated rows of the same role, ties counting half', () => {
    const [{ column, position, quantiles, isOutsideAll, excess }] = unusualColumns(
      Float64Array.of(20, 5),
      simulated('Printer'),
    );
    expect({ column, isOutsideAll, excess }).toEqual({ column: 'spread', isOutsideAll: false, excess: 0 });
    expect(position).toBeCloseTo(20.5 / 101);
    expect(quantiles).toEqual([1, 25, 50, 75, 99]);
  });

  it('puts first what lies furthest outside, in deviations of logarithms', () => {
    const [first, second] = unusualColumns(Float64Array.of(1e4, 6), simulated('Printer'));
    expect(first).toMatchObject({ column: 'same', isOutsideAll: true, position: 1 });
    expect(second).toMatchObject({ column: 'spread', isOutsideAll: true });
    // Logarithms of 1..101 and of a million deviate by 1.33 or so: ln(10001) - ln(100) is 4.6.
    expect(second.excess).toBeGreaterThan(3);
    expect(second.excess).toBeLessThan(4);
  });

  it('has nothing to say of a role that was not simulated', () => {
    expect(unusualColumns(Float64Array.of(1, 5), simulated('Camera'))).toEqual([]);
  });
});

describe('summarizeColumns', () => {
  const found = comparison([200, 5], [50, 5], [0.2, 5]);
  const columns = summarizeColumns(found);

  it('counts hosts above and below the middle 98%, and outside all', () => {
    expect(columns).toMatchObject([
      { column: 'spread', hosts: 3, above: 1, below: 1, outsideAll: 1, realMedian: 50, simulatedMedian: 50 },
      { column: 'same', above: 0, below: 0, outsideAll: 0, distance: 0 },
    ]);
  });

  it('sums up how much of a role lies outside', () => {
    expect(summarizeRoles(columns, found)).toEqual([
      { role: 'Printer', hosts: 3, simulated: 101, outsideMost: 2 / 6, outsideAll: 1 / 6 },
    ]);
  });

  it('keeps what is drawn within bounds', () => {
    const [{ scaled }] = summarizeColumns(comparison([1e300, 5]));
    expect(scaled.values).toEqual([FURTHEST]);
  });

  it('is told as tables, and as a page in which names are escaped', async () => {
    const roles = summarizeRoles(columns, found);
    expect(renderSummary(roles, columns)).toContain(
      '1 of 3 above 99%, 1 of 3 below 99% of the simulated; median 50 against 50',
    );
    expect(renderDifferences(found.hosts, columns)).toContain('0<b>.pcap 10.0.0.1 (Printer): 1 of 2 columns');
    const page = await renderDifferencesPage({
      folder: 'hosts',
      roles,
      columns,
      hosts: found.hosts,
      described: [],
    });
    expect(page).toContain('0&lt;b&gt;.pcap 10.0.0.1 (Printer)');
    expect(page).not.toContain('0<b>');
    expect(page).toMatch(/<svg role="img"[^>]*Printer: the columns that differ most/);
  });
});
