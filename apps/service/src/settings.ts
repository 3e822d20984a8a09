import type { PredictOptions } from '@networkml/pipeline';
import type { ServedModels } from './served-models.ts';

/** What holds for every request unless it says otherwise. */
export interface ServiceSettings {
  readonly models: ServedModels;
  readonly devices: PredictOptions['devices'];
  /** Probability above which a role is named; each model's own threshold by default. */
  readonly threshold?: number;
  /** Longest body that is taken, as sent; no limit by default. */
  readonly maxBodyBytes?: number;
}
