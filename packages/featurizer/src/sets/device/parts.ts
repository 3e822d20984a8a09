import { type ColumnDeclaration } from '../../feature-set.ts';
import { audience } from './audience.ts';
import { datagrams } from './datagrams.ts';
import { handshakes } from './handshakes.ts';
import { ipHeaders } from './ip-headers.ts';
import { layers } from './layers.ts';
import { PLACES } from './layout.ts';
import { lengths } from './lengths.ts';
import { messages } from './messages.ts';
import { type Part } from './part.ts';
import { payloads } from './payloads.ts';
import { peers } from './peers.ts';
import { serviceUse } from './service-use.ts';
import { tcpFlags } from './tcp-flags.ts';
import { timing } from './timing.ts';
import { volume } from './volume.ts';

/** All parts, in the order of their columns. */
export const PARTS: readonly Part[] = [
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
];

/** The columns of all parts. */
export const COLUMNS: Readonly<Record<string, ColumnDeclaration>> = Object.fromEntries(
  PARTS.flatMap(({ group, columns }) =>
    Object.entries(columns).map(([name, declaration]) => [name, { ...declaration, group }]),
  ),
);

/** The doubles of a device without packets. */
export const EMPTY_TALLY: Float64Array = new Float64Array(PLACES);
for (const part of PARTS) part.prepare?.(EMPTY_TALLY);
