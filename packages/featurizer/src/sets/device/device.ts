import { PacketBatch } from '@networkml/pcap-reader';

import {
  type Accumulator,
  type ColumnDeclaration,
  defineFeatureSet,
  Direction,
  type FeatureSet,
} from '../../feature-set.ts';
import { audience } from './audience.ts';
import { datagrams } from './datagrams.ts';
import { handshakes } from './handshakes.ts';
import { ipHeaders } from './ip-headers.ts';
import { layers } from './layers.ts';
import { lengths } from './lengths.ts';
import { messages } from './messages.ts';
import { type DevicePacket, type DeviceState, type Part, type PartMaker } from './part.ts';
import { payloads } from './payloads.ts';
import { peers } from './peers.ts';
import { serviceUse } from './service-use.ts';
import { tcpFlags } from './tcp-flags.ts';
import { timing } from './timing.ts';
import { volume } from './volume.ts';

/** Gives each part places behind those of the parts before. */
const layOut = (makers: readonly PartMaker[]): readonly Part[] => {
  let base = 0;
  return makers.map((make) => {
    const part = make(base);
    base += part.places;
    return part;
  });
};

const PARTS = layOut([
  volume,
  lengths,
  payloads,
  timing,
  layers,
  serviceUse,
  datagrams,
  ipHeaders,
  handshakes,
  tcpFlags,
  messages,
  audience,
  peers,
]);

const COLUMNS: Readonly<Record<string, ColumnDeclaration>> = Object.fromEntries(
  PARTS.flatMap(({ group, columns }) =>
    Object.entries(columns).map(([name, declaration]) => [name, { ...declaration, group }]),
  ),
);

const COLUMN_NAMES = Object.keys(COLUMNS);

/** The numbers of a device without packets. */
const EMPTY_TALLY = new Float64Array(PARTS.reduce((places, part) => places + part.places, 0));
for (const part of PARTS) part.prepare?.(EMPTY_TALLY);

/**
 * What tells devices apart in the headers of layers 2 to 4, in names and units of its own. No address, absolute time, port
 * number, sequence number or identification is among it: only sizes, times between packets, shares and how headers are filled.
 */
export const deviceFeatures: FeatureSet = defineFeatureSet({
  id: 'device',
  version: 1,
  level: 'device',
  doc: 'What tells devices apart, from headers of layers 2 to 4 alone; the default.',
  columns: COLUMNS,
  create: () => createDeviceAccumulator(),
});

/** The packet being observed: one object for all devices, since no observation overlaps another. */
const PACKET: DevicePacket = {
  batch: new PacketBatch({ capacity: 1 }),
  row: 0,
  isSent: false,
  protocols: 0,
  lengthBytes: 0,
};

const createDeviceAccumulator = (): Accumulator => {
  const state: DeviceState = {
    tally: EMPTY_TALLY.slice(),
    samples: [undefined, undefined, undefined, undefined],
    peers: undefined,
  };
  const writeRow = (row: Float64Array): void => {
    let at = 0;
    const put = (value: number): void => {
      row[at] = value;
      at += 1;
    };
    for (const part of PARTS) part.write(state, put);
  };
  return {
    observe(batch, row, direction) {
      PACKET.batch = batch;
      PACKET.row = row;
      PACKET.isSent = direction === Direction.Out;
      PACKET.protocols = batch.protocols[row];
      PACKET.lengthBytes = batch.wireLengthBytes[row];
      for (const part of PARTS) part.observe(state, PACKET);
    },
    finish() {
      const row = new Float64Array(COLUMN_NAMES.length);
      writeRow(row);
      return Object.fromEntries(COLUMN_NAMES.map((name, at) => [name, row[at]]));
    },
    writeRow,
  };
};
