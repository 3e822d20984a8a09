import type { PackedBases } from '../bases/pool.ts';
import type { RangeResult } from './run-inputs.ts';

/** Stands for the input of a thread that is at none. */
export const NOWHERE = -1;

/** What a thread is given. */
export interface WorkerData {
  readonly bases: PackedBases;
  readonly seed: number;
  readonly runs: number;
  /** Inputs given out so far, and the input that each thread is at. */
  readonly progress: Int32Array<SharedArrayBuffer>;
  /** Number of this thread, 1 for the first. */
  readonly thread: number;
}

/** Whether a thread was started by this tool. */
export const isWorkerData = (value: unknown): value is WorkerData =>
  typeof value === 'object' && value !== null && 'bases' in value && 'progress' in value;

/** What a thread tells after so many inputs. */
export interface WorkerReport extends RangeResult {
  /** Bytes of its heap, and of its typed arrays. */
  readonly heapBytes: number;
  readonly bufferBytes: number;
}
