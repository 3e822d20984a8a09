import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { modelInputNames, selectColumns } from '@networkml/featurizer';
import { LabelEncoder, createRng, formatModelFile } from '@networkml/model';
import { exportOnnx } from '@networkml/model/exchange';
import { DEFAULT_CANDIDATES, stratifiedKFold } from '@networkml/model/training';
import { type LabelledTable, findFeatureSets, loadLabelled } from '@networkml/pipeline';
import { trainModel } from '@networkml/pipeline/training';
import { builtinSets } from '@networkml/featurizer';
import { REPOSITORY, SENTINEL } from '../places.ts';

/** What both sides train: NetworkML's four layer shapes, on these folds, for so many epochs. */
const FOLDS = 5;
const EPOCHS = 200;

/** Units of the network that predicts, and how many rows it judges. */
export const HIDDEN = 128;
export const ROWS = 100_000;

/** What is compared, in words and numbers. */
export interface TrainingProblemFacts {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly classCount: number;
}

/** Writes rows, labels, folds and a trained model into a folder, where every subject finds them. */
export const writeProblem = async (folder: string): Promise<TrainingProblemFacts> => {
  const labelled = await readSentinel();
  const encoder = LabelEncoder.fit(labelled.roles);
  const y = encoder.encode(labelled.roles);
  const x = selectColumns(labelled.table, modelInputNames(labelled.table).sort());
  const folds = stratifiedKFold(y, { folds: FOLDS, rng: createRng(1) });
  writeFileSync(join(folder, 'x.f64'), new Uint8Array(x.values.slice().buffer));
  writeFileSync(join(folder, 'y.i32'), new Uint8Array(y.slice().buffer));
  const problem = {
    classCount: encoder.classes.length,
    epochs: EPOCHS,
    layers: DEFAULT_CANDIDATES.map((candidate) =>
      'hiddenLayers' in candidate ? candidate.hiddenLayers : [],
    ),
    folds: folds.map(({ train, test }) => ({ train: [...train], test: [...test] })),
  };
  writeFileSync(join(folder, 'problem.json'), JSON.stringify(problem));
  await writeModel(folder, labelled);
  const rng = createRng(2);
  const rows = new Float64Array(ROWS * x.columnCount);
  for (let i = 0; i < rows.length; i++) rows[i] = x.values[i % x.values.length] * (0.9 + 0.2 * rng.next());
  writeFileSync(join(folder, 'rows.f64'), new Uint8Array(rows.buffer));
  return { rowCount: x.rowCount, columnCount: x.columnCount, classCount: encoder.classes.length };
};

const readSentinel = async (): Promise<LabelledTable> => {
  const { labelled } = await loadLabelled({
    paths: [SENTINEL],
    labels: {
      from: 'directory',
      roleMap: join(REPOSITORY, 'datasets/iot-sentinel/roles.csv'),
      deviceMacFile: '_iotdevice-mac.txt',
    },
    sets: findFeatureSets(['networkml-host'], builtinSets),
    devices: 'labelled',
  });
  return labelled;
};

const writeModel = async (folder: string, labelled: LabelledTable): Promise<void> => {
  const { model } = await trainModel(labelled, {
    name: 'bench',
    deviceSelection: 'labelled',
    folds: 2,
    candidates: [{ hiddenLayers: [HIDDEN], networks: 1, maxEpochs: 20 }],
  });
  writeFileSync(join(folder, 'model.json'), formatModelFile(model));
  writeFileSync(join(folder, 'model.onnx'), exportOnnx(model));
};
