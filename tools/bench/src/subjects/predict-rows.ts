import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPredictor, parseModelFile } from '@networkml/model';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { readMatrix } from '../train/read-problem.ts';

/** Times the model in a folder (first argument) on so many rows (second one), so many times (third one), with us and with ONNX. */
const [, , folder, rowCount, runs] = process.argv;
const x = readMatrix(join(folder, 'rows.f64'), readFileSync, Number(rowCount));
const predictor = createPredictor(parseModelFile(readFileSync(join(folder, 'model.json'), 'utf8')));
const table = { ...x, columns: predictor.model.columns.map((name) => ({ name })) };

const time = async <Result>(
  run: () => Result | Promise<Result>,
): Promise<{ seconds: number[]; last: Result }> => {
  let last = await run(); // the first run is not counted
  const seconds: number[] = [];
  for (let i = 0; i < Number(runs); i++) {
    const before = performance.now();
    last = await run();
    seconds.push((performance.now() - before) / 1000);
  }
  return { seconds, last };
};

const onnx = async (threads: number): Promise<{ seconds: number[]; last: ArrayLike<unknown> }> => {
  const session = await InferenceSession.create(join(folder, 'model.onnx'), { intraOpNumThreads: threads });
  const feeds = { features: new Tensor('float64', x.values, [x.rowCount, x.columnCount]) };
  return time(async () => {
    const { probabilities } = await session.run(feeds, ['probabilities']);
    return probabilities.data;
  });
};

const ours = await time(() => predictor.probabilities(table).values);
const oneThread = await onnx(1);
const twoThreads = await onnx(2);
const difference = ours.last.reduce(
  (greatest, value, i) => Math.max(greatest, Math.abs(value - Number(oneThread.last[i]))),
  0,
);
process.stdout.write(
  `${JSON.stringify({ ours: ours.seconds, onnx: oneThread.seconds, onnxTwoThreads: twoThreads.seconds, difference })}\n`,
);
