import { threadId } from 'node:worker_threads';

interface SumTask {
  readonly numbers: Float64Array;
  readonly waitMs?: number;
  readonly fail?: string;
  readonly spin?: boolean;
}

/** Adds the numbers; can wait, fail, or never end, as the test wants it. */
export default async (task: SumTask): Promise<{ sum: number; threadId: number }> => {
  if (task.fail !== undefined) throw new TypeError(task.fail);
  while (task.spin === true);
  await new Promise((resolve) => setTimeout(resolve, task.waitMs ?? 0));
  return { sum: task.numbers.reduce((total, number) => total + number, 0), threadId };
};
