import { type DeviceKey, identifySubject, nameDevice, type Subject } from './device.ts';
import { type Registry } from './device-registry.ts';
import { type RowIdentity } from './row-identity.ts';
import { type RowWriter } from './row-writer.ts';

/** Finished rows: of a whole capture, or of one time window. */
export interface RowBlock {
  /** Number of the window, counted from the capture's first packet. */
  readonly window: number;
  readonly rows: readonly RowIdentity[];
  /** Row-major, shape [rows, columns]. */
  readonly values: Float64Array;
}

/** How rows are written, and whose. */
export interface RowOptions {
  readonly writeRow: RowWriter;
  readonly columnCount: number;
  readonly capture: string;
  /** The only device whose rows count; all do where absent. */
  readonly device?: DeviceKey;
}

/** Which window the rows are of, and when it starts. */
export interface WindowPlace {
  readonly window: number;
  /** Seconds since 1970; absent where rows are of the whole capture. */
  readonly windowStart?: number;
}

/** Writes the rows of a registry's subjects, in the order met. */
export const finishRows = (registry: Registry, place: WindowPlace, options: RowOptions): RowBlock => {
  const { writeRow, columnCount, capture, device } = options;
  const chosen = registry.subjects().filter((subject) => device === undefined || isOf(subject, device));
  const values = new Float64Array(chosen.length * columnCount);
  const tables = registry.tables();
  const rows = chosen.map((subject, row) => {
    writeRow({ ...subject, tables }, values, row * columnCount);
    return identifySubject(subject, registry.countsOf(subject), { ...place, capture });
  });
  return { window: place.window, rows, values };
};

const isOf = ({ key }: Subject, device: DeviceKey): boolean =>
  'mac' in key ? 'mac' in device && key.mac === device.mac : 'ip' in device && key.ip === device.ip;

/** The rows of blocks in the order of their windows, those of a window in the order met. */
export const joinBlocks = (
  blocks: readonly RowBlock[],
  { columnCount, device }: Pick<RowOptions, 'columnCount' | 'device'>,
): Pick<RowBlock, 'rows' | 'values'> => {
  if (blocks.length === 1 && device === undefined) {
    const [{ rows, values }] = blocks;
    return { rows, values };
  }
  const name = device === undefined ? undefined : nameDevice(device).device;
  const ordered = blocks.toSorted((a, b) => a.window - b.window);
  const isKept = (row: RowIdentity): boolean => name === undefined || row.device === name;
  const rows = ordered.flatMap((block) => block.rows.filter(isKept));
  const values = new Float64Array(rows.length * columnCount);
  let at = 0;
  for (const block of ordered) {
    for (const [row, identity] of block.rows.entries()) {
      if (!isKept(identity)) continue;
      values.set(block.values.subarray(row * columnCount, (row + 1) * columnCount), at);
      at += columnCount;
    }
  }
  return { rows, values };
};
