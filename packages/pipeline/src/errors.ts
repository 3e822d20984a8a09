/** Every way the verbs of the pipeline refuse to go on. */
export const PIPELINE_ERRORS = {
  PIPELINE_NO_CAPTURES: 'there is no capture to read',
  PIPELINE_UNREADABLE: 'the file cannot be read',
  PIPELINE_TOO_LARGE: 'the file is larger than any of its kind should be',
  PIPELINE_UNWRITABLE: 'the output cannot be written',
  PIPELINE_OUTPUT_EXISTS: 'the output is there already',
  PIPELINE_BAD_COMPRESSION: 'the compressed file is damaged or cut short',
  PIPELINE_UNKNOWN_FEATURE_SET: 'there is no such feature set',
  PIPELINE_UNKNOWN_GROUP: 'there is no such group of features',
  PIPELINE_MIXED_GROUPS: 'groups of features that do not go together',
  PIPELINE_DUPLICATE_FEATURE_SET: 'two feature sets have the same id',
  PIPELINE_PLUGIN_NOT_FOUND: 'there is no such plug-in',
  PIPELINE_BAD_PLUGIN: 'the plug-in cannot be used',
  PIPELINE_PLUGIN_EMPTY: 'the plug-in exports no feature set',
  PIPELINE_UNKNOWN_MODEL: 'there is no such model',
  PIPELINE_BAD_MODEL: 'the model file cannot be used',
  PIPELINE_BAD_TABLE: 'the feature table cannot be used',
  PIPELINE_BAD_MANIFEST: 'the manifest cannot be used',
  PIPELINE_BAD_ROLE_MAP: 'the role map cannot be used',
  PIPELINE_NO_LABEL: 'a capture has no label',
  PIPELINE_NO_DEVICE: 'a labelled device does not occur in its capture',
  PIPELINE_TOO_MANY_CONVERSATIONS: 'the capture holds too many conversations to count them all',
  PIPELINE_SAME_CAPTURE: 'two captures hold the same traffic',
  PIPELINE_TORN_CAPTURE: 'rows of one capture would be learned from and judged by',
  PIPELINE_UNKNOWN_GROUPING: 'rows cannot be grouped by this',
  PIPELINE_NOTHING_TO_JUDGE: 'no row is of a role that was learned from other groups',
  PIPELINE_RESUME_OTHER_DATA: 'what is left of an earlier run is of other data',
  PIPELINE_REPORT_FORMAT: 'the name of the report does not end in a form it can have',
  PIPELINE_BAD_REPORT: 'the report cannot be used',
  PIPELINE_NO_DISTRIBUTION: 'the model does not tell what it learned from',
  PIPELINE_TOO_FEW_ROLES: 'a model needs at least two roles',
  PIPELINE_BASE_WITHOUT_ROWS: 'the model remembers no row of its training, and would forget its roles',
  PIPELINE_NOT_BETTER: 'the adapted model was not shown to beat its base',
  PIPELINE_TOO_FEW_ROWS: 'a role has too few rows to learn from and be judged by',
} as const;

/** A key of `PIPELINE_ERRORS`. */
export type PipelineErrorCode = keyof typeof PIPELINE_ERRORS;

/** Something a verb of the pipeline cannot go on with; the message names the file and says what to do. */
export class PipelineError extends Error {
  override readonly name = 'PipelineError';
  readonly code: PipelineErrorCode;
  /** The file, name or value it is about, and what to do next. */
  readonly detail: string;

  constructor(code: PipelineErrorCode, detail: string, options?: ErrorOptions) {
    super(`${detail}: ${PIPELINE_ERRORS[code]} (${code})`, options);
    this.code = code;
    this.detail = detail;
  }
}
