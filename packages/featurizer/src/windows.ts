import { type PacketBatch } from '@networkml/pcap-reader';

import { type Registry } from './device-registry.ts';
import { FeatureError } from './errors.ts';
import { finishRows, type RowBlock, type RowOptions, type WindowPlace } from './row-block.ts';
import { type AddressColumns } from './subjects/subject-counts.ts';

/** Time windows that take in packets at once: times may run back so far before a window's rows are finished. */
export const OPEN_WINDOWS = 4;

/** Values of finished rows that are kept at most: 512 MB. */
export const MAX_WINDOW_VALUES: number = 2 ** 26;

/** How packets are parted by time. */
export interface WindowOptions {
  /** Length of a window in seconds; all packets are in one where absent. */
  readonly seconds?: number;
  /** Values of finished rows, `MAX_WINDOW_VALUES` unless given. */
  readonly maxValues?: number;
  createRegistry(): Registry;
  /** How the rows of a window are written that is finished before the capture ends. */
  readonly rows: RowOptions;
  /** Takes notice of a registry that has finished; it is released afterwards. */
  onFinish(registry: Registry): void;
}

interface OpenWindow {
  readonly index: number;
  readonly registry: Registry;
}

/**
 * Parts packets by time windows, which count from the first packet that has a time; a packet without one is in the window
 * of the packet before. Of the windows open, the one longest not used is finished when there are too many. Should
 * packets of a finished window follow, they have rows of their own.
 */
export class Windows {
  readonly #options: WindowOptions;
  readonly #finished: RowBlock[] = [];
  /** The one used last comes last. */
  #open: OpenWindow[] = [];
  #values = 0;
  /** Time of the first packet that has one. */
  #firstSeconds = Number.NaN;
  #firstNanos = 0;

  constructor(options: WindowOptions) {
    this.#options = options;
  }

  /** @throws FeatureError FEATURE_TOO_MANY_WINDOWS. */
  observe(batch: PacketBatch, addresses: AddressColumns): void {
    const { seconds } = this.#options;
    if (seconds === undefined) {
      this.#registryOf(0).observe(batch, addresses, 0, batch.count);
      return;
    }
    let start = 0;
    while (start < batch.count) {
      const index = this.#indexOf(batch, start, seconds) ?? this.#open.at(-1)?.index ?? 0;
      let end = start + 1;
      while (end < batch.count && (this.#indexOf(batch, end, seconds) ?? index) === index) end += 1;
      this.#registryOf(index).observe(batch, addresses, start, end);
      start = end;
    }
  }

  /**
   * Finishes all windows.
   * @param rows how rows are written, now that the capture's end is known.
   * @throws FeatureError FEATURE_TOO_MANY_WINDOWS.
   */
  finish(rows: RowOptions): readonly RowBlock[] {
    for (const window of this.#open) this.#finish(window, rows);
    this.#open = [];
    return this.#finished;
  }

  /** Number of a packet's window; `undefined` for a packet without time. */
  #indexOf(batch: PacketBatch, row: number, length: number): number | undefined {
    const seconds = batch.seconds[row];
    if (Number.isNaN(seconds)) return undefined;
    if (Number.isNaN(this.#firstSeconds)) {
      this.#firstSeconds = seconds;
      this.#firstNanos = batch.nanos[row];
    }
    return Math.floor((seconds - this.#firstSeconds + (batch.nanos[row] - this.#firstNanos) / 1e9) / length);
  }

  #registryOf(index: number): Registry {
    const last = this.#open.at(-1);
    if (last?.index === index) return last.registry;
    const known = this.#open.find((window) => window.index === index);
    const window = known ?? { index, registry: this.#options.createRegistry() };
    this.#open = [...this.#open.filter((other) => other !== known), window];
    const [oldest] = this.#open;
    if (this.#open.length > OPEN_WINDOWS) {
      this.#open = this.#open.slice(1);
      this.#finish(oldest, this.#options.rows);
    }
    return window.registry;
  }

  #finish({ index, registry }: OpenWindow, rows: RowOptions): void {
    const { seconds, maxValues = MAX_WINDOW_VALUES } = this.#options;
    if (seconds !== undefined) {
      this.#values += registry.subjects().length * rows.columnCount;
      if (this.#values > maxValues)
        throw new FeatureError('FEATURE_TOO_MANY_WINDOWS', { found: `${seconds} s` });
    }
    this.#finished.push(finishRows(registry, this.#placeOf(index), rows));
    this.#options.onFinish(registry);
    registry.release();
  }

  #placeOf(window: number): WindowPlace {
    const { seconds } = this.#options;
    const first = this.#firstSeconds + this.#firstNanos / 1e9;
    if (seconds === undefined || Number.isNaN(first)) return { window };
    return { window, windowStart: first + window * seconds };
  }
}
