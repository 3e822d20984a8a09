import { ping, sendUdp, tcpSession, udpExchange } from '../conversation.ts';
import type { Packet } from '../format/packet.ts';
import { resolve } from '../joining.ts';
import { createNetwork, groupHost, type Host, inOrder } from '../network.ts';
import { ip, mac } from '../packet/address.ts';
import { cooked } from '../packet/link.ts';
import { createRng } from '../rng.ts';

const SERVER: Host = { mac: mac('02:00:5e:40:00:02'), ip: ip('192.0.2.20'), hopLimit: 64 };
const GATEWAY: Host = { mac: mac('02:00:5e:40:00:01'), ip: ip('192.0.2.1'), hopLimit: 64 };
const SERVER_IPV6: Host = { ...SERVER, ip: ip('2001:db8:40::20') };

/** A web server in a data centre, captured on its own `any` interface: who asks is behind the gateway. */
export function cookedServer(startNanos: bigint): readonly Packet[] {
  const packets: Packet[] = [];
  const framing = cooked(SERVER.mac);
  const network = createNetwork({ packets, startNanos, framing, interfaceIndex: 0, rng: createRng(113) });
  network.at(0.2);
  resolve(network, GATEWAY, SERVER);
  udpExchange(network, { client: SERVER, server: GATEWAY, clientPort: 40_053, serverPort: 53 }, [[31, 47]]);
  ping(network, { client: GATEWAY, server: SERVER, clientPort: 0, serverPort: 0 }, 2);
  for (let i = 0; i < 6; i += 1) {
    network.at(3 + i * 1.7);
    const visitor = { mac: GATEWAY.mac, ip: ip(`198.51.100.${20 + i}`), hopLimit: 50 + i };
    tcpSession(network, { client: visitor, server: SERVER, clientPort: 50_000 + i, serverPort: 443 }, [
      [517, 2_900],
      [640, 1_800 + 700 * i],
    ]);
  }
  network.at(14);
  const visitor = { mac: GATEWAY.mac, ip: ip('2001:db8:77::5'), hopLimit: 55 };
  tcpSession(network, { client: visitor, server: SERVER_IPV6, clientPort: 50_100, serverPort: 80 }, [
    [180, 900],
  ]);
  const mdns = groupHost(ip('224.0.0.251'));
  sendUdp(
    network,
    { client: { ...GATEWAY, hopLimit: 255 }, server: mdns, clientPort: 5_353, serverPort: 5_353 },
    40,
  );
  return inOrder(packets);
}
