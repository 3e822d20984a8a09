import { LabelEncoder } from '@networkml/model';
import { describe, expect, it } from 'vitest';
import { type MadeUpRow, labelledRows } from '../testing/labelled-rows.ts';
import { type ValidationPlan, planValidation } from './plan-validation.ts';
import type { ValidationOptions } from './validation-options.ts';

const plan = (rows: readonly MadeUpRow[], options: ValidationOptions = {}): ValidationPlan => {
  const labelled = labelledRows(rows);
  const encoder = LabelEncoder.fit(labelled.roles);
  const y = encoder.encode(labelled.roles);
  const rowsPerClass = encoder.classes.map((_, label) => y.filter((other) => other === label).length);
  return planValidation({ labelled, y, roles: encoder.classes, rowsPerClass }, options);
};

/** Two captures of each of two devices of each of two roles. */
const ROWS: readonly MadeUpRow[] = ['Hub', 'Plug'].flatMap((role) =>
  ['1', '2'].flatMap((device) =>
    ['x', 'y'].map((take) => ({
      role,
      device: `${role} ${device}`,
      capture: `${role}-${device}-${take}.pcap`,
      columns: { site: take },
    })),
  ),
);
const DEVICES = ['Hub 1', 'Hub 1', 'Hub 2', 'Hub 2', 'Plug 1', 'Plug 1', 'Plug 2', 'Plug 2'];

describe('planValidation', () => {
  it('goes by device where a device gives several rows', () => {
    expect(plan(ROWS)).toEqual({
      split: { method: 'stratified-group', folds: 4, repeats: 1 },
      method: 'stratified-group-k-fold',
      groupedBy: 'device',
      groups: DEVICES,
    });
  });

  it('goes by the group of a manifest before anything else', () => {
    const rows = ROWS.map((row, i) => ({ ...row, columns: { group: `g${i % 4}` } }));
    expect(plan(rows)).toMatchObject({ groupedBy: 'group', groups: ['g0', 'g1', 'g2', 'g3', 'g0', 'g1', 'g2', 'g3'] }); // prettier-ignore
  });

  it('goes by nothing where every capture is of a device of its own', () => {
    const rows = ROWS.map(({ role, capture }) => ({ role, capture }));
    expect(plan(rows)).toEqual({
      split: { method: 'stratified', folds: 4, repeats: 1 },
      method: 'stratified-k-fold',
    });
  });

  it('goes by capture where a role has but one device, and says so', () => {
    const rows = ROWS.flatMap((row) => {
      const own: MadeUpRow = row.role === 'Plug' ? { ...row, device: 'the plug' } : row;
      return [own, own]; // two windows
    });
    expect(plan(rows)).toMatchObject({
      groupedBy: 'capture',
      notGrouped: 'all rows of Plug are of one device; rows of one capture are kept together',
    });
  });

  it('goes by rows where nothing else is left to judge by, and says so', () => {
    const rows = ROWS.map((row) => ({ ...row, capture: `${row.role}.pcap`, device: row.role }));
    expect(plan(rows)).toMatchObject({
      method: 'stratified-k-fold',
      notGrouped: 'all rows of Hub are of one device',
    });
  });

  it('makes one group of groups that share a capture', () => {
    const shared = ROWS.map((row, i) => ({ ...row, capture: i === 2 ? 'Hub-1-x.pcap' : row.capture }));
    const { groups } = plan(shared, { groupBy: 'device' });
    expect(groups?.slice(0, 4)).toEqual(['Hub 1', 'Hub 1', 'Hub 1', 'Hub 1']);
  });

  it('groups by any column of the manifest that is asked for', () => {
    const { groups, split } = plan(ROWS, { groupBy: 'site', method: 'leave-one-group-out' });
    expect(groups).toEqual(['x', 'y', 'x', 'y', 'x', 'y', 'x', 'y']);
    expect(split).toEqual({ method: 'leave-one-group-out' });
  });

  it('holds out the groups that are named, with all that shares a capture with them', () => {
    const options = { method: 'held-out', groupBy: 'site', heldOutGroups: ['y'] } as const;
    expect(plan(ROWS, options).split).toEqual({ method: 'held-out', groups: ['y'] });
    expect(plan(ROWS, { ...options, heldOutGroups: ['moon'] }).split).toMatchObject({ groups: ['moon'] });
    expect(plan(ROWS, { method: 'held-out' }).split).toEqual({ method: 'held-out', share: 0.2 });
  });

  it('refuses copies of a capture, or keeps them together where told to', () => {
    const rows = ROWS.map((row, i) => ({ ...row, role: 'Hub', ...(i < 2 ? { content: 1 } : {}) }));
    const two = [...rows, ...ROWS.slice(4).map((row) => ({ ...row, capture: `more ${row.capture}` }))];
    expect(() => plan(two)).toThrow(/Hub-1-x\.pcap and Hub-1-y\.pcap.*PIPELINE_SAME_CAPTURE/);
    const { groups } = plan(two, { groupBy: 'capture', copies: 'together' });
    expect(groups?.slice(0, 3)).toEqual(['Hub-1-x.pcap', 'Hub-1-x.pcap', 'Hub-2-x.pcap']);
  });

  it('refuses to have rows of one capture on both sides', () => {
    const windows = ROWS.flatMap((row) => [row, row]);
    expect(() => plan(windows, { method: 'stratified' })).toThrow(/Hub-1-x\.pcap.*PIPELINE_TORN_CAPTURE/);
    expect(plan(ROWS, { method: 'stratified' })).toMatchObject({ method: 'stratified-k-fold' });
  });

  it.each<[string, ValidationOptions]>([
    ['PIPELINE_UNKNOWN_GROUPING', { groupBy: 'floor' }],
    ['PIPELINE_NOTHING_TO_JUDGE', { groupBy: 'all' }],
  ])('refuses with %s', (code, options) => {
    const rows = ROWS.map((row) => ({ ...row, columns: { all: 'one' } }));
    expect(() => plan(rows, options)).toThrow(code);
  });
});
