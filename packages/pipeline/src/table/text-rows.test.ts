import { describe, expect, it } from 'vitest';
import { type Column, EMPTY } from './column.ts';
import type { TableWriter } from './table-writer.ts';
import { csvWriter, jsonArrayWriter, jsonLinesWriter } from './text-rows.ts';

interface Cells {
  readonly count: number;
  readonly name: string;
  readonly seconds: number;
  readonly nanos: number;
  readonly wait: number;
}

const COLUMNS: readonly Column<readonly Cells[]>[] = [
  { name: 'count', type: 'integer', bits: 53, cell: (rows, row) => rows[row].count },
  { name: 'name', type: 'text', cell: (rows, row) => rows[row].name },
  {
    name: 'time',
    type: 'time',
    seconds: (rows, row) => rows[row].seconds,
    nanos: (rows, row) => rows[row].nanos,
  },
  { name: 'wait', type: 'duration', cell: (rows, row) => rows[row].wait },
];

const FULL: Cells = { count: 12, name: 'eth:ipv4', seconds: 1_700_000_000, nanos: 1, wait: -0.25 };
const BLANK: Cells = { count: EMPTY, name: '', seconds: Number.NaN, nanos: 0, wait: Number.NaN };

const write = (writer: TableWriter<readonly Cells[]>, captures: readonly (readonly Cells[])[]): string => {
  const pieces = [writer.begin()];
  captures.forEach((rows, index) => {
    pieces.push(writer.capture(`c,${index}`), writer.rows(rows, rows.length));
  });
  pieces.push(writer.end());
  return pieces.map((piece) => new TextDecoder().decode(piece)).join('');
};

describe('csvWriter', () => {
  it('writes a header and a line a row, times with all nine decimals, absent cells empty', () => {
    expect(write(csvWriter(COLUMNS, { namesCapture: false }), [[FULL, BLANK], [FULL]])).toBe(
      [
        'count,name,time,wait',
        '12,eth:ipv4,1700000000.000000001,-0.250000000',
        ',,,',
        '12,eth:ipv4,1700000000.000000001,-0.250000000',
        '',
      ].join('\n'),
    );
  });

  it('names the capture first where asked, quoted where it must be', () => {
    expect(write(csvWriter(COLUMNS, { namesCapture: true }), [[BLANK], [BLANK]])).toBe(
      'capture,count,name,time,wait\n"c,0",,,,\n"c,1",,,,\n',
    );
  });

  it('writes numbers of every size as they are', () => {
    const counts = [0, 9, 10, 99, 100, 4294967295, 4294967296, Number.MAX_SAFE_INTEGER];
    const text = write(csvWriter(COLUMNS.slice(0, 1), { namesCapture: false }), [
      counts.map((count) => ({ ...BLANK, count })),
    ]);
    expect(text).toBe(`count\n${counts.join('\n')}\n`);
  });

  it('writes times before 1970 and durations beyond nanoseconds', () => {
    const rows = [
      { ...BLANK, seconds: -1, nanos: 500_000_000, wait: 13_039_676.534437 },
      { ...BLANK, seconds: -2, nanos: 0, wait: 0 },
    ];
    expect(write(csvWriter(COLUMNS.slice(2), { namesCapture: false }), [rows])).toBe(
      'time,wait\n-0.500000000,13039676.534437\n-2.000000000,0\n',
    );
  });
});

describe('jsonLinesWriter', () => {
  it('writes an object a line with null for absent cells', () => {
    const text = write(jsonLinesWriter(COLUMNS, { namesCapture: true }), [[FULL], [BLANK]]);
    expect(
      text
        .trimEnd()
        .split('\n')
        .map((line): unknown => JSON.parse(line)),
    ).toEqual([
      { capture: 'c,0', count: 12, name: 'eth:ipv4', time: '1700000000.000000001', wait: -0.25 },
      { capture: 'c,1', count: null, name: null, time: null, wait: null },
    ]);
    expect(text.endsWith('}\n')).toBe(true);
    expect(write(jsonLinesWriter(COLUMNS, { namesCapture: true }), [[]])).toBe('');
  });
});

describe('jsonArrayWriter', () => {
  it('writes one array of the same objects, also of none', () => {
    const text = write(jsonArrayWriter(COLUMNS, { namesCapture: false }), [[FULL, BLANK], [], [FULL]]);
    expect(JSON.parse(text)).toHaveLength(3);
    expect(JSON.parse(write(jsonArrayWriter(COLUMNS, { namesCapture: false }), [[]]))).toEqual([]);
  });
});

describe('columns of numbers', () => {
  const numbers: readonly Column<readonly number[]>[] = [
    { name: 'value', type: 'number', cell: (rows, row) => rows[row] },
    { name: 'text', type: 'text', cell: (rows, row) => 'x'.repeat(Math.abs(rows[row]) || 1) },
  ];
  const values = [0, -0, 0.1, -1e-7, 1e300, Number.MAX_SAFE_INTEGER, 1 / 3];

  it('have the shortest decimals that read back as the same number, and are empty without one', () => {
    const writer = jsonLinesWriter(numbers.slice(0, 1), { namesCapture: false });
    const lines = new TextDecoder().decode(writer.rows([...values, Number.NaN], values.length + 1)).trimEnd();
    expect(lines.split('\n').map((line): unknown => JSON.parse(line))).toEqual(
      [...values, null].map((value) => ({ value: value === 0 ? 0 : value })),
    );
    expect(lines).toContain('{"value":0.1}');
  });

  it('stand beside texts of any length', () => {
    const writer = csvWriter(numbers, { namesCapture: false });
    const text = new TextDecoder().decode(writer.rows([3, 300_000], 2));
    expect(text).toBe(`3,xxx\n300000,${'x'.repeat(300_000)}\n`);
  });
});
