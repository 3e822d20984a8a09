import { ethernet, ipv4, ipv6, join, type Ports, tcp, udp, uint16, uint32, zeros } from './frames.ts';
import { type Station, type TypicalAddresses } from './typical-addresses.ts';

/** A frame, when it was captured, and how much of it where that is not all. */
export interface TypicalPacket {
  /** Milliseconds since the capture began. */
  readonly millis: number;
  readonly bytes: Uint8Array;
  /** Bytes the capture holds at most. */
  readonly cutAt?: number;
}

const [IPV4, ARP, VLAN, IPV6, EAPOL] = [0x0800, 0x0806, 0x8100, 0x86dd, 0x888e];
const [ICMP, IP_IN_IP, TCP, UDP, ICMPV6] = [1, 4, 6, 17, 58];
const [FIN, SYN, RST, PSH, ACK] = [0x01, 0x02, 0x04, 0x08, 0x10];
const BROADCAST = zeros(6).fill(0xff);
const NOBODY = zeros(4);
const EVERYBODY = zeros(4).fill(0xff);
const MORE_FRAGMENTS = 0x2000;

/** Maximum segment size 1460, SACK permitted, window scale 7. */
const SYN_OPTIONS = Uint8Array.of(2, 4, 0x05, 0xb4, 4, 2, 1, 3, 3, 7, 0, 0);

/** Makes frames of a network with these addresses, counting identifications and sequence numbers up. */
interface Network {
  /** An IPv4 packet on the local network. */
  local(from: Station, to: Station, payload: { protocol: number; bytes: Uint8Array }): Uint8Array;
  /** A TCP segment between the device and the server behind the gateway. */
  remote(isSent: boolean, flags: number, payloadBytes: number): Uint8Array;
  /** What the device sends to a group over IPv4 or IPv6, each with its MAC address. */
  toGroup(group: { mac: Uint8Array; ip: Uint8Array; from: Uint8Array }, datagram: Uint8Array): Uint8Array;
  identification(): number;
  sequence(): number;
}

const networkOf = (addresses: TypicalAddresses): Network => {
  const { device, gateway, server, firstPort } = addresses;
  let packets = 0;
  const identification = (): number => (addresses.firstIdentification + ++packets) & 0xffff;
  const sequence = (): number => (addresses.firstSequence + 1460 * ++packets) >>> 0;
  return {
    identification,
    sequence,
    local: (from, to, { protocol, bytes }) =>
      ethernet(to.mac, from.mac, {
        type: IPV4,
        bytes: ipv4({ from: from.ipv4, to: to.ipv4 }, { protocol, identification: identification() }, bytes),
      }),
    remote: (isSent, flags, payloadBytes) => {
      const ports: Ports = isSent ? [firstPort, 443] : [443, firstPort];
      const options = (flags & SYN) === 0 ? zeros(0) : SYN_OPTIONS;
      const segment = tcp(ports, { sequence: sequence(), flags, options, payload: zeros(payloadBytes) });
      const [from, to] = isSent ? [device.ipv4, server.ipv4] : [server.ipv4, device.ipv4];
      const [sender, receiver] = isSent ? [device, gateway] : [gateway, device];
      const packet = ipv4({ from, to }, { protocol: TCP, identification: identification() }, segment);
      return ethernet(receiver.mac, sender.mac, { type: IPV4, bytes: packet });
    },
    toGroup: ({ mac, ip, from }, datagram) =>
      ip.length === 4
        ? ethernet(mac, device.mac, {
            type: IPV4,
            bytes: ipv4({ from, to: ip }, { protocol: UDP, identification: identification() }, datagram),
          })
        : ethernet(mac, device.mac, { type: IPV6, bytes: ipv6({ from, to: ip }, UDP, datagram) }),
  };
};

/**
 * What a device meets in its first minutes, both ways: ARP, DHCP, DNS, TCP, ICMP, IPv6, multicast, a tag, a tunnel,
 * fragments, damaged packets, and times that stand still, jump and run back.
 */
