import { Worker } from 'node:worker_threads';
import type { PackedBases } from '../bases/pool.ts';
import type { Found } from './run-inputs.ts';
import { type Tally, emptyTally, merge } from './tally.ts';
import { NOWHERE, type WorkerData, type WorkerReport } from './worker-data.ts';

/** How much is run. */
export interface RunOptions {
  readonly bases: PackedBases;
  readonly seed: number;
  readonly runs: number;
  readonly threads: number;
  readonly onProgress?: (inputs: number) => void;
}

/** What came of a run. */
export interface RunResult {
  readonly tally: Tally;
  readonly findings: readonly Found[];
  readonly seconds: number;
  /** The most memory that was seen: of the process, of a thread's heap and of its typed arrays. */
  readonly residentBytes: number;
  readonly heapBytes: number;
  readonly bufferBytes: number;
}

/** What the process may occupy with two threads, and each thread's heap; beyond it the run fails. */
export const RESIDENT_BYTES_LIMIT: number = 768 * 2 ** 20;
export const HEAP_BYTES_LIMIT: number = 192 * 2 ** 20;

/** A thread that stays at one input for so long hangs. */
const HANG_MILLIS = 20_000;
const FINDINGS_LIMIT = 100;

/** Runs inputs 0 to `runs` - 1 on threads, and watches over them. */
export const runThreads = async (options: RunOptions): Promise<RunResult> => {
  const run = new Run(options);
  const start = performance.now();
  await run.finished();
  return { ...run.result(), seconds: (performance.now() - start) / 1000 };
};

class Run {
  readonly #options: RunOptions;
  readonly #progress: Int32Array<SharedArrayBuffer>;
  readonly #workers: Worker[];
  readonly #tally = emptyTally();
  readonly #findings: Found[] = [];
  /** When each thread was first seen at the input that it is at. */
  readonly #since: { index: number; millis: number }[];
  #residentBytes = 0;
  #heapBytes = 0;
  #bufferBytes = 0;

  constructor(options: RunOptions) {
    this.#options = options;
    const { threads } = options;
    this.#progress = new Int32Array(new SharedArrayBuffer(4 * (threads + 1))).fill(NOWHERE, 1);
    this.#since = Array.from({ length: threads }, () => ({ index: NOWHERE, millis: performance.now() }));
    this.#workers = this.#since.map((_, index) => this.#start(index + 1));
  }

  async finished(): Promise<void> {
    const watch = setInterval(() => this.#watch(), 500);
    await Promise.all(
      this.#workers.map((worker) => new Promise<void>((resolve) => worker.on('exit', () => resolve()))),
    );
    clearInterval(watch);
  }

  result(): Omit<RunResult, 'seconds'> {
    return {
      tally: this.#tally,
      findings: this.#findings,
      residentBytes: this.#residentBytes,
      heapBytes: this.#heapBytes,
      bufferBytes: this.#bufferBytes,
    };
  }

  #start(thread: number): Worker {
    const { bases, seed, runs } = this.#options;
    const data: WorkerData = { bases, seed, runs, progress: this.#progress, thread };
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: data,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_BYTES_LIMIT / 2 ** 20 },
    });
    worker.on('message', (report: WorkerReport) => this.#take(report));
    worker.on('error', (error) => {
      this.#find(
        this.#progress[thread],
        `the thread ended: ${error instanceof Error ? error.message : String(error)}`,
      );
    });
    return worker;
  }

  #take(report: WorkerReport): void {
    merge(this.#tally, report.tally);
    this.#findings.push(...report.findings);
    this.#heapBytes = Math.max(this.#heapBytes, report.heapBytes);
    this.#bufferBytes = Math.max(this.#bufferBytes, report.bufferBytes);
    this.#options.onProgress?.(this.#tally.inputs + this.#findings.length);
    if (this.#findings.length >= FINDINGS_LIMIT) this.#stop();
  }

  #watch(): void {
    const resident = process.memoryUsage.rss();
    this.#residentBytes = Math.max(this.#residentBytes, resident);
    if (resident > RESIDENT_BYTES_LIMIT) {
      this.#find(this.#progress[1], `the process occupies ${resident} bytes`);
    }
    const now = performance.now();
    this.#since.forEach((since, index) => {
      const at = Atomics.load(this.#progress, index + 1);
      if (at !== since.index || at === NOWHERE) this.#since[index] = { index: at, millis: now };
      else if (now - since.millis > HANG_MILLIS) this.#find(at, `no end after ${HANG_MILLIS / 1000} s`);
    });
  }

  /** What no thread can tell itself ends the run. */
  #find(index: number, message: string): void {
    this.#findings.push({ index, message });
    this.#stop();
  }

  #stop(): void {
    for (const worker of this.#workers) void worker.terminate();
  }
}
