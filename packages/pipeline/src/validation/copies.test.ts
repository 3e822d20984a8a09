import { describe, expect, it } from 'vitest';
import { labelledRows } from '../testing/labelled-rows.ts';
import { contentsOf, refuseCopies } from './copies.ts';

describe('contentsOf', () => {
  it('is the same for rows that show the same, wherever they lie in time', () => {
    const { table } = labelledRows([
      { role: 'Plug', capture: 'a.pcap', content: 1 },
      { role: 'Plug', capture: 'b.pcap', content: 1 },
      { role: 'Plug', capture: 'c.pcap', content: 2 },
    ]);
    const rows = table.rows.map((row, i) => ({ ...row, firstSeen: i * 10, lastSeen: i * 10 + 7 }));
    const [a, b, c] = contentsOf({ ...table, rows });
    expect(a).toBe(b);
    expect(a).not.toBe(c);
    expect(a).toMatch(/^[0-9a-f]{64}$/);
  });

  it('tells short rows apart by their time', () => {
    const { table } = labelledRows([
      { role: 'Plug', capture: 'a.pcap', content: 1 },
      { role: 'Plug', capture: 'b.pcap', content: 1 },
    ]);
    const rows = table.rows.map((row, i) => ({ ...row, firstSeen: i, lastSeen: i, packets: 1 }));
    const [a, b] = contentsOf({ ...table, rows });
    expect(a).not.toBe(b);
  });
});

describe('refuseCopies', () => {
  it('names both captures and their labels', () => {
    const rows = labelledRows([
      { role: 'Plug', capture: 'a.pcap', content: 1 },
      { role: 'Plug', capture: 'b.pcap' },
      { role: 'Hub', capture: 'copy.pcap' },
    ]);
    const same = { ...rows, table: { ...rows.table, values: rows.table.values.fill(1) } };
    const alike = same.table.rows.map((row) => ({ ...row, lastSeen: 9 }));
    const copied = { ...same, table: { ...same.table, rows: [alike[0], rows.table.rows[1], alike[2]] } };
    expect(() => refuseCopies(copied)).toThrow(
      /a\.pcap and copy\.pcap, though labelled Plug and Hub; leave one out.*PIPELINE_SAME_CAPTURE/,
    );
  });

  it('lets equal windows of one capture be', () => {
    const row = { role: 'Plug', capture: 'a.pcap', content: 1 };
    expect(() => refuseCopies(labelledRows([row, row]))).not.toThrow();
  });
});
