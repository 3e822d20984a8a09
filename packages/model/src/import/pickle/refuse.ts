import { ModelError, type ModelErrorCode } from '../../errors.ts';

/** Stops reading a pickle at a byte. */
export const refuse = (
  code: Extract<ModelErrorCode, `MODEL_PICKLE_${string}`>,
  at: number,
  text: string,
): never => {
  throw new ModelError(code, `byte ${at}: ${text}`);
};
