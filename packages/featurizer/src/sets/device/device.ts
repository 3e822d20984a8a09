import { accumulateByTable } from '../../accumulate-by-table.ts';
import { defineFeatureSet, type FeatureSet } from '../../feature-set.ts';
import { DeviceTable } from './device-table.ts';
import { COLUMNS } from './parts.ts';

const COLUMN_NAMES = Object.keys(COLUMNS);

/**
 * What tells devices apart in the headers of layers 2 to 4, in names and units of its own. No address, absolute time, port
 * number, sequence number or identification is among it: only sizes, times between packets, shares and how headers are filled.
 */
export const deviceFeatures: FeatureSet = defineFeatureSet({
  id: 'device',
  version: 1,
  level: 'device',
  doc: 'What tells devices apart, from headers of layers 2 to 4 alone; the default.',
  columns: COLUMNS,
  create: () => accumulateByTable(new DeviceTable(), COLUMN_NAMES),
  createTable: () => new DeviceTable(),
});
