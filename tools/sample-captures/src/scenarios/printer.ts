import { type Ends, type Exchange, sendUdp, tcpSession, udpExchange } from '../conversation.ts';
import type { Packet } from '../format/packet.ts';
import { claimAddress, dhcp, joinGroups, resolve } from '../joining.ts';
import { createNetwork, groupHost, type Host, inOrder, type Network } from '../network.ts';
import { ip, mac } from '../packet/address.ts';
import { ethernet } from '../packet/link.ts';
import { createRng } from '../rng.ts';

const MDNS = ip('224.0.0.251');

/** A printer and those it deals with. */
export interface PrinterNetwork {
  readonly printer: Host;
  /** Its gateway, which is also its DHCP server. */
  readonly gateway: Host;
  /** Sends it jobs. */
  readonly workstation: Host;
  /** Asks how much paper it has. */
  readonly monitor: Host;
}

/** A printer's quarter of an hour: start, two jobs, regular queries and announcements. */
export function printerTraffic(network: Network, hosts: PrinterNetwork): void {
  const { printer, gateway } = hosts;
  network.at(0.5);
  dhcp(network, printer, gateway);
  claimAddress(network, printer);
  resolve(network, printer, gateway);
  joinGroups(network, printer, [MDNS]);
  for (let seconds = 5; seconds < 900; seconds += 120) {
    network.at(seconds);
    announce(network, printer);
  }
  for (let seconds = 15; seconds < 900; seconds += 60) {
    network.at(seconds);
    udpExchange(network, ends(hosts.monitor, printer, [52_100, 161]), [
      [43, 58],
      [46, 71],
    ]);
  }
  printJobs(network, hosts);
}

function announce(network: Network, printer: Host): void {
  const group = groupHost(MDNS);
  sendUdp(network, ends({ ...printer, hopLimit: 255 }, group, [5_353, 5_353]), 412);
}

function printJobs(network: Network, { printer, workstation }: PrinterNetwork): void {
  network.at(61);
  tcpSession(network, ends(workstation, printer, [51_001, 631]), [
    [320, 1_900],
    [410, 230],
  ]);
  network.at(64);
  tcpSession(network, ends(workstation, printer, [51_002, 631]), [[30_000, 310]]);
  network.at(402);
  tcpSession(network, ends(workstation, printer, [51_003, 9_100]), chunks(12, 3_000));
}

function chunks(count: number, bytes: number): readonly Exchange[] {
  return Array.from({ length: count }, () => [bytes, 0] as const);
}

function ends(client: Host, server: Host, [clientPort, serverPort]: readonly [number, number]): Ends {
  return { client, server, clientPort, serverPort };
}

/** The printer alone on a flat network. */
export function lonePrinter(startNanos: bigint): readonly Packet[] {
  const packets: Packet[] = [];
  const network = createNetwork({
    packets,
    startNanos,
    framing: ethernet,
    interfaceIndex: 0,
    rng: createRng(9_100),
  });
  printerTraffic(network, {
    printer: { mac: mac('02:00:5e:20:00:91'), ip: ip('10.20.0.91'), hopLimit: 64 },
    gateway: { mac: mac('02:00:5e:20:00:01'), ip: ip('10.20.0.1'), hopLimit: 64 },
    workstation: { mac: mac('02:00:5e:20:00:33'), ip: ip('10.20.0.33'), hopLimit: 128 },
    monitor: { mac: mac('02:00:5e:20:00:05'), ip: ip('10.20.0.5'), hopLimit: 64 },
  });
  return inOrder(packets);
}
