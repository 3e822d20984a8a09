import type { Interval } from './bootstrap.ts';
import type { FeatureImportance } from './permutation-importance.ts';
import type { EvaluationReport } from './report.ts';

/** Marks a report among JSON files. */
export const REPORT_KIND = 'networkml-report';

/** Raised where a field changes its meaning. */
export const REPORT_SCHEMA_VERSION = 1;

/**
 * All that a report says, as plain data: the JSON report, and what the Markdown and HTML reports are rendered from.
 * Whatever is absent is left out of a report, with a sentence why.
 */
export interface ReportDocument {
  readonly kind: typeof REPORT_KIND;
  readonly schemaVersion: typeof REPORT_SCHEMA_VERSION;
  /** Such as `iot-devices, cross-validated`. */
  readonly title: string;
  /** Day of the report, only where the caller states one; equal inputs give an equal report. */
  readonly date?: string;
  /** What a reader must know before the figures. */
  readonly warnings?: readonly string[];
  readonly model: ReportedModel;
  readonly data: ReportedData;
  /** How the rows were kept apart from those learned from. */
  readonly validation?: ReportedValidation;
  /** The headline. */
  readonly evaluation: EvaluationReport;
  /** The same without regard to groups: it flatters. */
  readonly ungrouped?: EvaluationReport;
  /** Why there is no figure with groups kept together. */
  readonly notGrouped?: string;
  readonly learningCurve?: LearningCurve;
  /** By permutation, most important first. */
  readonly importance?: readonly FeatureImportance[];
  readonly reproduction: Reproduction;
}

/** Which model is judged. */
export interface ReportedModel {
  readonly name: string;
  readonly description?: string;
  /** In words, such as `random forest of 500 trees`. */
  readonly estimator?: string;
  /** Feature sets with versions, such as `device 3`. */
  readonly features: readonly string[];
  readonly columnCount: number;
}

/** What it is judged on. */
export interface ReportedData {
  /** In words. */
  readonly description?: string;
  /** Captures the rows come from, where known. */
  readonly captureCount?: number;
  /** Groups of rows, such as devices, where known. */
  readonly groupCount?: number;
  readonly rowsPerRole: Readonly<Record<string, number>>;
  /** Captures that were left out, and why. */
  readonly unused?: readonly { readonly capture: string; readonly reason: string }[];
}

/** How the rows were kept apart from those learned from. */
export interface ReportedValidation {
  /** Such as `stratified-group-k-fold`, or `all rows by a model trained elsewhere`. */
  readonly method: string;
  readonly folds?: number;
  /** What is kept together, such as `device`. */
  readonly groupedBy?: string;
}

/** How good models are that have seen less. */
export interface LearningCurve {
  /** What is counted, such as `captures`. */
  readonly unit: string;
  readonly points: readonly {
    readonly unitsPerRole: number;
    /** Rows learned from, averaged over the folds. */
    readonly meanTrainRows: number;
    readonly accuracy: Interval;
    readonly weightedF1: number;
  }[];
}

/** Everything that is needed to get the same report again. */
export interface Reproduction {
  readonly command?: string;
  readonly seed?: number;
  /** By what they are of, such as `data` or `model`. */
  readonly fingerprints: Readonly<Record<string, string>>;
  /** By what they are of, such as `networkml`. */
  readonly versions: Readonly<Record<string, string>>;
  /** Whatever else was chosen, such as hyperparameters. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** A document of parts; the kind and the version of its format are added. */
export function reportDocument(parts: Omit<ReportDocument, 'kind' | 'schemaVersion'>): ReportDocument {
  return { kind: REPORT_KIND, schemaVersion: REPORT_SCHEMA_VERSION, ...parts };
}
