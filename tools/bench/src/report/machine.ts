import { arch, availableParallelism, cpus, platform } from 'node:os';

/** When and on what was measured, and how to do it again. */
export const conditions = (command: string): string => {
  const day = new Date().toISOString().slice(0, 10);
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  return `Measured on ${day} with \`${command}\`: ${model}, ${availableParallelism()} cores, ${platform()} ${arch()}, Node ${process.version}.`;
};
