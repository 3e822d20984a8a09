import { ping, sendUdp, tcpSession, udpExchange } from '../conversation.ts';
import type { Packet } from '../format/packet.ts';
import { createNetwork, type Host, inOrder } from '../network.ts';
import { ip } from '../packet/address.ts';
import { zeros } from '../packet/bytes.ts';
import { portUnreachable } from '../packet/icmp.ts';
import { PROTOCOL } from '../packet/ip.ts';
import { raw } from '../packet/link.ts';
import { createRng } from '../rng.ts';

const NO_MAC = zeros(6);
const PHONE: Host = { mac: NO_MAC, ip: ip('10.8.0.2'), hopLimit: 64 };
const PHONE_IPV6: Host = { mac: NO_MAC, ip: ip('2001:db8:8::2'), hopLimit: 64 };
const RESOLVER: Host = { mac: NO_MAC, ip: ip('10.8.0.1'), hopLimit: 64 };
const SITE: Host = { mac: NO_MAC, ip: ip('203.0.113.44'), hopLimit: 51 };
const SITE_IPV6: Host = { mac: NO_MAC, ip: ip('2001:db8:99::44'), hopLimit: 51 };

/** A phone inside a VPN tunnel: IP packets with no link layer, so no MAC tells who is who. */
export function rawTunnel(startNanos: bigint): readonly Packet[] {
  const packets: Packet[] = [];
  const rng = createRng(101);
  const network = createNetwork({ packets, startNanos, framing: raw, interfaceIndex: 0, rng });
  network.at(0.1);
  ping(network, { client: PHONE, server: RESOLVER, clientPort: 0, serverPort: 0 }, 2);
  udpExchange(network, { client: PHONE, server: RESOLVER, clientPort: 41_001, serverPort: 53 }, [[32, 96]]);
  const quic = { client: PHONE, server: SITE, clientPort: 44_443, serverPort: 443 };
  udpExchange(network, quic, [
    [1_250, 1_250],
    [1_250, 1_250],
    ...Array.from({ length: 8 }, () => [60, 900] as const),
  ]);
  tcpSession(network, { client: PHONE, server: SITE, clientPort: 44_500, serverPort: 443 }, [[517, 3_600]]);
  const overIpv6 = { client: PHONE_IPV6, server: SITE_IPV6, clientPort: 44_501, serverPort: 443 };
  tcpSession(network, overIpv6, [[517, 2_200]]);
  const closedPort = { client: PHONE, server: RESOLVER, clientPort: 41_002, serverPort: 5_351 };
  sendUdp(network, closedPort, 12);
  const refused = packets[packets.length - 1].bytes;
  network.wait(2_000);
  network.send(RESOLVER, PHONE, { protocol: PROTOCOL.Icmp, segment: portUnreachable(refused) });
  return inOrder(packets);
}
