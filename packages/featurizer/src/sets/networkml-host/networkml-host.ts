import { accumulateByTable } from '../../accumulate-by-table.ts';
import { defineFeatureSet, type FeatureSet } from '../../feature-set.ts';
import { HOST_COLUMN_NAMES, HOST_COLUMNS } from './columns.ts';
import { HostTable } from './host-table.ts';
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
  const createTable = (): HostTable => new HostTable({ ipFlags, setId });
  return defineFeatureSet({
    id: setId,
    version: 1,
    level: 'device',
    doc: `What NetworkML 0.6 computes for hosts with ${reading.replace('tshark', 'tshark ')}, by its names and with its quirks.`,
    needsLastHeaders: true,
    columns: HOST_COLUMNS,
    create: () => accumulateByTable(createTable(), HOST_COLUMN_NAMES),
    createTable,
  });
};
