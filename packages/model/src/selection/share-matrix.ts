import type { Matrix } from '../matrix.ts';

/**
 * The bare matrix, without what else a table carries, in shared memory where there is such a thing: then posting it to
 * a worker copies nothing.
 */
export const shareMatrix = ({ values, rowCount, columnCount }: Matrix): Matrix => {
  if (typeof SharedArrayBuffer === 'undefined') return { values, rowCount, columnCount };
  const shared = new Float64Array(new SharedArrayBuffer(values.byteLength));
  shared.set(values);
  return { values: shared, rowCount, columnCount };
};
