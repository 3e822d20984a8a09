import {
  DATAGRAM_AT,
  DATAGRAM_KINDS_AT,
  DATAGRAMS,
  LATEST_PORTS,
  MOST_PEERS,
  NONE,
  OTHER_PORT_SET,
  OWN_PORT_SET,
  PEERS,
  PEERS_OTHER_PORTS,
  PEERS_OWN_PORTS,
  RANGE_PLACES,
  SERVICE_AT,
  SERVICE_USE,
  SERVICE_USE_OTHER,
  SERVICES_AT,
} from '../../src/sets/device/layout';
import { addInteger } from './integer-set';
import { count } from './state';

const FIRST_UNPRIVILEGED: u32 = 1024;

/** DHCP's client port: what comes to it is an answer, though it is a port of DHCP as well. */
const DHCP_CLIENT_PORT: u32 = 68;

@inline function serviceOf(port: u32): u32 {
  return load<u8>(SERVICES_AT + port);
}

/**
 * Which service a packet is of, and whether the device is the client (even place) or the server (odd): the place to
 * count it at. Of two known ports the lower is the server's; of two equal ones (DNS, NTP, mDNS between equals) the receiver's.
 */
function servicePlace(mine: u32, theirs: u32, isReceived: u32): u32 {
  const myService = serviceOf(mine);
  const theirService = serviceOf(theirs);
  if (theirService != NONE && (myService == NONE || theirs < mine || (theirs == mine && !isReceived)))
    return 2 * theirService;
  if (myService != NONE) return 2 * myService + 1;
  if (theirs < FIRST_UNPRIVILEGED && theirs <= mine) return SERVICE_USE_OTHER;
  return mine < FIRST_UNPRIVILEGED ? SERVICE_USE_OTHER + 1 : SERVICE_USE_OTHER + 2;
}

/** The kind of a datagram. What goes to a service's port counts first. */
function datagramKind(source: u32, destination: u32, isReceived: u32): u32 {
  const sent = isReceived ? 0 : 2;
  const toService = destination == DHCP_CLIENT_PORT ? NONE : serviceOf(destination);
  const kind = <u32>load<u8>(DATAGRAM_KINDS_AT + toService * 4 + sent + 1);
  return kind == NONE ? load<u8>(DATAGRAM_KINDS_AT + serviceOf(source) * 4 + sent) : kind;
}

/** Goes over to packets between other ports. */
function startFlow(device: usize, direction: usize, isReceived: u32, ports: u32): void {
  const mine = ports >>> 16;
  const theirs = ports & 0xffff;
  const kind = isReceived ? datagramKind(theirs, mine, 1) : datagramKind(mine, theirs, 0);
  store<u32>(direction, ports, LATEST_PORTS);
  store<u32>(direction, SERVICE_USE + servicePlace(mine, theirs, isReceived), SERVICE_AT);
  store<u32>(direction, kind == NONE ? 0 : DATAGRAMS + kind * RANGE_PLACES, DATAGRAM_AT);
  if (addInteger(device + OWN_PORT_SET, mine, MOST_PEERS)) count(device, PEERS + PEERS_OWN_PORTS);
  if (addInteger(device + OTHER_PORT_SET, theirs, MOST_PEERS)) count(device, PEERS + PEERS_OTHER_PORTS);
}

/** Takes in the ports of a TCP segment or UDP datagram; most are those of the packet before of the same direction. */
@inline export function observePorts(device: usize, direction: usize, isReceived: u32, ports: u32): void {
  if (ports != load<u32>(direction, LATEST_PORTS) || ports == 0) startFlow(device, direction, isReceived, ports);
  count(device, <usize>load<u32>(direction, SERVICE_AT));
}

/** The place of the range of datagrams like the one whose ports were taken in last; 0 where they are of no kind. */
@inline export function datagramPlace(direction: usize): usize {
  return <usize>load<u32>(direction, DATAGRAM_AT);
}
