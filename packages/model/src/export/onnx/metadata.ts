/** Keys of what an exported ONNX file says beside its graph; values are JSON, but for the hash and the threshold. */
export const METADATA = {
  roles: 'networkml.roles',
  columns: 'networkml.columns',
  featureSets: 'networkml.feature-sets',
  threshold: 'networkml.unknown-threshold',
  /** SHA-256 of the bytes of the graph. */
  graphHash: 'networkml.graph-sha256',
  /** The text of the model file. */
  model: 'networkml.model',
} as const;
