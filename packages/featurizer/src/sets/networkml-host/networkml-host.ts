import { defineFeatureSet, type FeatureSet } from '../../feature-set.ts';
import { HOST_COLUMNS } from './columns.ts';
import { type IpFlagsReading } from './direction-counts.ts';
import { HostAccumulator } from './host-accumulator.ts';

/** Whose reading of ip.flags to follow: tshark 4 gives three bits, tshark 3 the whole word with the fragment offset. */
export type IpFlags = 'tshark4' | 'tshark3';

/** The bits of ip.flags as each version of tshark gives them. */
export const IP_FLAGS_READINGS: Readonly<Record<IpFlags, IpFlagsReading>> = {
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
  const reading = options.ipFlags ?? 'tshark4';
  const [setId, ipFlags] = [IDS[reading], IP_FLAGS_READINGS[reading]];
  return defineFeatureSet({
    id: setId,
    version: 1,
    level: 'device',
    needsLastHeaders: true,
    columns: HOST_COLUMNS,
    create: () => new HostAccumulator({ ipFlags, setId }),
  });
};
