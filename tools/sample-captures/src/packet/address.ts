import { octets, words } from './bytes.ts';

/** `02:00:00:00:00:01` as 6 bytes. */
export function mac(text: string): Uint8Array {
  return octets(...text.split(':').map((digits) => Number.parseInt(digits, 16)));
}

/** A dotted quad as 4 bytes, or RFC 4291 text as 16. */
export function ip(text: string): Uint8Array {
  return text.includes(':') ? ipv6(text) : octets(...text.split('.').map(Number));
}

/** The Ethernet address of an IPv4 (RFC 1112, 6.4) or IPv6 (RFC 2464, 7) multicast group. */
export function multicastMac(group: Uint8Array): Uint8Array {
  if (group.length === 16) return octets(0x33, 0x33, ...group.subarray(12));
  return octets(0x01, 0x00, 0x5e, group[1] & 0x7f, group[2], group[3]);
}

/** The solicited-node group of an IPv6 address (RFC 4291, 2.7.1). */
export function solicitedNode(address: Uint8Array): Uint8Array {
  const group = ip('ff02::1:ff00:0');
  group.set(address.subarray(13), 13);
  return group;
}

/** The link-local address a host makes from its MAC (RFC 4291, appendix A). */
export function linkLocal(hardware: Uint8Array): Uint8Array {
  const address = ip('fe80::ff:fe00:0');
  address.set(hardware.subarray(0, 3), 8);
  address.set(hardware.subarray(3), 13);
  address[8] ^= 0x02;
  return address;
}

function ipv6(text: string): Uint8Array {
  const [head, tail] = text.split('::').map(groupsOf);
  const gap = text.includes('::') ? 8 - head.length - tail.length : 0;
  const filler = Array.from({ length: gap }, () => 0);
  return words(...head, ...filler, ...(text.includes('::') ? tail : []));
}

function groupsOf(text: string): readonly number[] {
  return text === '' ? [] : text.split(':').map((digits) => Number.parseInt(digits, 16));
}
