/** Every error code of this package and what it means; `docs/errors.md` is generated from it. */
export const MODEL_ERRORS = {
  MODEL_BAD_PARAMETER: 'a parameter has a value that cannot work',
  MODEL_BAD_TRAINING_DATA: 'the training rows and labels do not fit together',
  MODEL_UNKNOWN_LABEL: 'the label is not one the encoder was fitted on',
  MODEL_TOO_FEW_ROWS: 'there are too few rows, labels or groups for this many folds',
  MODEL_UNKNOWN_GROUP: 'no row is of this group',
  MODEL_ENGINE_MISSING: 'the training engine is not installed',
  MODEL_GRID_INVALID: 'the grid file does not say what can be tried',
  MODEL_DIVERGED: 'training diverged: the loss is no longer a finite number',
  MODEL_ALL_CANDIDATES_FAILED: 'no candidate of the grid could be trained',
  MODEL_SHAPE_MISMATCH: 'the matrix has another number of columns than the model was fitted on',
  MODEL_FILE_TOO_LARGE: 'the model file is larger than any model',
  MODEL_FILE_NOT_JSON: 'the model file is not JSON',
  MODEL_FILE_OTHER_KIND: 'the JSON document is not a NetworkML model file',
  MODEL_FILE_OTHER_VERSION: 'the model file has a format version this library does not read',
  MODEL_FILE_INVALID: 'the model file does not follow its schema',
  MODEL_FILE_INCONSISTENT: 'two parts of the model file contradict each other',
  MODEL_FILE_TAMPERED: 'the content of the model file is not what its hash is of',
  MODEL_COLUMN_MISSING: 'the feature table lacks a column the model needs',
  MODEL_FEATURE_VERSION:
    'the feature table holds another version of a feature set than the model was trained on',
  MODEL_INPUT_NOT_FINITE: 'a feature value is not a finite number',
  MODEL_PICKLE_DAMAGED: 'the pickle is damaged or cut short',
  MODEL_PICKLE_REFUSED: 'the pickle holds what a scaler does not need; nothing of it was executed',
  MODEL_PICKLE_TOO_LARGE: 'the pickle is larger than any scaler',
  MODEL_IMPORT_INVALID: 'a file of the model to import is not what it should be',
  MODEL_IMPORT_INCONSISTENT: 'two files of the model to import contradict each other',
  MODEL_ONNX_DAMAGED: 'the ONNX file is damaged or cut short',
  MODEL_ONNX_FOREIGN: 'the ONNX file is no model that this library exported',
  MODEL_ONNX_CHANGED: 'the ONNX file was changed after it was exported',
} as const;

/** A key of `MODEL_ERRORS`. */
export type ModelErrorCode = keyof typeof MODEL_ERRORS;

/** What this package throws: `code` for programs, the message with the detail (a path, a column, a row) for people. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly code: ModelErrorCode;
  /** Where or what exactly, without the general text of the code. */
  readonly detail: string;

  constructor(code: ModelErrorCode, detail: string, options?: ErrorOptions) {
    super(`${MODEL_ERRORS[code]}: ${detail} (${code})`, options);
    this.code = code;
    this.detail = detail;
  }
}
