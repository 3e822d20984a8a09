export { formatIp, formatIpv4, formatIpv6, formatMac, isGroupMac, parseMac } from './address.ts';
export { ABSENT, type LastHeaders } from './last-headers.ts';
export { DEFAULT_BATCH_CAPACITY, NO_MAC, NO_VLAN, NO_WINDOW_SCALE, PacketBatch } from './packet-batch.ts';
export { DAMAGE_NAMES, Damage, type DamageCode, Protocol } from './protocol.ts';
