import { type InputColumn, type KernelInput } from '../../kernel/kernel-input.ts';
import { type Kernel, KernelPool } from '../../kernel/kernel-pool.ts';
import { DATAGRAM_KINDS } from './datagrams.ts';
import { deviceWasm } from './device-wasm.ts';
import * as at from './layout.ts';
import { ICMP_PLACES, ICMPV6_PLACES } from './messages.ts';
import { EMPTY_TALLY } from './parts.ts';
import { SERVICE_OF_PORT } from './services.ts';

/** The functions of the kernel: see assembly/device.ts. */
const NAMES = ['start', 'observe', 'finish', 'usedBytes'] as const;

type FunctionName = (typeof NAMES)[number];

/** What counts the packets of devices, in a memory of its own. */
export type DeviceKernel = Kernel<FunctionName>;

/** Starts what counts the packets of devices. */
export const DEVICE_KERNELS: KernelPool<FunctionName> = new KernelPool<FunctionName>({
  wasm: deviceWasm,
  names: NAMES,
  fixedBytes: at.BLOCKS_AT,
  prepare({ memory: { buffer }, call }) {
    const bytes = new Uint8Array(buffer);
    bytes.set(SERVICE_OF_PORT, at.SERVICES_AT);
    bytes.set(DATAGRAM_KINDS, at.DATAGRAM_KINDS_AT);
    bytes.set(ICMP_PLACES, at.ICMP_PLACES_AT);
    bytes.set(ICMPV6_PLACES, at.ICMPV6_PLACES_AT);
    new Float64Array(buffer, at.EMPTY_AT, at.PLACES).set(EMPTY_TALLY);
    call.start();
  },
});

const COLUMNS: readonly InputColumn[] = [
  [at.SECONDS, (batch) => batch.seconds],
  [at.DESTINATION_MAC, (batch) => batch.destinationMac],
  [at.SOURCE_IP, (batch) => batch.sourceIp],
  [at.DESTINATION_IP, (batch) => batch.destinationIp],
  [at.NANOS, (batch) => batch.nanos],
  [at.WIRE_LENGTH, (batch) => batch.wireLengthBytes],
  [at.PROTOCOLS, (batch) => batch.protocols],
  [at.PAYLOAD_LENGTH, (batch) => batch.payloadLengthBytes],
  [at.TCP_OPTION_ORDER, (batch) => batch.tcpOptionOrder],
  [at.SOURCE_PORT, (batch) => batch.sourcePort],
  [at.DESTINATION_PORT, (batch) => batch.destinationPort],
  [at.TCP_FLAGS, (batch) => batch.tcpFlags],
  [at.TCP_WINDOW, (batch) => batch.tcpWindow],
  [at.TCP_MSS, (batch) => batch.tcpMss],
  [at.UDP_LENGTH, (batch) => batch.udpLengthBytes],
  [at.INNER_ETHER_TYPE, (batch) => batch.innerEtherType],
  [at.ARP_OPCODE, (batch) => batch.arpOpcode],
  [at.IP_VERSION, (batch) => batch.ipVersion],
  [at.IP_PROTOCOL, (batch) => batch.ipProtocol],
  [at.HOP_LIMIT, (batch) => batch.hopLimit],
  [at.TRAFFIC_CLASS, (batch) => batch.trafficClass],
  [at.IP_FLAGS, (batch) => batch.ipFlags],
  [at.TCP_WINDOW_SCALE, (batch) => batch.tcpWindowScale],
  [at.ICMP_TYPE, (batch) => batch.icmpType],
  [at.TUNNEL_DEPTH, (batch) => batch.tunnelDepth],
];

/** What the kernel reads of a batch, and where. */
export const DEVICE_INPUT: KernelInput = {
  rows: at.ROWS,
  columns: COLUMNS.map(([place, column]) => [at.COLUMNS_AT + place * at.PITCH, column]),
  entriesAt: at.ENTRIES_AT,
  subjectsAt: at.SUBJECTS_AT,
};
