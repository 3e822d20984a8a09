import { tcpSession, udpExchange } from '../conversation.ts';
import type { Packet } from '../format/packet.ts';
import { dhcp, resolve } from '../joining.ts';
import { createNetwork, type Host, inOrder, type Network } from '../network.ts';
import { ip, mac } from '../packet/address.ts';
import { tagged } from '../packet/link.ts';
import { createRng } from '../rng.ts';
import { printerTraffic } from './printer.ts';

const ROUTER_MAC = mac('02:00:5e:30:00:01');
const ROUTER: Host = { mac: ROUTER_MAC, ip: ip('10.10.0.1'), hopLimit: 64 };
const WORKSTATION: Host = { mac: mac('02:00:5e:30:00:33'), ip: ip('10.10.0.33'), hopLimit: 128 };
const CONTROLLER: Host = { mac: mac('02:00:5e:30:00:10'), ip: ip('10.10.0.10'), hopLimit: 128 };
const WEB: Host = { mac: ROUTER_MAC, ip: ip('203.0.113.80'), hopLimit: 54 };

const PRINT_ROUTER: Host = { mac: mac('02:00:5e:30:14:01'), ip: ip('10.20.0.1'), hopLimit: 64 };
const PRINTER: Host = { mac: mac('02:00:5e:30:14:91'), ip: ip('10.20.0.91'), hopLimit: 64 };

/** The interfaces of the office capture: the staff network, VLAN 10, and the printers' network, VLAN 20. */
export const OFFICE_INTERFACES = ['staff', 'printers'] as const;

/** A quarter of an hour in an office: a workstation, its domain controller, and a printer behind a router. */
export function office(startNanos: bigint): readonly Packet[] {
  const packets: Packet[] = [];
  const rng = createRng(445);
  const staff = createNetwork({ packets, startNanos, framing: tagged(10), interfaceIndex: 0, rng });
  logOn(staff);
  useFileShare(staff);
  browse(staff);
  const printers = createNetwork({ packets, startNanos, framing: tagged(20), interfaceIndex: 1, rng });
  printerTraffic(printers, {
    printer: PRINTER,
    gateway: PRINT_ROUTER,
    workstation: { ...WORKSTATION, mac: PRINT_ROUTER.mac, hopLimit: 127 },
    monitor: { ...CONTROLLER, mac: PRINT_ROUTER.mac, hopLimit: 127 },
  });
  return inOrder(packets);
}

function logOn(network: Network): void {
  network.at(1);
  dhcp(network, WORKSTATION, CONTROLLER);
  resolve(network, WORKSTATION, CONTROLLER);
  resolve(network, WORKSTATION, ROUTER);
  for (const clientPort of [53_001, 53_002, 53_003, 53_004, 53_005]) {
    const dns = { client: WORKSTATION, server: CONTROLLER, clientPort, serverPort: 53 };
    udpExchange(network, dns, [[48, 112]]);
  }
  for (const clientPort of [49_701, 49_702, 49_703]) {
    const kerberos = { client: WORKSTATION, server: CONTROLLER, clientPort, serverPort: 88 };
    tcpSession(network, kerberos, [[297, 1_522]]);
  }
  for (const clientPort of [49_710, 49_711, 49_712]) {
    const ldap = { client: WORKSTATION, server: CONTROLLER, clientPort, serverPort: 389 };
    tcpSession(network, ldap, [
      [258, 194],
      [331, 2_244],
      [7, 0],
    ]);
  }
}

function useFileShare(network: Network): void {
  network.at(20);
  const smb = { client: WORKSTATION, server: CONTROLLER, clientPort: 49_720, serverPort: 445 };
  const metadata = Array.from({ length: 14 }, () => [168, 256] as const);
  tcpSession(network, smb, [[154, 380], [2_100, 310], ...metadata, [117, 21_900], [24_000, 84]]);
}

function browse(network: Network): void {
  for (const [i, seconds] of [100, 180, 310, 540, 700].entries()) {
    network.at(seconds);
    const dns = { client: WORKSTATION, server: CONTROLLER, clientPort: 53_100 + i, serverPort: 53 };
    udpExchange(network, dns, [
      [33, 49],
      [33, 77],
    ]);
    const https = { client: WORKSTATION, server: WEB, clientPort: 49_800 + i, serverPort: 443 };
    tcpSession(network, https, [
      [517, 4_096],
      [126, 51],
      [740, 5_900],
    ]);
  }
}
