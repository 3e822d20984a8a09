/** Every code of a `SimulatorError`, and what it means. */
export const SIMULATOR_ERRORS = {
  SIMULATOR_BAD_SITE: 'the site description is not one',
  SIMULATOR_UNREADABLE: 'the site description cannot be read',
  SIMULATOR_BAD_OPTION: 'an option cannot be used',
  SIMULATOR_NO_TSHARK: 'tshark is not there, or cannot read the capture',
} as const;

/** A key of `SIMULATOR_ERRORS`. */
export type SimulatorErrorCode = keyof typeof SIMULATOR_ERRORS;

/** Something the simulator was asked for and cannot do. */
export class SimulatorError extends Error {
  override readonly name = 'SimulatorError';
  readonly code: SimulatorErrorCode;

  constructor(code: SimulatorErrorCode, detail: string, options?: ErrorOptions) {
    super(`${SIMULATOR_ERRORS[code]}: ${detail} (${code})`, options);
    this.code = code;
  }
}
