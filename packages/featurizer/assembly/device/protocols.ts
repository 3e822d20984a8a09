/* Bits of the column of protocols, as `Protocol` of pcap-reader has them; tests of the set device tell them apart. */

export const VLAN: u32 = 0x00002;
export const LLC: u32 = 0x00004;
export const ARP: u32 = 0x00008;
export const IPV4: u32 = 0x00010;
export const IPV6: u32 = 0x00020;
export const ICMP: u32 = 0x00040;
export const ICMPV6: u32 = 0x00080;
export const TCP: u32 = 0x00100;
export const UDP: u32 = 0x00200;
export const FRAGMENT: u32 = 0x02000;
