import { type Piece, writeLines } from '../files.ts';

/** Whether a person reads standard output. */
export const isTerminal = (): boolean => process.stdout.isTTY;

let isClosed = false;

/** Whether whoever read standard output has seen enough (`networkml parse big.pcap | head`), which is no failure. */
export const isOutputClosed = (): boolean => isClosed;

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  isClosed = true;
});

/** Writes to standard output, waiting while its reader is slower; nothing happens once that has gone. */
export const print = async (piece: Piece): Promise<void> => {
  if (isClosed || piece.length === 0 || process.stdout.write(piece)) return;
  await new Promise<void>((resolve) => {
    process.stdout.once('drain', resolve).once('error', () => resolve());
  });
};

/** Says something to the person, beside the output. */
export const note = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** Writes pieces as they come to a file, whole or not at all, or to standard output where none is named. */
export const emit = async (
  pieces: Iterable<Piece> | AsyncIterable<Piece>,
  path: string | undefined,
): Promise<void> => {
  if (path !== undefined) return writeLines(path, pieces);
  for await (const piece of pieces) {
    if (isClosed) return;
    await print(piece);
  }
};
