import { DAMAGE_NAMES } from '@networkml/pcap-reader';
import type { Checked } from '../check/check-input.ts';
import type { Plan } from '../check/plan.ts';

/** Sums over many inputs. */
export interface Tally {
  inputs: number;
  bytes: number;
  packets: number;
  /** Packets by `Damage`. */
  readonly damage: number[];
  /** Inputs by how reading ended. */
  readonly outcomes: Record<string, number>;
  /** Inputs by format and packing. */
  readonly formats: Record<string, number>;
  /** Inputs that broke off and whose packets were kept. */
  salvaged: number;
  /** Inputs read by a stream, from a file, by several readers, and turned into features too. */
  streams: number;
  files: number;
  shared: number;
  featured: number;
  slowestMillis: number;
  slowestInput: number;
}

/** Sums over nothing. */
export const emptyTally = (): Tally => ({
  inputs: 0,
  bytes: 0,
  packets: 0,
  damage: DAMAGE_NAMES.map(() => 0),
  outcomes: {},
  formats: {},
  salvaged: 0,
  streams: 0,
  files: 0,
  shared: 0,
  featured: 0,
  slowestMillis: 0,
  slowestInput: 0,
});

/** One input that was read. */
export interface TallyEntry {
  readonly index: number;
  readonly bytes: number;
  readonly plan: Plan;
  readonly checked: Checked;
  readonly millis: number;
}

const addTo = (counts: Record<string, number>, key: string, count: number): void => {
  counts[key] = (counts[key] ?? 0) + count;
};

/** Counts one input. */
export const count = (tally: Tally, { index, bytes, plan, checked, millis }: TallyEntry): void => {
  const { outcome, info } = checked;
  tally.inputs += 1;
  tally.bytes += bytes;
  tally.packets += outcome.packets;
  info.damage.forEach((packets, damage) => {
    tally.damage[damage] += packets;
  });
  addTo(tally.outcomes, outcome.code ?? 'read to its end', 1);
  const packing = info.compression === 'none' ? '' : ` in ${info.compression}`;
  addTo(tally.formats, `${info.format ?? 'unknown'}${packing}`, 1);
  if (info.brokenBy !== undefined) tally.salvaged += 1;
  if (plan.async) tally.streams += 1;
  if (plan.file) tally.files += 1;
  if (plan.shares > 0) tally.shared += 1;
  if (plan.features) tally.featured += 1;
  if (millis <= tally.slowestMillis) return;
  tally.slowestMillis = millis;
  tally.slowestInput = index;
};

/** Adds what another thread counted. */
export const merge = (into: Tally, other: Tally): void => {
  into.inputs += other.inputs;
  into.bytes += other.bytes;
  into.packets += other.packets;
  other.damage.forEach((packets, damage) => {
    into.damage[damage] += packets;
  });
  for (const [key, inputs] of Object.entries(other.outcomes)) addTo(into.outcomes, key, inputs);
  for (const [key, inputs] of Object.entries(other.formats)) addTo(into.formats, key, inputs);
  into.salvaged += other.salvaged;
  into.streams += other.streams;
  into.files += other.files;
  into.shared += other.shared;
  into.featured += other.featured;
  if (other.slowestMillis <= into.slowestMillis) return;
  into.slowestMillis = other.slowestMillis;
  into.slowestInput = other.slowestInput;
};
