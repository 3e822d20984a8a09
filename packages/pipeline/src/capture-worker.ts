import { type CaptureTask, type CaptureTaskResult, runCaptureTask } from './run-capture-task.ts';

/** What a worker thread does for those who share captures among threads. */
const task: (input: CaptureTask) => Promise<CaptureTaskResult> = (input) => runCaptureTask(input);

export default task;
