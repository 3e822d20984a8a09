import { defineFeatureSet, type FeatureSet } from '../../feature-set.ts';
import { HOST_COLUMNS } from './columns.ts';
import { HostAccumulator } from './host-accumulator.ts';
import { IP_FLAGS_READINGS, type IpFlags } from './ip-flags.ts';

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
    doc: `What NetworkML 0.6 computes for hosts with ${reading.replace('tshark', 'tshark ')}, by its names and with its quirks.`,
    needsLastHeaders: true,
    columns: HOST_COLUMNS,
    create: () => new HostAccumulator({ ipFlags, setId }),
  });
};
