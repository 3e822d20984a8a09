/** What the process says to the shell. */
export const ExitStatus = {
  Done: 0,
  /** A fault of ours. */
  Internal: 1,
  /** The arguments are wrong. */
  Usage: 2,
  /** Nothing could be made of the input, and nothing was written. */
  BadInput: 3,
  /** Some captures could not be read; what the others gave was written. */
  Partial: 4,
  /** Stopped by Ctrl-C; nothing was written. */
  Stopped: 130,
} as const;

/** One of the values of `ExitStatus`. */
export type ExitStatusCode = (typeof ExitStatus)[keyof typeof ExitStatus];

/** The status and the words for whatever a verb threw: every coded error of ours is about the input. */
export const statusOf = (error: unknown): { status: ExitStatusCode; message: string } => {
  if (error instanceof Error && 'code' in error && isOurs(error.name)) {
    return { status: ExitStatus.BadInput, message: error.message };
  }
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { status: ExitStatus.Internal, message: `an unexpected failure; please report it\n${trace}` };
};

const isOurs = (name: string): boolean =>
  ['CaptureError', 'EvaluationError', 'FeatureError', 'ModelError', 'NamingError', 'PipelineError'].includes(
    name,
  );
