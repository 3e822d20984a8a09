import { ModelError } from './errors.ts';
import type { Labels } from './matrix.ts';

/** Turns role names into class indices and back; classes are sorted by code unit, so their order never depends on a locale. */
export class LabelEncoder {
  /** The distinct labels, sorted; a class index points into this list. */
  readonly classes: readonly string[];

  private constructor(classes: readonly string[]) {
    this.classes = classes;
  }

  /** Learns the distinct labels. */
  static fit(labels: readonly string[]): LabelEncoder {
    return new LabelEncoder([...new Set(labels)].sort());
  }

  /** Class index per label, shape [labels.length]; throws MODEL_UNKNOWN_LABEL for one that was not there to fit on. */
  encode(labels: readonly string[]): Labels {
    const indexOf = new Map(this.classes.map((name, index) => [name, index]));
    return Int32Array.from(labels, (label) => {
      const index = indexOf.get(label);
      if (index === undefined) throw new ModelError('MODEL_UNKNOWN_LABEL', JSON.stringify(label));
      return index;
    });
  }

  /** The label of a class index; throws MODEL_UNKNOWN_LABEL outside [0, classes.length). */
  decode(index: number): string {
    const name = this.classes.at(index);
    if (index < 0 || name === undefined) throw new ModelError('MODEL_UNKNOWN_LABEL', `class ${index}`);
    return name;
  }
}
