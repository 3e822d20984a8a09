import { type PacketBatch } from '@networkml/pcap-reader';

import {
  type Accumulator,
  type ColumnDeclaration,
  defineFeatureSet,
  Direction,
  type FeatureSet,
  type PacketList,
} from '../../feature-set.ts';
import { audience } from './audience.ts';
import { datagrams } from './datagrams.ts';
import { partPackets } from './device-packets.ts';
import { handshakes } from './handshakes.ts';
import { ipHeaders } from './ip-headers.ts';
import { layers } from './layers.ts';
import { lengths } from './lengths.ts';
import { messages } from './messages.ts';
import { type DeviceState, type Part, type PartMaker, VOLUME_PLACES } from './part.ts';
import { payloads } from './payloads.ts';
import { peers } from './peers.ts';
import { serviceUse } from './service-use.ts';
import { tcpFlags } from './tcp-flags.ts';
import { timing } from './timing.ts';
import { volume } from './volume.ts';

const MAKERS = [
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
] satisfies PartMaker[];

/** Gives each part places behind those of the parts before. */
const layOut = (makers: readonly PartMaker[]): readonly Part[] => {
  let base = VOLUME_PLACES;
  return makers.map((make) => {
    const part = make(base);
    base += part.places;
    return part;
  });
};

const PARTS = layOut(MAKERS);

const COLUMNS: Readonly<Record<string, ColumnDeclaration>> = Object.fromEntries(
  PARTS.flatMap(({ group, columns }) =>
    Object.entries(columns).map(([name, declaration]) => [name, { ...declaration, group }]),
  ),
);

const COLUMN_NAMES = Object.keys(COLUMNS);

/** The numbers of a device without packets. */
const EMPTY_TALLY = new Float64Array(PARTS.reduce((places, part) => places + part.places, VOLUME_PLACES));
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

/** Packets alone, for those who observe one by one. */
const ENTRY = new Uint32Array(1);
const ROW = new Uint32Array(1);
const NO_ROWS = new Uint32Array(0);
const SENT: PacketList = { entries: ENTRY, sent: ROW, received: NO_ROWS };
const RECEIVED: PacketList = { entries: ENTRY, sent: NO_ROWS, received: ROW };

const createDeviceAccumulator = (): Accumulator => {
  const state: DeviceState = {
    tally: EMPTY_TALLY.slice(),
    lengths: [undefined, undefined],
    gaps: [undefined, undefined],
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
  const observeAll = (batch: PacketBatch, packets: PacketList): void => {
    const parted = partPackets(batch, packets);
    for (const part of PARTS) part.observe?.(state, batch, parted);
  };
  return {
    observe(batch, row, direction) {
      ENTRY[0] = row * 2 + direction;
      ROW[0] = row;
      observeAll(batch, direction === Direction.Out ? SENT : RECEIVED);
    },
    observeAll,
    finish() {
      const row = new Float64Array(COLUMN_NAMES.length);
      writeRow(row);
      return Object.fromEntries(COLUMN_NAMES.map((name, at) => [name, row[at]]));
    },
    writeRow,
  };
};
