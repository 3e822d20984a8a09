import { expect } from 'vitest';

/** Matches what every refused request is answered with. */
export const errorBody = (
  code: string,
  { capture = null, offsetBytes = null }: { capture?: string | null; offsetBytes?: unknown } = {},
): object => {
  const message: unknown = expect.stringContaining(code);
  return { error: { code, message, capture, offsetBytes } };
};
