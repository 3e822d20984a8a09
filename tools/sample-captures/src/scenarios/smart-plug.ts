import { openConnection, ping, sendUdp, tcpSession, udpExchange } from '../conversation.ts';
import type { Packet } from '../format/packet.ts';
import { claimAddress, dhcp, joinGroups, joinIpv6, resolve } from '../joining.ts';
import { createNetwork, groupHost, type Host, inOrder, type Network } from '../network.ts';
import { ip, linkLocal, mac } from '../packet/address.ts';
import { ethernet } from '../packet/link.ts';
import { createRng } from '../rng.ts';

const PLUG: Host = { mac: mac('02:00:5e:10:00:21'), ip: ip('192.168.1.21'), hopLimit: 64 };
const GATEWAY: Host = { mac: mac('02:00:5e:10:00:01'), ip: ip('192.168.1.1'), hopLimit: 64 };
const PHONE: Host = { mac: mac('02:00:5e:10:00:23'), ip: ip('192.168.1.23'), hopLimit: 64 };
const CLOUD: Host = { mac: GATEWAY.mac, ip: ip('203.0.113.10'), hopLimit: 47 };
const TIME_SERVER: Host = { mac: GATEWAY.mac, ip: ip('198.51.100.123'), hopLimit: 52 };
const SSDP = ip('239.255.255.250');
const MDNS = ip('224.0.0.251');
const MDNS_IPV6 = ip('ff02::fb');

/** A consumer smart plug joins a home network, finds its cloud, and is switched from a phone; two minutes. */
export function smartPlug(startNanos: bigint): readonly Packet[] {
  const packets: Packet[] = [];
  const rng = createRng(21);
  const network = createNetwork({ packets, startNanos, framing: ethernet, interfaceIndex: 0, rng });
  join(network);
  findServices(network);
  talkToCloud(network);
  announce(network);
  obeyPhone(network);
  return inOrder(packets);
}

function join(network: Network): void {
  network.at(0.1);
  joinIpv6(network, PLUG, GATEWAY);
  network.at(0.4);
  dhcp(network, PLUG, GATEWAY);
  network.at(1);
  claimAddress(network, PLUG);
  network.at(2.5);
  resolve(network, PLUG, GATEWAY);
  joinGroups(network, PLUG, [SSDP, MDNS]);
}

function findServices(network: Network): void {
  network.at(3);
  const dns = { client: PLUG, server: GATEWAY, clientPort: 49_301, serverPort: 53 };
  udpExchange(network, dns, [
    [34, 66],
    [34, 90],
    [29, 45],
  ]);
  for (const seconds of [4, 20, 84]) {
    network.at(seconds);
    udpExchange(network, { client: PLUG, server: TIME_SERVER, clientPort: 123, serverPort: 123 }, [[48, 48]]);
  }
  network.at(6);
  ping(network, { client: PLUG, server: GATEWAY, clientPort: 0, serverPort: 0 }, 3);
}

function talkToCloud(network: Network): void {
  network.at(5);
  const connection = openConnection(network, {
    client: PLUG,
    server: CLOUD,
    clientPort: 50_112,
    serverPort: 443,
  });
  for (const [requestBytes, responseBytes] of [
    [222, 3_180],
    [126, 51],
    [341, 197],
  ]) {
    connection.transfer('client', requestBytes);
    network.wait(25_000);
    connection.transfer('server', responseBytes);
    network.wait(10_000);
  }
  for (let seconds = 15; seconds < 120; seconds += 15) {
    network.at(seconds);
    connection.transfer('client', 93);
    network.wait(25_000);
    connection.transfer('server', 61);
  }
  network.at(119);
  connection.close();
}

function announce(network: Network): void {
  const ssdp = {
    client: PLUG,
    server: { ...groupHost(SSDP), hopLimit: 4 },
    clientPort: 1_900,
    serverPort: 1_900,
  };
  for (const seconds of [8, 8.2, 8.4, 38, 68, 98]) {
    network.at(seconds);
    sendUdp(network, ssdp, 327);
  }
  const ownIpv6 = { ...PLUG, ip: linkLocal(PLUG.mac), hopLimit: 255 };
  const ownIpv4 = { ...PLUG, hopLimit: 255 };
  for (const seconds of [9, 10, 40]) {
    network.at(seconds);
    sendUdp(network, { client: ownIpv4, server: groupHost(MDNS), clientPort: 5_353, serverPort: 5_353 }, 148);
    network.wait(300);
    sendUdp(
      network,
      { client: ownIpv6, server: groupHost(MDNS_IPV6), clientPort: 5_353, serverPort: 5_353 },
      148,
    );
  }
}

function obeyPhone(network: Network): void {
  network.at(28);
  sendUdp(network, { client: PHONE, server: groupHost(SSDP), clientPort: 41_800, serverPort: 1_900 }, 125);
  network.wait(60_000);
  sendUdp(network, { client: PLUG, server: PHONE, clientPort: 1_900, serverPort: 41_800 }, 289);
  network.at(30);
  resolve(network, PHONE, PLUG);
  for (const [i, seconds] of [31, 52, 77].entries()) {
    network.at(seconds);
    tcpSession(network, { client: PHONE, server: PLUG, clientPort: 42_010 + i, serverPort: 9_999 }, [
      [46, 53],
      [33, 575],
    ]);
  }
}
