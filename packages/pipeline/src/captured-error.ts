import type { FailedCapture } from './featurize-captures.ts';

/** An error that has crossed between threads, which classes do not. */
export interface CapturedError {
  readonly name: string;
  readonly code: unknown;
  readonly message: string;
}

/** What of an error crosses between threads. */
export const capturedError = (error: Error): CapturedError => ({
  name: error.name,
  code: 'code' in error ? error.code : undefined,
  message: error.message,
});

/** The error again, as far as its name, code and message go. */
export const failedCapture = (capture: string, { name, code, message }: CapturedError): FailedCapture => ({
  capture,
  error: Object.assign(new Error(message), { name, code }),
});
