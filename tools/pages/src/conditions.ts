import { arch, availableParallelism, cpus, platform } from 'node:os';

/** When something was measured, and the command to do it again. */
export const measuredWith = (command: string): string =>
  `Measured on ${new Date().toISOString().slice(0, 10)} with \`${command}\``;

/** When and on what was measured, and how to do it again. */
export const conditions = (command: string): string => {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  return `${measuredWith(command)}: ${model}, ${availableParallelism()} cores, ${platform()} ${arch()}, Node ${process.version}.`;
};
