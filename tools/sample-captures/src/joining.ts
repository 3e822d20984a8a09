import { sendUdp } from './conversation.ts';
import { groupHost, type Host, type Network } from './network.ts';
import { ip, linkLocal, mac, solicitedNode } from './packet/address.ts';
import { concat, octets, words, zeros } from './packet/bytes.ts';
import { icmpv6, igmpReport } from './packet/icmp.ts';
import { PROTOCOL } from './packet/ip.ts';
import { arp, ETHERTYPE } from './packet/link.ts';

/** The Ethernet broadcast address. */
const BROADCAST_MAC = mac('ff:ff:ff:ff:ff:ff');

const NO_MAC = zeros(6);
const NO_IP = zeros(4);
const BOOTP_BYTES = 300;
const ICMPV6 = {
  RouterSolicitation: 133,
  RouterAdvertisement: 134,
  NeighbourSolicitation: 135,
  Report: 143,
} as const;

/** DHCP discover, offer, request and acknowledgment, RFC 2131; all four broadcast. */
export function dhcp(network: Network, device: Host, server: Host): void {
  const asking = { mac: device.mac, ip: NO_IP, hopLimit: device.hopLimit };
  const everyone = { mac: BROADCAST_MAC, ip: ip('255.255.255.255'), hopLimit: 1 };
  const request = { client: asking, server: everyone, clientPort: 68, serverPort: 67 };
  const answer = { client: server, server: everyone, clientPort: 67, serverPort: 68 };
  for (const message of [request, answer, request, answer]) {
    sendUdp(network, message, BOOTP_BYTES);
    network.wait(30_000);
  }
}

/** Three probes for the own address, then two announcements of it, RFC 5227. */
export function claimAddress(network: Network, device: Host): void {
  for (const sender of [NO_IP, NO_IP, NO_IP, device.ip, device.ip]) {
    const bytes = arp(1, [device.mac, sender], [NO_MAC, device.ip]);
    network.frame({ source: device.mac, destination: BROADCAST_MAC, etherType: ETHERTYPE.Arp, bytes });
    network.wait(200_000);
  }
}

/** Who has this address? RFC 826. */
export function resolve(network: Network, asking: Host, asked: Host): void {
  const etherType = ETHERTYPE.Arp;
  const question = arp(1, [asking.mac, asking.ip], [NO_MAC, asked.ip]);
  network.frame({ source: asking.mac, destination: BROADCAST_MAC, etherType, bytes: question });
  network.wait(800);
  const answer = arp(2, [asked.mac, asked.ip], [asking.mac, asking.ip]);
  network.frame({ source: asked.mac, destination: asking.mac, etherType, bytes: answer });
  network.wait(500);
}

/** Joins IPv4 multicast groups: IGMPv2 reports with the router alert option, RFC 2236. */
export function joinGroups(network: Network, device: Host, groups: readonly Uint8Array[]): void {
  for (const group of groups) {
    const routerAlert = octets(0x94, 4, 0, 0);
    const packet = { protocol: PROTOCOL.Igmp, options: routerAlert, segment: igmpReport(group) };
    network.send({ ...device, hopLimit: 1 }, groupHost(group), packet);
    network.wait(100_000);
  }
}

/** Duplicate address detection, group report, router solicitation and advertisement (RFC 4861, 4862, 3810). */
export function joinIpv6(network: Network, device: Host, router: Host): void {
  const own = linkLocal(device.mac);
  const group = solicitedNode(own);
  const unnamed = { mac: device.mac, ip: zeros(16), hopLimit: 255 };
  const named = { mac: device.mac, ip: own, hopLimit: 255 };
  reportGroup(network, { ...unnamed, hopLimit: 1 }, group);
  const tentative = concat(zeros(4), own);
  sendIcmpv6(network, [unnamed, groupHost(group)], [ICMPV6.NeighbourSolicitation, tentative]);
  network.wait(1_000_000);
  const ownLinkAddress = concat(octets(1, 1), device.mac);
  const solicitation = concat(zeros(4), ownLinkAddress);
  sendIcmpv6(network, [named, groupHost(ip('ff02::2'))], [ICMPV6.RouterSolicitation, solicitation]);
  network.wait(5_000);
  const advertising = { mac: router.mac, ip: linkLocal(router.mac), hopLimit: 255 };
  const lifetime = concat(octets(64, 0), words(1_800), zeros(8), octets(1, 1), router.mac);
  sendIcmpv6(network, [advertising, groupHost(ip('ff02::1'))], [ICMPV6.RouterAdvertisement, lifetime]);
  network.wait(5_000);
}

/** A version 2 listener report behind a hop-by-hop header with the router alert option (RFC 3810, RFC 2711). */
function reportGroup(network: Network, from: Host, group: Uint8Array): void {
  const listeners = groupHost(ip('ff02::16'));
  const routerAlert = octets(PROTOCOL.Icmpv6, 0, 5, 2, 0, 0, 1, 0);
  const changeToExclude = 4;
  const report = concat(words(0, 1), octets(changeToExclude, 0), words(0), group);
  const message = icmpv6({ source: from.ip, destination: listeners.ip }, ICMPV6.Report, report);
  network.send(from, listeners, { protocol: PROTOCOL.HopByHop, segment: concat(routerAlert, message) });
}

function sendIcmpv6(
  network: Network,
  [from, to]: readonly [Host, Host],
  [type, body]: readonly [number, Uint8Array],
): void {
  const segment = icmpv6({ source: from.ip, destination: to.ip }, type, body);
  network.send(from, to, { protocol: PROTOCOL.Icmpv6, segment });
}
