import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** How well devices are told apart by which features, as it was measured. */
export interface FeatureAccuracy {
  /** What was run to get the figures. */
  readonly command: string;
  /** When, as YYYY-MM-DD. */
  readonly date: string;
  /** What was measured on, a sentence or two. */
  readonly dataset: string;
  readonly rows: readonly MeasuredFeatures[];
  /** Empty where nothing was left out. */
  readonly ablation: readonly MeasuredAblation[];
}

/** An estimator judged on some features. */
export interface MeasuredFeatures {
  /** Ids of feature sets, parted by commas. */
  readonly features: string;
  readonly estimator: string;
  /** How rows were split, such as `stratified 10-fold`. */
  readonly validation: string;
  readonly accuracy: number;
  readonly weightedF1: number;
  /** Columns that the model saw. */
  readonly columns: number;
}

/** The same with one group of columns left out; the group of the first may be `none`. */
export interface MeasuredAblation {
  readonly group: string;
  /** Columns that were left. */
  readonly columns: number;
  /** In cross-validation. */
  readonly accuracy: number;
  /** On rows that were held out. */
  readonly heldOut: number;
}

const share = z.number().min(0).max(1);

const accuracySchema: z.ZodType<FeatureAccuracy> = z.strictObject({
  command: z.string().min(1),
  date: z.iso.date(),
  dataset: z.string().min(1),
  rows: z.array(
    z.strictObject({
      features: z.string().min(1),
      estimator: z.string().min(1),
      validation: z.string().min(1),
      accuracy: share,
      weightedF1: share,
      columns: z.int().positive(),
    }),
  ),
  ablation: z.array(
    z.strictObject({
      group: z.string().min(1),
      columns: z.int().positive(),
      accuracy: share,
      heldOut: share,
    }),
  ),
});

/** The measured figures, as `docs/data/feature-accuracy.json` has them; absent where nobody has measured. */
export const readFeatureAccuracy = (
  file: URL = new URL('../../../../docs/data/feature-accuracy.json', import.meta.url),
): FeatureAccuracy | undefined =>
  existsSync(file) ? accuracySchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
