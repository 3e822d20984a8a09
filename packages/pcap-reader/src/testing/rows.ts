import type { Capture } from '../capture.ts';
import { type DecoderOptions, createPacketDecoder } from '../decode/last/with-last-headers.ts';
import { CaptureError } from '../errors.ts';
import type { LastHeaders } from '../last-headers.ts';
import { PacketBatch } from '../packet-batch.ts';
import type { SyncCapture } from '../sync-capture.ts';

const COLUMNS = [
  'seconds',
  'nanos',
  'deltaSeconds',
  'wireLengthBytes',
  'capturedLengthBytes',
  'interfaceIndex',
  'linkType',
  'protocols',
  'tunnelDepth',
  'damage',
  'sourceMac',
  'destinationMac',
  'etherType',
  'vlanId',
  'innerEtherType',
  'arpOpcode',
  'ipVersion',
  'ipProtocol',
  'hopLimit',
  'trafficClass',
  'ipFlags',
  'fragmentOffset',
  'ipLengthBytes',
  'ipIdentification',
  'sourcePort',
  'destinationPort',
  'payloadLengthBytes',
  'tcpSequence',
  'tcpAcknowledgement',
  'tcpFlags',
  'tcpWindow',
  'tcpMss',
  'tcpWindowScale',
  'tcpOptionOrder',
  'udpLengthBytes',
  'icmpType',
  'icmpCode',
  'greProtocol',
] as const;

const LAST_COLUMNS = [
  'protocols',
  'sourceMac',
  'destinationMac',
  'etherType',
  'vlanId',
  'vlanEtherType',
  'ipVersion',
  'ipv4Protocol',
  'ipv4TrafficClass',
  'ipv4FlagsWord',
  'tcpFlags',
  'tcpSourcePort',
  'tcpDestinationPort',
  'udpSourcePort',
  'udpDestinationPort',
  'arpOpcode',
  'icmpCode',
  'icmpv6Code',
  'greProtocol',
] as const;

/** Copies every column of a row, so that rows can be compared and outlive their batch. */
export const copyRow = (batch: PacketBatch, row: number): readonly number[] => [
  ...COLUMNS.map((column) => batch[column][row]),
  ...batch.sourceIp.subarray(row * 4, row * 4 + 4),
  ...batch.destinationIp.subarray(row * 4, row * 4 + 4),
  ...(batch.last === undefined ? [] : copyLast(batch.last, row)),
];

const copyLast = (last: LastHeaders, row: number): readonly number[] => [
  ...LAST_COLUMNS.map((column) => last[column][row]),
  ...last.sourceIp.subarray(row * 4, row * 4 + 4),
  ...last.destinationIp.subarray(row * 4, row * 4 + 4),
];

/** Reads a capture to its end, or to where it breaks. */
export const readRows = async (
  capture: Capture,
): Promise<{ readonly rows: readonly (readonly number[])[]; readonly error?: CaptureError }> => {
  const rows: (readonly number[])[] = [];
  try {
    for await (const batch of capture) {
      for (let row = 0; row < batch.count; row += 1) rows.push(copyRow(batch, row));
    }
  } catch (error) {
    if (error instanceof CaptureError) return { rows, error };
    throw error;
  }
  return { rows };
};

/** Reads a capture synchronously to its end, or to where it breaks. */
export const readRowsSync = (
  capture: SyncCapture,
): { readonly rows: readonly (readonly number[])[]; readonly error?: CaptureError } => {
  const rows: (readonly number[])[] = [];
  try {
    for (const batch of capture) {
      for (let row = 0; row < batch.count; row += 1) rows.push(copyRow(batch, row));
    }
  } catch (error) {
    if (error instanceof CaptureError) return { rows, error };
    throw error;
  }
  return { rows };
};

/** Reads a capture that fits one batch, and gives that batch. */
export const readBatch = async (capture: Capture): Promise<PacketBatch> => {
  let only: PacketBatch | undefined;
  for await (const batch of capture) only = batch;
  if (only === undefined) throw new TypeError('the capture holds no packets');
  return only;
};

/** The error that reading a capture ends with. */
export const readError = async (capture: Capture): Promise<CaptureError> => {
  const { error } = await readRows(capture);
  if (error === undefined) throw new TypeError('the capture was read to its end');
  return error;
};

/** Decodes packets of one link type, a row each; every packet has memory of its own, so reading past its end throws. */
export const decodeAll = (
  packets: readonly Uint8Array[],
  options: { readonly linkType?: number } & DecoderOptions = {},
): PacketBatch => {
  const { linkType = 1, last = false, headers = 'outer' } = options;
  const batch = new PacketBatch({ capacity: packets.length, last });
  const decode = createPacketDecoder({ last, headers });
  packets.forEach((packet, row) => {
    batch.linkType[row] = linkType;
    decode(new DataView(packet.slice().buffer), 0, packet.length, batch, row);
  });
  batch.count = packets.length;
  return batch;
};

/** Decodes one packet into row 0. */
export const decodeOne = (packet: Uint8Array, linkType = 1): PacketBatch => decodeAll([packet], { linkType });

/** Decodes one packet into row 0, following its tunnels. */
export const decodeInner = (packet: Uint8Array, linkType = 1): PacketBatch =>
  decodeAll([packet], { linkType, headers: 'inner' });

/** Decodes one packet into row 0, and gives the last occurrence of its fields. */
export const decodeLast = (packet: Uint8Array, linkType = 1): LastHeaders =>
  lastOf(decodeAll([packet], { linkType, last: true }));

/** The `last` of a batch that was made with it. */
export const lastOf = (batch: PacketBatch): LastHeaders => {
  if (batch.last === undefined) throw new TypeError('the batch has no last headers');
  return batch.last;
};
