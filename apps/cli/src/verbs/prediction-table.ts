import { roleLabel } from '@networkml/naming';
import type { DevicePrediction, PredictedCapture } from '@networkml/pipeline/prediction';
import { renderTable } from '../terminal/table.ts';
import type { PredictionPrinter } from './prediction-printer.ts';
import { print } from '@networkml/pipeline/command-line';

const HEAD = ['DEVICE', 'ADDRESS', 'ROLE', 'CONFIDENCE', 'NEXT BEST', 'PACKETS', 'BYTES', 'NOTE'];

/** A table a capture, headed by its name and followed by what was read and what was damaged. */
export const tablePrinter = (): PredictionPrinter => ({
  add: (capture, predicted) => {
    const rows = [...predicted.predictions].sort((a, b) => b.packets - a.packets).map(cells);
    const table = rows.length === 0 ? 'no device was seen\n' : renderTable(HEAD, rows);
    const reasons = predicted.predictions.flatMap(explanationLines);
    return print(`${capture}\n${table}${footer(predicted)}\n${reasons.join('\n')}\n`);
  },
  end: () => Promise.resolve(),
});

const cells = (prediction: DevicePrediction): string[] => {
  const { device, roles } = prediction;
  const [best, next] = roles;
  return [
    device.mac ?? device.ips[0],
    addresses(device.ips),
    roleLabel(prediction.role),
    percent(best.confidence),
    prediction.role === best.role ? named(next) : named(best),
    prediction.packets.toLocaleString('en'),
    prediction.bytes.toLocaleString('en'),
    [...unknownNote(prediction), ...prediction.warnings].join('; '),
  ];
};

const UNKNOWN_NOTES = {
  'too-little-traffic': 'too little traffic to tell',
  'unlike-training': 'unlike anything the model was trained on',
  ambiguous: 'ambiguous between roles',
} as const;

const unknownNote = ({ unknown }: DevicePrediction): string[] =>
  unknown === null ? [] : [UNKNOWN_NOTES[unknown]];

/** Why each device was given its role, where that was asked for; an empty line before each device. */
const explanationLines = ({ device, explanation }: DevicePrediction): string[] => {
  if (explanation === undefined) return [];
  const { role, speakFor, speakAgainst } = explanation;
  const line = (sign: string) => (effect: (typeof speakFor)[number]) =>
    `  ${sign}${Math.abs(effect.effect).toFixed(3)}  ${effect.text}`;
  return [
    '',
    `${device.mac ?? device.ips[0]}: ${roleLabel(role)}, for (+) and against (-)`,
    ...speakFor.map(line('+')),
    ...speakAgainst.map(line('-')),
  ];
};

const named = (role: DevicePrediction['roles'][number] | undefined): string =>
  role === undefined ? '' : `${roleLabel(role.role)} ${percent(role.confidence)}`;

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;

const addresses = (ips: readonly string[]): string =>
  ips.length > 1 ? `${ips[0]} +${ips.length - 1}` : (ips[0] ?? '');

const footer = ({ info }: PredictedCapture): string => {
  const damage = Object.entries(info.damageCounts()).map(([name, count]) => `${name} ${count}`);
  const damaged =
    damage.length === 0 ? 'none damaged' : `${info.damagedPackets} damaged (${damage.join(', ')})`;
  return `${info.packets.toLocaleString('en')} packets, ${damaged}`;
};
