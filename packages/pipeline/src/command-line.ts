export { parseDuration } from './command-line/duration.ts';
export { ExitStatus, type ExitStatusCode, statusOf } from './command-line/exit-status.ts';
export { type LabelArguments, labelOptions, labelledDevices } from './command-line/labels.ts';
export {
  capturesOrFeatures,
  capturesPositional,
  checkReading,
  checkTraining,
  featuresOption,
  labelDeclarations,
  modelOption,
  pluginOption,
  readingDeclarations,
  sharedOptions,
  type TextOption,
  trainingDeclarations,
  validationDeclarations,
} from './command-line/options.ts';
export { emit, isOutputClosed, isTerminal, note, print } from './command-line/output.ts';
export { type Progress, startProgress, withCaptureProgress } from './command-line/progress.ts';
export { type CommandLine, runCommandLine } from './command-line/run-command-line.ts';
