import type { DevicePrediction, PredictedCapture } from '@networkml/pipeline/prediction';
import { print } from '@networkml/pipeline/command-line';

/** How predictions are written. */
export type PredictionFormat = 'table' | 'json' | 'jsonl' | 'csv';

/** Takes the predictions of one capture after the other. */
export interface PredictionPrinter {
  add(capture: string, predicted: PredictedCapture): Promise<void>;
  end(): Promise<void>;
}

/** A printer to standard output; it prints nothing before the first capture could be read. */
export const createPredictionPrinter = async (format: PredictionFormat): Promise<PredictionPrinter> => {
  switch (format) {
    case 'json':
      return jsonPrinter();
    case 'jsonl':
      return jsonLinesPrinter();
    case 'csv':
      return csvPrinter((await import('papaparse')).default.unparse);
    case 'table':
      return (await import('./prediction-table.ts')).tablePrinter();
  }
};

const jsonPrinter = (): PredictionPrinter => {
  let printed = 0;
  return {
    add: async (_capture, { predictions }) => {
      for (const prediction of predictions) {
        await print(`${printed === 0 ? '[\n' : ',\n'}${JSON.stringify(prediction)}`);
        printed += 1;
      }
    },
    end: () => print(printed === 0 ? '[]\n' : '\n]\n'),
  };
};

const jsonLinesPrinter = (): PredictionPrinter => ({
  add: (_capture, { predictions }) =>
    print(predictions.map((prediction) => `${JSON.stringify(prediction)}\n`).join('')),
  end: () => Promise.resolve(),
});

const CSV_COLUMNS = [
  'capture',
  'mac',
  'ips',
  'role',
  'confidence',
  'packets',
  'packets_out',
  'bytes',
  'first_seen',
  'last_seen',
  'unknown',
  'novelty',
  'warnings',
  'model',
  'capture_packets',
  'capture_damaged_packets',
  'roles',
] as const;

type CsvCells = readonly (string | number | null)[];

const csvPrinter = (unparse: (rows: CsvCells[]) => string): PredictionPrinter => {
  let begun = false;
  const begin = async (): Promise<void> => {
    if (!begun) await print(`${CSV_COLUMNS.join(',')}\n`);
    begun = true;
  };
  return {
    add: async (_capture, { predictions }) => {
      await begin();
      if (predictions.length > 0)
        await print(`${unparse(predictions.map(csvCells)).replaceAll('\r\n', '\n')}\n`);
    },
    end: begin,
  };
};

const csvCells = (prediction: DevicePrediction): CsvCells => [
  prediction.capture,
  prediction.device.mac,
  prediction.device.ips.join(' '),
  prediction.role,
  prediction.roles[0].confidence,
  prediction.packets,
  prediction.packetsOut,
  prediction.bytes,
  prediction.firstSeen,
  prediction.lastSeen,
  prediction.unknown,
  prediction.novelty,
  prediction.warnings.join('; '),
  prediction.model,
  prediction.capturePackets ?? null,
  Object.values(prediction.captureDamage ?? {}).reduce((sum, count) => sum + count, 0),
  prediction.roles.map(({ role, confidence }) => `${role}=${confidence}`).join(' '),
];
