import type { SplitMethod } from '@networkml/model/training';

/** How a model is to be judged. */
export interface ValidationOptions {
  /** Folds along groups where rows have any, unless given. */
  readonly method?: SplitMethod;
  /** Name of a grouping of the labelled rows: `device`, `capture`, or a column of the manifest such as `group` or `site`. */
  readonly groupBy?: string;
  /** Folds at most; fewer where a role has fewer rows, or there are fewer groups. 5 unless given. */
  readonly folds?: number;
  /** Times the folds are dealt anew, for a figure of how much chance there is in one deal; 1 unless given. */
  readonly repeats?: number;
  /** Of `held-out`: share of the rows, 0.2 unless given. */
  readonly heldOutShare?: number;
  /** Of `held-out`: names of groups, instead of a share. */
  readonly heldOutGroups?: readonly string[];
  /** Whether the choice of hyperparameters is judged as well, by folds within folds; where there is a choice and it takes not too long unless given. */
  readonly nested?: boolean;
  /** Whether to measure how good models are that learned from fewer captures. */
  readonly learningCurve?: boolean;
  /** What happens to copies of a capture: they are refused, unless they are to be kept together. */
  readonly copies?: 'refuse' | 'together';
}
