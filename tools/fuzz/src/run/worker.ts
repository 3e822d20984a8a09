import { parentPort, workerData } from 'node:worker_threads';
import { BasePool } from '../bases/pool.ts';
import { runInputs } from './run-inputs.ts';
import { NOWHERE, type WorkerData, type WorkerReport, isWorkerData } from './worker-data.ts';

/** Inputs that a thread takes at a time. */
const TURN = 250;

const run = async (data: WorkerData): Promise<void> => {
  const { seed, runs, progress, thread } = data;
  const pool = new BasePool(data.bases);
  for (;;) {
    const from = Atomics.add(progress, 0, TURN);
    if (from >= runs) break;
    const range = { seed, from, to: Math.min(runs, from + TURN) };
    const result = await runInputs(pool, range, (index) => {
      Atomics.store(progress, thread, index);
    });
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    const report: WorkerReport = { ...result, heapBytes: heapUsed, bufferBytes: arrayBuffers };
    parentPort?.postMessage(report);
  }
  Atomics.store(progress, thread, NOWHERE);
  parentPort?.close();
};

if (isWorkerData(workerData)) await run(workerData);