export const typicalPackets = (addresses: TypicalAddresses): TypicalPacket[] => {
  const network = networkOf(addresses);
  return [
    ...joining(addresses, network),
    ...talking(addresses, network),
    ...ipv6Packets(addresses, network),
    ...oddPackets(addresses, network),
    ...damagedPackets(addresses, network),
  ];
};

const joining = (addresses: TypicalAddresses, network: Network): TypicalPacket[] => {
  const { device, gateway, firstPort } = addresses;
  const arp = (opcode: number, from: Station, to: Station): Uint8Array =>
    join(uint16(1), uint16(IPV4), 6, 4, uint16(opcode), from.mac, from.ipv4, to.mac, to.ipv4);
  const discover = udp([68, 67], zeros(300));
  const query = { protocol: UDP, bytes: udp([firstPort + 1, 53], zeros(33)) };
  const answer = { protocol: UDP, bytes: udp([53, firstPort + 1], zeros(120)) };
  return [
    { millis: 0, bytes: network.toGroup({ mac: BROADCAST, ip: EVERYBODY, from: NOBODY }, discover) },
    { millis: 20, bytes: ethernet(BROADCAST, device.mac, { type: ARP, bytes: arp(1, device, gateway) }) },
    { millis: 20, bytes: ethernet(device.mac, gateway.mac, { type: ARP, bytes: arp(2, gateway, device) }) },
    { millis: 31, bytes: network.local(device, gateway, query) },
    { millis: 44, bytes: network.local(gateway, device, answer) },
  ];
};

const talking = ({ device, peer, firstPort }: TypicalAddresses, network: Network): TypicalPacket[] => {
  const ssh = (isSent: boolean, flags: number): Uint8Array => {
    const ports: Ports = isSent ? [22, firstPort] : [firstPort, 22];
    const bytes = tcp(ports, { sequence: network.sequence(), flags });
    return isSent
      ? network.local(device, peer, { protocol: TCP, bytes })
      : network.local(peer, device, { protocol: TCP, bytes });
  };
  const echo = (type: number): { protocol: number; bytes: Uint8Array } => ({
    protocol: ICMP,
    bytes: join(type, 0, uint16(0), uint32(1), zeros(32)),
  });
  return [
    { millis: 60, bytes: network.remote(true, SYN, 0) },
    { millis: 82, bytes: network.remote(false, SYN | ACK, 0) },
    { millis: 83, bytes: network.remote(true, ACK, 0) },
    { millis: 90, bytes: network.remote(true, PSH | ACK, 517) },
    { millis: 115, bytes: network.remote(false, ACK, 1400) },
    { millis: 115, bytes: network.remote(false, PSH | ACK, 811) },
    { millis: 117, bytes: network.remote(true, ACK, 0) },
    { millis: 400, bytes: ssh(false, SYN) },
    { millis: 401, bytes: ssh(true, RST | ACK) },
    { millis: 512, bytes: network.local(peer, device, echo(8)) },
    { millis: 513, bytes: network.local(device, peer, echo(0)) },
    { millis: 2000, bytes: network.remote(true, FIN | ACK, 0) },
    { millis: 2021, bytes: network.remote(false, FIN | ACK, 0) },
  ];
};

