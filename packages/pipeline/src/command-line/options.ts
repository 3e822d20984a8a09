import { DEFAULT_FEATURE_SET, DEFAULT_MODEL } from '../defaults.ts';

/** An option that is a text and has a default. */
export interface TextOption {
  readonly type: 'string';
  readonly default: string;
  readonly describe: string;
}

/** `--model`, of commands that use one. */
export const modelOption: TextOption = {
  type: 'string',
  default: DEFAULT_MODEL,
  describe: 'name of a bundled model, or a model file',
};

/** `--features`, of commands that compute them. */
export const featuresOption: TextOption = {
  type: 'string',
  default: DEFAULT_FEATURE_SET,
  describe: 'feature sets, parted by commas',
};

/** `--plugin`, of commands that compute features or use a model; it may be given several times. */
export const pluginOption = {
  type: 'string',
  array: true,
  nargs: 1, // else it would take the captures behind it
  describe: 'file or package that exports more feature sets',
} as const;

/** Options that several commands share, each declared once. */
export const sharedOptions = {
  devices: {
    choices: ['auto', 'mac', 'ip', 'canonical', 'all'],
    default: 'auto',
    describe:
      'devices by MAC address and by IP where there is none (auto, all), by one of them, or the one NetworkML takes',
  },
  salvage: {
    type: 'boolean',
    default: false,
    describe: 'keep the packets before the place where a capture breaks off',
  },
} as const;

/** Options of commands that only read captures, however large. */
export const readingDeclarations = {
  'max-expansion': {
    type: 'number',
    describe: 'how many times its packed size a compressed capture may grow to [200]',
  },
  threads: {
    type: 'number',
    default: 1,
    describe: 'threads that share the captures; the result does not depend on it',
  },
} as const;

/** What is wrong with numbers that reading is asked to use; true where nothing is. */
export const checkReading = (args: {
  readonly threads: number;
  readonly 'max-expansion'?: number | undefined;
}): true | string => {
  if (!Number.isInteger(args.threads) || args.threads < 1) return 'threads is a whole number from 1 on.';
  return (args['max-expansion'] ?? 1) >= 1 || 'max-expansion is a number from 1 on.';
};

/** Options that say where roles come from and whose rows they mean. */
export const labelDeclarations = {
  labels: {
    choices: ['file-name', 'directory', 'manifest'],
    describe:
      'where roles come from: file name up to the first -, name of the directory, or --manifest [file-name]',
  },
  manifest: {
    type: 'string',
    describe: 'CSV of file,role[,mac][,group][,...]; paths relative to the captures given',
  },
  'role-map': { type: 'string', describe: 'CSV of label,role that renames labels' },
  'device-mac-file': {
    type: 'string',
    describe: 'name of a file in each directory that holds the MAC of the labelled device',
  },
  devices: {
    choices: ['canonical', 'all', 'labelled'],
    describe: 'whose rows count [labelled where labels name MACs, else canonical]',
  },
} as const;

/** Options that say how a model is judged. */
export const validationDeclarations = {
  folds: { type: 'number', default: 5, describe: 'folds of the cross-validation' },
  validation: {
    choices: ['stratified', 'group', 'stratified-group', 'leave-one-group-out', 'held-out'],
    describe: 'how rows are split [stratified-group where they have groups, else stratified]',
  },
  'group-by': {
    type: 'string',
    describe: 'device, capture, or a column of the manifest, such as site [group, else device, else capture]',
  },
  repeats: { type: 'number', default: 1, describe: 'times the folds are dealt anew' },
  'held-out-share': { type: 'number', default: 0.2, describe: 'share of the rows for held-out' },
  'held-out-groups': { type: 'string', describe: 'groups for held-out instead of a share, parted by commas' },
  nested: {
    type: 'boolean',
    describe: 'judge the choice of hyperparameters as well [where it takes not too long]',
  },
  'learning-curve': {
    type: 'boolean',
    default: false,
    describe: 'measure models that learned from 1, 2, 5, 10 ... captures of each role',
  },
  copies: {
    choices: ['refuse', 'together'],
    default: 'refuse',
    describe: 'what to do with copies of a capture: refuse them, or keep them on one side of every split',
  },
} as const;

/** Options of training, besides those of labels. */
export const trainingDeclarations = {
  name: { type: 'string', describe: 'name of the model [that of its file]' },
  description: { type: 'string', describe: 'what the model card says of it' },
  seed: { type: 'number', default: 0, describe: 'fixes everything random' },
  threads: {
    type: 'number',
    describe: 'threads that train folds [processors]; the result does not depend on it',
  },
  'input-transform': {
    choices: ['none', 'signedLog'],
    describe: 'what is done to features before they are standardised [none for networkml-*, else signedLog]',
  },
  resume: {
    type: 'boolean',
    default: true,
    describe: 'go on with the folds of a run that was stopped',
  },
  estimator: {
    choices: ['mlp', 'random-forest', 'extra-trees', 'ensemble', 'majority'],
    default: 'mlp',
    describe: 'what is trained, with its usual hyperparameters to choose from',
  },
  grid: {
    type: 'string',
    describe: 'YAML or JSON of hyperparameters to choose from, instead of --estimator',
  },
  calibrate: {
    type: 'boolean',
    default: true,
    describe: 'fit a temperature to answers out of fold, so that confidences can be believed',
  },
  engine: {
    choices: ['simd', 'reference', 'tensorflow'],
    default: 'simd',
    describe: 'what trains networks',
  },
} as const;

/** What is wrong with numbers that training is asked to use; true where nothing is. */
export const checkTraining = (args: {
  folds: number;
  threads?: number | undefined;
  seed: number;
  repeats?: number;
  'held-out-share'?: number;
}): true | string => {
  if (!Number.isInteger(args.folds) || args.folds < 2) return 'folds is a whole number from 2 on.';
  if (args.threads !== undefined && !(Number.isInteger(args.threads) && args.threads >= 1))
    return 'threads is a whole number from 1 on.';
  const { repeats = 1, 'held-out-share': share = 0.5 } = args;
  if (!Number.isInteger(repeats) || repeats < 1) return 'repeats is a whole number from 1 on.';
  if (!(share > 0 && share < 1)) return 'held-out-share lies between 0 and 1.';
  return (Number.isSafeInteger(args.seed) && args.seed >= 0) || 'seed is a whole number from 0 on.';
};

/** The positional argument of commands that read captures. */
export const capturesPositional = {
  type: 'string',
  array: true,
  demandOption: true,
  describe: 'captures, directories of captures, or - for standard input',
} as const;

/** The positional argument of commands that take features as well. */
export const capturesOrFeatures = {
  type: 'string',
  array: true,
  demandOption: true,
  describe: 'captures, directories of captures, or a file that featurize wrote',
} as const;
