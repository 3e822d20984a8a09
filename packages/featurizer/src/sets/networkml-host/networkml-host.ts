import { type LastHeaders, type PacketBatch } from '@networkml/pcap-reader';

import { FeatureError } from '../../errors.ts';
import { type Accumulator, defineFeatureSet, Direction, type FeatureSet } from '../../feature-set.ts';
import { createAddressTable } from '../../stats/address-table.ts';
import { HOST_COLUMNS } from './columns.ts';
import { createDirectionCounts, type IpFlagsReading } from './direction-counts.ts';
import { createPortRatios } from './port-ratios.ts';
import { addTraits, traitColumns } from './traits.ts';

/** Whose reading of ip.flags to follow: tshark 4 gives three bits, tshark 3 the whole word with the fragment offset. */
export type IpFlags = 'tshark4' | 'tshark3';

const IP_FLAGS_READINGS: Readonly<Record<IpFlags, IpFlagsReading>> = {
  tshark4: (word) => word >>> 13,
  tshark3: (word) => word & 0x1ff,
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

const createHostAccumulator = (readIpFlags: IpFlagsReading, setId: string): Accumulator => {
  const sent = createDirectionCounts(readIpFlags);
  const received = createDirectionCounts(readIpFlags);
  const ratios = createPortRatios();
  const sources = createAddressTable();
  const destinations = createAddressTable();
  let traits = 0;
  let latest = Number.NEGATIVE_INFINITY;
  return {
    observe(batch, row, direction) {
      const last = lastHeadersOf(batch, setId);
      traits = addTraits(traits, last, row);
      ratios.observe(last, row);
      latest = Math.max(latest, batch.seconds[row] + batch.nanos[row] / 1e9);
      if (direction === Direction.In) {
        received.observe(batch, last, row);
        return;
      }
      sent.observe(batch, last, row);
      sources.add(last.ipVersion[row], last.sourceIp, row);
      destinations.add(last.ipVersion[row], last.destinationIp, row);
    },
    finish: () => ({
      ...sent.finish('out'),
      ...received.finish('in'),
      ...traitColumns(traits),
      tshark_frame_epoch: latest,
      ...ratios.finish(),
      tshark_unique_srcips: sources.size(),
      tshark_unique_dstips: destinations.size(),
    }),
  };
};

const lastHeadersOf = (batch: PacketBatch, setId: string): LastHeaders => {
  if (batch.last === undefined) throw new FeatureError('FEATURE_NEEDS_LAST_HEADERS', { setId });
  return batch.last;
};
