import type { ModelFile, ValidationRecord } from '@networkml/model';
import { describe, expect, it } from 'vitest';
import { exampleModel } from '../testing/example-model.ts';
import { renderModelCard } from './model-card.ts';

/** Validated along devices: 0.9, and 0.95 by plain folds. */
const grouped: ValidationRecord = {
  ...exampleModel.validation,
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
    expect(sectionOf(exampleModel, 'What it answers')).toContain('One of 3 roles');
    expect(sectionOf(exampleModel, 'When it answers Unknown')).toContain(
      `above ${exampleModel.unknown.threshold}`,
    );
    expect(sectionOf(exampleModel, 'What it looks at')).toContain(
      '1 columns of `device` (version 1), standardised, into a network without hidden layers',
    );
  });

  it('gives every reason to answer Unknown', () => {
    const unknown = { threshold: 0.6, noveltyThreshold: 3.25, minimumPackets: 20 };
    expect(sectionOf({ ...exampleModel, unknown }, 'When it answers Unknown').split('\n')).toEqual([
      '- *ambiguous*: no role has a confidence above 0.6.',
      expect.stringContaining('*unlike-training*: the device is further from all training rows than 3.250'),
      '- *too-little-traffic*: the device has fewer than 20 packets.',
    ]);
    const seldom = { threshold: 0.5, noveltyThreshold: null, minimumPackets: 0 };
    expect(sectionOf({ ...exampleModel, unknown: seldom }, 'When it answers Unknown')).toContain(
      'does not notice',
    );
  });

  it('describes members of an ensemble', () => {
    const majority = { type: 'majority', inputs: 1, probabilities: Float64Array.of(1) } as const;
    const estimator = { type: 'ensemble', members: [majority], weights: Float64Array.of(1) } as const;
    expect(sectionOf({ ...exampleModel, estimator }, 'What it looks at')).toContain(
      '1. none of which is looked at',
    );
  });

  it('gives the figures of grouped folds, and beside them those of plain ones and the gap', () => {
    const section = sectionOf({ ...exampleModel, validation: grouped }, 'How good it is');
    expect(section).toContain('Rows of one device were kept on one side');
    expect(section).toContain('| measure | by device | plain folds | gap |');
    expect(section).toContain('| accuracy | 0.9000 | 0.9500 | 0.0500 |');
    expect(section).not.toContain('ungrouped');
  });

  it('warns of figures of plain folds alone', () => {
    const section = sectionOf(exampleModel, 'How good it is');
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
    const section = sectionOf({ ...exampleModel, validation: { ...grouped, grid } }, 'How good it is');
    expect(section).toContain('| alpha | mean score | standard deviation |');
    expect(section).toMatch(/\| 0\.5 \| it diverged \|/);
  });

  it('admits that nobody measured a model', () => {
    const unmeasured = { ...exampleModel, validation: null };
    expect(sectionOf(unmeasured, 'How good it is')).toContain('Nobody has measured it');
    expect(sectionOf(unmeasured, 'Limits')).toContain('There are no figures about it.');
  });

  it('says whether confidences are probabilities', () => {
    const calibrated = {
      ...exampleModel,
      calibration: { method: 'temperature', temperature: 1.25 },
    } as const;
    expect(sectionOf(calibrated, 'How far to believe its confidence')).toContain('temperature of 1.250');
    const plain = { ...exampleModel, calibration: null };
    expect(sectionOf(plain, 'How far to believe its confidence')).toContain('not calibrated');
  });

  it('names roles with few rows, counts the others, and says how to make the model again', () => {
    expect(sectionOf(exampleModel, 'Limits')).toContain('fewer than 10 rows: Phone.');
    expect(sectionOf(exampleModel, 'What it was trained on')).toContain('| Printer | 20 |');
    expect(sectionOf(exampleModel, 'Where it comes from')).toContain('--seed 7');
    expect(sectionOf(exampleModel, 'Where it comes from')).toContain(
      exampleModel.training.datasetFingerprint,
    );
  });

  it('says of an imported model where it comes from, and not how to train it', () => {
    const origin = { importedFrom: 'NetworkML', note: 'It is fed 16 bits.' };
    const model = { ...exampleModel, origin };
    expect(renderModelCard(model)).toContain('A model of NetworkML. It is fed 16 bits.');
    const section = sectionOf(model, 'Where it comes from');
    expect(section).toContain('| imported from | NetworkML |');
    expect(section).not.toContain('--seed');
  });

  it('lets no text of a file act on a terminal or on the page', () => {
    const roles = ['\u001b[2JAria', '<script>', 'a|b'];
    const card = renderModelCard({ ...exampleModel, name: 'a\n# b', roles });
    expect(card).toContain('# a # b\n');
    expect(card).not.toContain('\u001b');
    expect(card).not.toContain('<script>');
  });

  it('tells of an adapted model what it started from, and which rows were added', () => {
    const adaptedFrom = {
      model: 'base',
      contentHash: 'ab'.repeat(32),
      rememberedRows: 30,
      addedRowsPerRole: { Camera: 5, Phone: 3 },
    };
    const { training } = exampleModel;
    const card = renderModelCard({ ...exampleModel, training: { ...training, adaptedFrom } });
    expect(card).toContain(
      'It was adapted from base. Of the 43 rows it learned, 30 are rows that base remembers',
    );
    expect(card).toContain('| Camera | 5 | 15 |');
    expect(card).toContain(`| content hash of the base | ${'ab'.repeat(32)} |`);
    expect(card).toContain('`networkml-trainer adapt`');
  });
});