const ipv6Packets = (addresses: TypicalAddresses, network: Network): TypicalPacket[] => {
  const { device, gateway, server, firstPort } = addresses;
  const allNodes = Uint8Array.of(0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
  const mdns = {
    mac: Uint8Array.of(0x33, 0x33, 0, 0, 0, 0xfb),
    ip: Uint8Array.of(0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xfb),
    from: device.ipv6,
  };
  const solicitation = join(135, 0, uint16(0), uint32(0), device.ipv6);
  const segment = (isSent: boolean, payloadBytes: number): Uint8Array => {
    const ports: Ports = isSent ? [firstPort + 2, 443] : [443, firstPort + 2];
    return tcp(ports, { sequence: network.sequence(), flags: ACK, payload: zeros(payloadBytes) });
  };
  const out = ipv6({ from: device.ipv6, to: server.ipv6 }, TCP, segment(true, 90));
  const back = ipv6({ from: server.ipv6, to: device.ipv6 }, TCP, segment(false, 1200));
  const detection = ipv6({ from: zeros(16), to: allNodes }, ICMPV6, solicitation);
  return [
    { millis: 2500, bytes: ethernet(mdns.mac, device.mac, { type: IPV6, bytes: detection }) },
    { millis: 2700, bytes: network.toGroup(mdns, udp([5353, 5353], zeros(64))) },
    { millis: 2800, bytes: ethernet(gateway.mac, device.mac, { type: IPV6, bytes: out }) },
    { millis: 2830, bytes: ethernet(device.mac, gateway.mac, { type: IPV6, bytes: back }) },
  ];
};

/** Packets that take a set out of its way: a tag, a tunnel, fragments, an error that quotes, a gap, time running back. */
const oddPackets = (addresses: TypicalAddresses, network: Network): TypicalPacket[] => {
  const { device, peer, gateway, firstPort } = addresses;
  const ends = { from: device.ipv4, to: peer.ipv4 };
  const tagged = ipv4(ends, { protocol: UDP, identification: 1 }, udp([123, 123], zeros(48)));
  const inner = ipv4(ends, { protocol: UDP, identification: 2 }, udp([firstPort, 161], zeros(40)));
  const quoted = ipv4(ends, { protocol: UDP, identification: 3 }, udp([firstPort, 9], zeros(0)));
  const datagram = udp([firstPort + 3, 2049], zeros(2000));
  const identification = network.identification();
  const fragment = (flagsWord: number, bytes: Uint8Array): Uint8Array =>
    ethernet(peer.mac, device.mac, {
      type: IPV4,
      bytes: ipv4(ends, { protocol: UDP, identification, flagsWord }, bytes),
    });
  return [
    {
      millis: 3000,
      bytes: ethernet(peer.mac, device.mac, { type: VLAN, bytes: join(uint16(20), uint16(IPV4), tagged) }),
    },
    { millis: 3100, bytes: network.local(device, gateway, { protocol: IP_IN_IP, bytes: inner }) },
    { millis: 3200, bytes: fragment(MORE_FRAGMENTS, datagram.subarray(0, 1480)) },
    { millis: 3201, bytes: fragment(1480 / 8, datagram.subarray(1480)) },
    {
      millis: 3300,
      bytes: network.local(peer, device, {
        protocol: ICMP,
        bytes: join(3, 3, uint16(0), uint32(0), quoted),
      }),
    },
    { millis: 900_000, bytes: network.remote(true, PSH | ACK, 31) },
    { millis: 899_998, bytes: network.remote(false, ACK, 0) },
    { millis: 901_000, bytes: ethernet(device.mac, gateway.mac, { type: EAPOL, bytes: zeros(50) }) },
    { millis: 902_000, bytes: ethernet(peer.mac, device.mac, { type: 42, bytes: zeros(46) }) }, // a length: LLC
  ];
};

const damagedPackets = ({ device, peer }: TypicalAddresses, network: Network): TypicalPacket[] => {
  const segment = tcp([80, 8080], { sequence: network.sequence(), flags: ACK });
  const short = network.local(device, peer, { protocol: TCP, bytes: segment.subarray(0, 11) });
  const wrongOffset = join(segment.subarray(0, 12), 0x10, segment.subarray(13));
  return [
    { millis: 903_000, bytes: network.local(peer, device, { protocol: TCP, bytes: wrongOffset }) },
    { millis: 903_100, bytes: short },
    { millis: 903_200, bytes: network.remote(true, ACK, 100), cutAt: 22 },
    { millis: 903_300, bytes: network.remote(false, ACK, 100), cutAt: 10 },
    { millis: 903_400, bytes: ethernet(device.mac, peer.mac, { type: IPV6, bytes: zeros(8) }) },
  ];
};
