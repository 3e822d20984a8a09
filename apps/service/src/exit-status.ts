/** What the process says when it ends; a service that was stopped by a signal ends with `Stopped`. */
export const ExitStatus = {
  Stopped: 0,
  /** It could not listen. */
  Failed: 1,
  /** The command line cannot be understood. */
  Usage: 2,
  /** A model cannot be loaded or used. */
  BadModel: 3,
} as const;

/** One of `ExitStatus`. */
export type ExitStatusCode = (typeof ExitStatus)[keyof typeof ExitStatus];

/** An end of the process before it serves: its status, and a message for people. */
export class Exit extends Error {
  override readonly name = 'Exit';
  readonly status: ExitStatusCode;

  constructor(status: ExitStatusCode, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.status = status;
  }
}
