import { accumulateByTable } from '../../accumulate-by-table.ts';
import { defineFeatureSet, type FeatureSet } from '../../feature-set.ts';
import { HOST_COLUMN_NAMES, HOST_COLUMNS } from '../networkml-host/columns.ts';
import { HostTable } from '../networkml-host/host-table.ts';
import { IP_FLAGS_READINGS, type IpFlags } from '../networkml-host/ip-flags.ts';

const IDS: Readonly<Record<IpFlags, string>> = {
  tshark4: 'networkml-sessionhost',
  tshark3: 'networkml-sessionhost-tshark3',
};

/**
 * NetworkML's sessionhost features: those of `networkml-host`, for each session of a device by itself
 * (`SessionRegistry` says what a session is). Its quirks are kept, in what it takes for a session too.
 */
export const networkmlSessionhost = (options: { readonly ipFlags?: IpFlags } = {}): FeatureSet => {
  const reading = options.ipFlags ?? 'tshark4';
  const [setId, ipFlags] = [IDS[reading], IP_FLAGS_READINGS[reading]];
  const createTable = (): HostTable => new HostTable({ ipFlags, setId });
  return defineFeatureSet({
    id: setId,
    version: 1,
    level: 'session',
    doc: `What NetworkML 0.6 computes for sessions of hosts with ${reading.replace('tshark', 'tshark ')}, by its names and with its quirks.`,
    needsLastHeaders: true,
    columns: HOST_COLUMNS,
    create: () => accumulateByTable(createTable(), HOST_COLUMN_NAMES),
    createTable,
  });
};
