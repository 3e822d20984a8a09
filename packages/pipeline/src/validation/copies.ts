import { createHash } from 'node:crypto';
import type { FeatureTable } from '@networkml/featurizer';
import { PipelineError } from '../errors.ts';
import type { LabelledTable } from '../labels.ts';

/** A row of fewer packets is told from others by its time as well: two short captures may show the same. */
const FEW_PACKETS = 10;

/**
 * What every row shows, shape [rowCount]: SHA-256 over features, counts and length in time. It is the same in every copy of a capture, whatever
 * its name, file format or compression, and wherever it is put in time.
 */
export const contentsOf = (table: FeatureTable): string[] =>
  table.rows.map(({ packets, packetsOut, bytes, firstSeen, lastSeen }, row) => {
    const features = table.values.slice(row * table.columnCount, (row + 1) * table.columnCount);
    const seconds = Math.round((lastSeen - firstSeen) * 1e6) / 1e6;
    const identity = [packets, packetsOut, bytes, seconds, packets < FEW_PACKETS ? firstSeen : 0];
    return createHash('sha256').update(features).update(JSON.stringify(identity)).digest('hex');
  });

/**
 * Refuses two captures that show the same: one could be learned from and the other one be judged by.
 *
 * @throws PipelineError PIPELINE_SAME_CAPTURE naming both.
 */
export const refuseCopies = ({ table, roles }: LabelledTable): void => {
  const first = new Map<string, number>();
  for (const [row, content] of contentsOf(table).entries()) {
    const other = first.get(content);
    if (other === undefined) {
      first.set(content, row);
      continue;
    }
    const [a, b] = [table.rows[other].capture, table.rows[row].capture];
    if (a === b) continue;
    const labels = roles[other] === roles[row] ? '' : `, though labelled ${roles[other]} and ${roles[row]}`;
    const advice = 'leave one out, or keep copies on one side of every split with --copies together';
    throw new PipelineError('PIPELINE_SAME_CAPTURE', `${a} and ${b}${labels}; ${advice}`);
  }
};
