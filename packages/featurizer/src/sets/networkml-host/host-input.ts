import { type LastHeaders, type PacketBatch } from '@networkml/pcap-reader';

import { FeatureError } from '../../errors.ts';
import { type InputColumn, type KernelInput } from '../../kernel/kernel-input.ts';
import * as at from './kernel-layout.ts';

type Column = ReturnType<InputColumn[1]>;

/** What is read of a batch. */
const COLUMNS: readonly (readonly [place: number, column: (batch: PacketBatch) => Column])[] = [
  [at.SECONDS, (batch) => batch.seconds],
  [at.NANOS, (batch) => batch.nanos],
  [at.DELTA_SECONDS, (batch) => batch.deltaSeconds],
  [at.WIRE_LENGTH, (batch) => batch.wireLengthBytes],
];

/** What is read of its last headers. */
const LAST_COLUMNS: readonly (readonly [place: number, column: (last: LastHeaders) => Column])[] = [
  [at.PROTOCOLS, (last) => last.protocols],
  [at.ETHER_TYPE, (last) => last.etherType],
  [at.VLAN_ID, (last) => last.vlanId],
  [at.IP_VERSION, (last) => last.ipVersion],
  [at.SOURCE_IP, (last) => last.sourceIp],
  [at.DESTINATION_IP, (last) => last.destinationIp],
  [at.IPV4_PROTOCOL, (last) => last.ipv4Protocol],
  [at.IPV4_TRAFFIC_CLASS, (last) => last.ipv4TrafficClass],
  [at.IPV4_FLAGS_WORD, (last) => last.ipv4FlagsWord],
  [at.TCP_FLAGS, (last) => last.tcpFlags],
  [at.TCP_SOURCE_PORT, (last) => last.tcpSourcePort],
  [at.TCP_DESTINATION_PORT, (last) => last.tcpDestinationPort],
  [at.UDP_SOURCE_PORT, (last) => last.udpSourcePort],
  [at.UDP_DESTINATION_PORT, (last) => last.udpDestinationPort],
];

const addressOf = (place: number): number => at.COLUMNS_AT + place * at.ROWS;

/** What the kernel reads of a batch, and where; reading one without last headers throws FEATURE_NEEDS_LAST_HEADERS. */
export const createHostInput = (setId: string): KernelInput => {
  const lastOf = ({ last }: PacketBatch): LastHeaders => {
    if (last === undefined) throw new FeatureError('FEATURE_NEEDS_LAST_HEADERS', { setId });
    return last;
  };
  return {
    rows: at.ROWS,
    columns: [
      ...COLUMNS.map(([place, column]): InputColumn => [addressOf(place), column]),
      ...LAST_COLUMNS.map(([place, column]): InputColumn => [
        addressOf(place),
        (batch) => column(lastOf(batch)),
      ]),
    ],
    entriesAt: addressOf(at.ENTRIES),
    subjectsAt: addressOf(at.SUBJECTS),
  };
};
