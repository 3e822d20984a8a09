/** The feature set that is computed unless others are asked for. */
export const DEFAULT_FEATURE_SET = 'device';

/** The bundled model that is used unless another one is asked for. */
export const DEFAULT_MODEL = 'enterprise-roles';
