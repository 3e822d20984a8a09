import { type Matrix, createRng } from '@networkml/model';
import { evaluate, type EvaluationInput } from '../report.ts';
import { type ReportDocument, reportDocument } from '../report-document.ts';

/** Answers to rows of many roles, mostly right, as a model of devices gives them. */
export const exampleInput = (
  roleCount: number,
  rowsPerRole: number,
): EvaluationInput & { readonly probabilities: Matrix } => {
  const rng = createRng(7);
  const roles = Array.from({ length: roleCount }, (_, i) => `TP-LinkPlugHS${100 + i}`);
  const truth = Int32Array.from({ length: roleCount * rowsPerRole }, (_, row) =>
    Math.floor(row / rowsPerRole),
  );
  const values = Float64Array.from(
    [...truth].flatMap((label) => {
      const weights = roles.map((_, i) => rng.next() ** 6 + (i === label ? 1.2 * rng.next() : 0));
      const sum = weights.reduce((total, weight) => total + weight, 0);
      return weights.map((weight) => weight / sum);
    }),
  );
  const rows = Array.from(truth, (label, row) => ({
    capture: `${roles[label]}/Setup-A-${row}-STA.pcap`,
    device: `02:00:00:00:00:${label.toString(16).padStart(2, '0')}`,
  }));
  return { truth, probabilities: { values, rowCount: truth.length, columnCount: roleCount }, roles, rows };
};

/** A report with every section filled. */
export const exampleReport = (roleCount: number, rowsPerRole: number): ReportDocument => {
  const input = exampleInput(roleCount, rowsPerRole);
  const evaluation = evaluate({ ...input, bootstrap: { resamples: 50 } });
  return reportDocument({
    title: 'example, cross-validated',
    date: '2026-01-31',
    model: { name: 'example', estimator: 'random forest', features: ['device 1'], columnCount: 3 },
    data: {
      rowsPerRole: Object.fromEntries(input.roles.map((role) => [role, rowsPerRole])),
      captureCount: evaluation.rowCount,
      unused: [{ capture: 'empty.pcap', reason: 'it holds no packet' }],
    },
    validation: { method: 'stratified-group-k-fold', folds: 5, groupedBy: 'device' },
    evaluation,
    ungrouped: evaluation,
    learningCurve: {
      unit: 'captures',
      points: [1, 2, 5, 10].map((unitsPerRole, i) => ({
        unitsPerRole,
        meanTrainRows: unitsPerRole * roleCount,
        accuracy: { estimate: 0.6 + i / 10, low: 0.55 + i / 10, high: 0.65 + i / 10 },
        weightedF1: 0.6 + i / 10,
      })),
    },
    importance: [
      { feature: 'bytes', meanDrop: 0.2, deviation: 0.01 },
      { feature: 'packets', meanDrop: 0.1, deviation: 0.02 },
      { feature: 'ports', meanDrop: -0.001, deviation: 0.001 },
    ],
    reproduction: {
      command: 'networkml evaluate captures --model example.json',
      seed: 1,
      fingerprints: { data: 'ab12' },
      versions: { networkml: '0.1.0' },
    },
  });
};
