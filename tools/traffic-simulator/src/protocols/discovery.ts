import { answer, ask, type Dialogue, type Message, overUdp } from '../flow/dialogue.ts';
import type { Random } from '../random.ts';

/** A multicast or broadcast address and its card address. */
export interface Group {
  readonly ip: Uint8Array;
  readonly mac: Uint8Array;
}

const group4 = (...ip: readonly number[]): Group => ({
  ip: Uint8Array.from(ip),
  mac: Uint8Array.of(0x01, 0x00, 0x5e, ip[1] & 0x7f, ip[2], ip[3]),
});

const group6 = (...words: readonly number[]): Group => {
  const ip = Uint8Array.from(words.flatMap((word) => [word >>> 8, word & 0xff]));
  return { ip, mac: Uint8Array.of(0x33, 0x33, ...ip.subarray(12)) };
};

type GroupName = 'mdns' | 'mdns6' | 'llmnr' | 'llmnr6' | 'ssdp' | 'wsd6' | 'routers6' | 'dhcp6' | 'broadcast';

/** Groups that discovery protocols use. */
export const GROUP: Readonly<Record<GroupName, Group>> = {
  mdns: group4(224, 0, 0, 251),
  mdns6: group6(0xff02, 0, 0, 0, 0, 0, 0, 0xfb),
  llmnr: group4(224, 0, 0, 252),
  llmnr6: group6(0xff02, 0, 0, 0, 0, 0, 1, 3),
  ssdp: group4(239, 255, 255, 250),
  wsd6: group6(0xff02, 0, 0, 0, 0, 0, 0, 0x0c),
  routers6: group6(0xff02, 0, 0, 0, 0, 0, 0, 2),
  dhcp6: group6(0xff02, 0, 0, 0, 0, 0, 1, 2),
  broadcast: { ip: new Uint8Array(4).fill(255), mac: new Uint8Array(6).fill(255) },
};

const repeated = (random: Random, count: number, message: () => Message): readonly Message[] =>
  Array.from({ length: count }, (_, i) =>
    i === 0 ? { ...message(), afterMillis: 0 } : { ...message(), afterMillis: random.around(700, 0.3) },
  );

/** Names asked for or announced on the link by multicast DNS (RFC 6762). */
export const mdns = (random: Random): Dialogue => {
  const median = random.pick([45, 90, 260, 420]);
  return overUdp(
    5353,
    repeated(random, random.integer(1, 4), () => ask(random.around(median, 0.3))),
    { clientPort: 5353 },
  );
};

/** A name asked for on the link (RFC 4795), twice. */
export const llmnr = (random: Random): Dialogue => {
  const bytes = random.integer(20, 36);
  return overUdp(5355, [ask(bytes), ask(bytes, random.around(410, 0.02))]);
};

/** A NetBIOS name asked for by broadcast, three times (RFC 1002). */
export const netbiosName = (random: Random): Dialogue =>
  overUdp(
    137,
    repeated(random, random.integer(1, 4), () => ask(random.chance(0.7) ? 50 : 68)),
    { clientPort: 137 },
  );

/** A NetBIOS name or the state of a host asked of one host (RFC 1002). */
export const netbiosQuery = (random: Random): Dialogue =>
  overUdp(137, [ask(50), answer(random.pick([62, random.integer(150, 270)]))], { clientPort: 137 });

/** A host or master browser announcement (MS-BRWS). */
export const netbiosAnnouncement = (random: Random): Dialogue =>
  overUdp(138, [ask(random.integer(187, 225))], { clientPort: 138 });

/** A search for services (UPnP device architecture, section 1.3). */
export const ssdpSearch = (random: Random): Dialogue => {
  const bytes = random.integer(124, 180);
  return overUdp(
    1900,
    Array.from({ length: random.integer(1, 4) }, (_, i) =>
      ask(bytes, i === 0 ? 0 : random.around(1_000, 0.05)),
    ),
  );
};

/** Announcements of an own service. */
export const ssdpNotify = (random: Random): Dialogue =>
  overUdp(
    1900,
    Array.from({ length: random.integer(2, 9) }, () => ask(random.integer(260, 470), random.around(50, 1))),
  );

/** A probe, hello or resolve message (WS-Discovery 1.1). */
export const wsDiscovery = (random: Random): Dialogue =>
  overUdp(
    3702,
    Array.from({ length: random.integer(1, 4) }, (_, i) =>
      ask(random.integer(600, 1_300), i === 0 ? 0 : random.around(150, 0.6)),
    ),
  );

/** A DHCP message as a broadcast of a client (RFC 2131). */
export const dhcpRequest = (random: Random): Dialogue =>
  overUdp(67, [ask(random.integer(300, 360))], { clientPort: 68 });

/** What the DHCP server says to that. */
export const dhcpAnswer = (random: Random): Dialogue =>
  overUdp(68, [ask(random.integer(300, 360))], { clientPort: 67 });

/** A DHCPv6 solicitation or renewal (RFC 8415). */
export const dhcpv6Request = (random: Random): Dialogue =>
  overUdp(547, [ask(random.integer(86, 150))], { clientPort: 546 });
