import type { ModelFile, ValidationRecord } from '@networkml/model';
import { describe, expect, it } from 'vitest';
import { DEFAULT_MODEL } from '../defaults.ts';
import { loadModel } from './load-model.ts';
import { renderModelCard } from './model-card.ts';

const bundled = await loadModel(DEFAULT_MODEL);
if (bundled.validation === null) throw new Error('the bundled model has been validated');

/** Validated along devices: 0.9, and 0.95 by plain folds. */
const grouped: ValidationRecord = {
  ...bundled.validation,
  method: 'stratified-group-k-fold',
  groupedBy: 'device',
  metrics: { accuracy: 0.9, weightedF1: 0.89, ungroupedAccuracy: 0.95, ungroupedWeightedF1: 0.94 },
};

/** The part of a card under a heading, up to the next one. */
const sectionOf = (model: ModelFile, heading: string): string => {
  const [, section] = renderModelCard(model).split(`## ${heading}\n\n`);
  return section.split('\n\n## ')[0];
};

describe('renderModelCard', () => {
  it('says what the model answers, when it does not, and what it looks at', () => {
    expect(sectionOf(bundled, 'What it answers')).toContain('One of 27 roles');
    expect(sectionOf(bundled, 'When it answers Unknown')).toContain(`above ${bundled.unknownThreshold}`);
    expect(sectionOf(bundled, 'What it looks at')).toContain(
      `${bundled.columns.length} columns of \`device\``,
    );
  });

  it('gives the figures of grouped folds, and beside them those of plain ones and the gap', () => {
    const section = sectionOf({ ...bundled, validation: grouped }, 'How good it is');
    expect(section).toContain('Rows of one device were kept on one side');
    expect(section).toContain('| measure | by device | plain folds | gap |');
    expect(section).toContain('| accuracy | 0.9000 | 0.9500 | 0.0500 |');
    expect(section).not.toContain('ungrouped');
  });

  it('warns of figures of plain folds alone', () => {
    const section = sectionOf(bundled, 'How good it is');
    expect(section).toContain('may stand on both sides');
    expect(section).toContain('| measure | value |');
  });

  it('shows only those hyperparameters in which candidates differ, and why one failed', () => {
    const [first] = grouped.grid;
    const grid = [
      first,
      {
        ...first,
        hyperparameters: { ...first.hyperparameters, alpha: 0.5 },
        meanScore: null,
        error: 'it diverged',
      },
    ];
    const section = sectionOf({ ...bundled, validation: { ...grouped, grid } }, 'How good it is');
    expect(section).toContain('| alpha | mean score | standard deviation |');
    expect(section).toMatch(/\| 0\.5 \| it diverged \|/);
  });

  it('admits that nobody measured a model', () => {
    const unmeasured = { ...bundled, validation: null };
    expect(sectionOf(unmeasured, 'How good it is')).toContain('Nobody has measured it');
    expect(sectionOf(unmeasured, 'Limits')).toContain('There are no figures about it.');
  });

  it('says whether confidences are probabilities', () => {
    const calibrated = { ...bundled, calibration: { method: 'temperature', temperature: 1.25 } } as const;
    expect(sectionOf(calibrated, 'How far to believe its confidence')).toContain('temperature of 1.250');
    const plain = { ...bundled, calibration: null };
    expect(sectionOf(plain, 'How far to believe its confidence')).toContain('not calibrated');
  });

  it('names roles with few rows, counts the others, and says how to make the model again', () => {
    const rowsPerRole = { ...bundled.training.rowsPerRole, Aria: 3 };
    const model = { ...bundled, training: { ...bundled.training, rowsPerRole, seed: 7 } };
    expect(sectionOf(model, 'Limits')).toContain('fewer than 10 rows: Aria.');
    expect(sectionOf(model, 'What it was trained on')).toContain('| D-LinkCam | 20 |');
    expect(sectionOf(model, 'Where it comes from')).toContain('--seed 7');
    expect(sectionOf(model, 'Where it comes from')).toContain(bundled.training.datasetFingerprint);
  });

  it('lets no text of a file act on a terminal or on the page', () => {
    const roles = ['\u001b[2JAria', '<script>', 'a|b', ...bundled.roles.slice(3)];
    const card = renderModelCard({ ...bundled, name: 'a\n# b', roles });
    expect(card).toContain('# a # b\n');
    expect(card).not.toContain('\u001b');
    expect(card).not.toContain('<script>');
  });
});
