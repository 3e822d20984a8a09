import { type FoldResult, type FoldTask, runFoldTask } from '@networkml/model/training';

/** What a worker thread of a training run does. */
const task: (input: FoldTask) => Promise<FoldResult> = runFoldTask;

export default task;
