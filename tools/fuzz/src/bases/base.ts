/** A sound capture (or part of one) that inputs are made from. */
export interface Base {
  readonly name: string;
  /** Not packed. */
  readonly bytes: Uint8Array;
}
