import { type LastHeaders, type PacketBatch } from '@networkml/pcap-reader';

import { FeatureError } from '../../errors.ts';
import { type Accumulator, defineFeatureSet, Direction, type FeatureSet } from '../../feature-set.ts';
import { type AddressTable, createAddressTable } from '../../stats/address-table.ts';
import { HOST_COLUMN_NAMES, HOST_COLUMNS, TRAIT_NAMES } from './columns.ts';
import {
  createDirectionCounts,
  type DirectionContext,
  type DirectionCounts,
  type IpFlagsReading,
} from './direction-counts.ts';
import { createTraits } from './traits.ts';
import { createTransportPorts } from './transport-ports.ts';

/** Whose reading of ip.flags to follow: tshark 4 gives three bits, tshark 3 the whole word with the fragment offset. */
export type IpFlags = 'tshark4' | 'tshark3';

const IP_FLAGS_READINGS: Readonly<Record<IpFlags, IpFlagsReading>> = {
  tshark4: { shift: 13, mask: 0x7 },
  tshark3: { shift: 0, mask: 0x1ff },
};

const IDS: Readonly<Record<IpFlags, string>> = {
  tshark4: 'networkml-host',
  tshark3: 'networkml-host-tshark3',
};

/**
 * NetworkML's host features with its column names and its quirks: what NetworkML 0.6 computes with tshark 4
 * (`networkml-host`), or what it computed with tshark 3, on which its published model was trained (`networkml-host-tshark3`).
 */
export const networkmlHost = (options: { readonly ipFlags?: IpFlags } = {}): FeatureSet => {
  const ipFlags = options.ipFlags ?? 'tshark4';
  return defineFeatureSet({
    id: IDS[ipFlags],
    version: 1,
    level: 'device',
    needsLastHeaders: true,
    columns: HOST_COLUMNS,
    create: () => createHostAccumulator(IP_FLAGS_READINGS[ipFlags], IDS[ipFlags]),
  });
};

/** What is asked of sent packets only. */
interface Sent extends DirectionCounts {
  readonly sources: AddressTable;
  readonly destinations: AddressTable;
}

const createSent = (context: DirectionContext): Sent => ({
  ...createDirectionCounts(context),
  sources: createAddressTable(),
  destinations: createAddressTable(),
});

/** What a device only sends, or only receives, takes no memory for the other direction. */
const createHostAccumulator = (ipFlags: IpFlagsReading, setId: string): Accumulator => {
  const context: DirectionContext = { ipFlags };
  const traits = createTraits();
  let sent: Sent | undefined;
  let received: DirectionCounts | undefined;
  /** The latest time; NaN, the time of a packet without one, is never later. In an array, since a closure's own number is allocated anew with every packet. */
  const latest = Float64Array.of(Number.NEGATIVE_INFINITY);
  const values = (): number[] => {
    const row: number[] = [];
    (sent ?? createDirectionCounts(context)).appendTo(row);
    (received ?? createDirectionCounts(context)).appendTo(row);
    const flags = traits.finish();
    for (const name of TRAIT_NAMES) row.push(flags[name]);
    row.push(Number.isFinite(latest[0]) ? latest[0] : 0);
    (context.tcp ?? createTransportPorts()).appendRatios(row);
    (context.udp ?? createTransportPorts()).appendRatios(row);
    row.push(sent?.sources.size() ?? 0, sent?.destinations.size() ?? 0);
    return row;
  };
  return {
    observe(batch, row, direction) {
      const last = lastHeadersOf(batch, setId);
      traits.observe(last, row);
      const time = batch.seconds[row] + batch.nanos[row] / 1e9;
      if (time > latest[0]) latest[0] = time;
      if (direction === Direction.In) {
        received ??= createDirectionCounts(context);
        received.observe(batch, last, row);
        return;
      }
      sent ??= createSent(context);
      sent.observe(batch, last, row);
      sent.sources.add(countedVersion(last.ipVersion[row], last.sourceIp, row), last.sourceIp, row);
      sent.destinations.add(
        countedVersion(last.ipVersion[row], last.destinationIp, row),
        last.destinationIp,
        row,
      );
    },
    finish: () => namedValues(values()),
    writeRow: (row) => row.set(values()),
  };
};

/** NetworkML counts an IPv6 address below 2^32 as the IPv4 address of that number: `::` is 0.0.0.0 to it. */
const countedVersion = (version: number, words: Uint32Array, row: number): number =>
  version === 6 && words[row * 4] === 0 && words[row * 4 + 1] === 0 && words[row * 4 + 2] === 0 ? 4 : version;

const namedValues = (row: readonly number[]): Record<string, number> =>
  Object.fromEntries(HOST_COLUMN_NAMES.map((name, at) => [name, row[at]]));

const lastHeadersOf = (batch: PacketBatch, setId: string): LastHeaders => {
  if (batch.last === undefined) throw new FeatureError('FEATURE_NEEDS_LAST_HEADERS', { setId });
  return batch.last;
};
