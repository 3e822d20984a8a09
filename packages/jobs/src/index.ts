export type { TaskExecutor } from './task-executor.ts';
export { inlineExecutor } from './inline-executor.ts';
export { type ThreadExecutorOptions, threadExecutor } from './thread-executor.ts';
