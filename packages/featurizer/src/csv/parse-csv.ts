import Papa from 'papaparse';

import { FeatureError } from '../errors.ts';
import { type FeatureSet } from '../feature-set.ts';
import { tableOfRecords } from '../records/table-of-records.ts';
import { type FeatureTable } from '../table.ts';

/**
 * Reads a feature CSV of the given sets: one that `formatFeatureCsv` wrote, or for NetworkML's sets alone one that
 * NetworkML wrote, as `tableOfRecords` tells.
 * @throws FeatureError FEATURE_FILE_EMPTY, FEATURE_FILE_MALFORMED, and those of `tableOfRecords`, with row and column.
 */
export const parseFeatureCsv = (text: string, sets: readonly FeatureSet[]): FeatureTable => {
  const [header, ...records] = parseRecords(text);
  return tableOfRecords({ header, records, rowOf: (index) => index + 2 }, sets);
};

const parseRecords = (text: string): string[][] => {
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), {
    delimiter: ',',
    skipEmptyLines: true,
  });
  if (errors.length > 0) {
    const [{ message, row }] = errors;
    throw new FeatureError('FEATURE_FILE_MALFORMED', { row: (row ?? 0) + 1, found: message });
  }
  if (data.length === 0) throw new FeatureError('FEATURE_FILE_EMPTY');
  const width = data[0].length;
  const uneven = data.findIndex((cells) => cells.length !== width);
  if (uneven !== -1) {
    const found = `${data[uneven].length} cells instead of ${width}`;
    throw new FeatureError('FEATURE_FILE_MALFORMED', { row: uneven + 1, found });
  }
  return data;
};
