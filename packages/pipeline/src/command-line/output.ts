import { writeText } from '../files.ts';

/** Whether a person reads standard output. */
export const isTerminal = (): boolean => process.stdout.isTTY;

/** Writes to standard output, waiting while its reader is slower. */
export const print = async (text: string): Promise<void> => {
  if (text === '' || process.stdout.write(text)) return;
  await new Promise<void>((resolve) => process.stdout.once('drain', resolve));
};

/** Says something to the person, beside the output. */
export const note = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** Writes a whole text to a file, or to standard output where none is named. */
export const emit = (text: string, path: string | undefined): Promise<void> =>
  path === undefined ? print(text) : writeText(path, text);
