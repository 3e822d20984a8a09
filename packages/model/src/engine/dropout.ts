import { type Rng, createRng, deriveSeed } from '../rng.ts';

/** Decides which units are left out of a step. */
export interface Dropout {
  /** Probability of being left out; 0 leaves nothing out. */
  readonly share: number;
  /** Writes 0 or 1 / (1 - share) for each unit of each row; rows begin `stride` items apart. */
  fill(factors: Float64Array | Float32Array, shape: DropoutShape): void;
}

/** How many factors are wanted, and where each row of them begins. */
export interface DropoutShape {
  readonly rowCount: number;
  readonly units: number;
  readonly stride: number;
}

/** Apart from the seeds of what else is random in a training. */
const DROPOUT_SEED = 0xd209;

/** Inverted dropout, drawn in the order of batches, layers, rows and units, so that engines leave out the same. */
export const dropoutOf = (share: number, seed: number): Dropout => {
  const rng: Rng = createRng(deriveSeed(seed, DROPOUT_SEED));
  const kept = 1 / (1 - share);
  return {
    share,
    fill(factors, { rowCount, units, stride }) {
      for (let row = 0; row < rowCount; row++) {
        for (let unit = 0; unit < units; unit++) {
          factors[row * stride + unit] = rng.next() < share ? 0 : kept;
        }
      }
    },
  };
};
