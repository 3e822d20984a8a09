import { join } from 'node:path';
import type { Labels, Matrix } from '@networkml/model';
import type { Fold } from '@networkml/model/training';
import { z } from 'zod';

const rows = z.array(z.number()).transform((numbers) => Int32Array.from(numbers));

const problemSchema = z.object({
  classCount: z.number(),
  epochs: z.number(),
  layers: z.array(z.array(z.number())),
  folds: z.array(z.object({ train: rows, test: rows })),
});

/** What `writeProblem` wrote. */
export interface ReadProblem {
  readonly x: Matrix;
  readonly y: Labels;
  readonly classCount: number;
  readonly epochs: number;
  /** Hidden layers of each candidate. */
  readonly layers: readonly (readonly number[])[];
  readonly folds: readonly Fold[];
}

type ReadFile = (path: string) => Buffer;

/** Reads the problem in a folder. */
export const readProblem = (folder: string, read: ReadFile): ReadProblem => {
  const { buffer } = Uint8Array.from(read(join(folder, 'y.i32')));
  const y = new Int32Array(buffer);
  return {
    x: readMatrix(join(folder, 'x.f64'), read, y.length),
    y,
    ...problemSchema.parse(JSON.parse(read(join(folder, 'problem.json')).toString('utf8'))),
  };
};

/** Reads so many rows of doubles. */
export const readMatrix = (path: string, read: ReadFile, rowCount: number): Matrix => {
  const values = new Float64Array(Uint8Array.from(read(path)).buffer);
  return { values, rowCount, columnCount: values.length / rowCount };
};
