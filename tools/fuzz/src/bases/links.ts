import { join } from '../bytes.ts';
import { DNS_OVER_IPV4, FRAMES, IP_PACKETS, SYN_OVER_IPV6 } from './packets.ts';

/** Packets of one link type. */
export interface Link {
  /** LINKTYPE_ number. */
  readonly linkType: number;
  readonly packets: readonly Uint8Array[];
}

/** A link whose packets are a header, written in hex, ahead of IPv4, and likewise ahead of IPv6. */
const behind = (linkType: number, ahead4: string, ahead6: string = ahead4): Link => ({
  linkType,
  packets: [join(ahead4, DNS_OVER_IPV4), join(ahead6, SYN_OVER_IPV6)],
});

const COOKED = '0000 0001 0006 02000000000a 0000';
const COOKED_2 = '0000 00000002 0001 00 06 02000000000a 0000';
const WIFI = '0801 0000 02000000000b 02000000000a 02000000000c 1000 aaaa03000000';
const QOS = '8801 0000 02000000000b 02000000000a 02000000000c 1000 0000 aaaa03000000';
const RADIOTAP = '0000 0c00 04800000 02 00 1800';
const PFLOG = (family: string) => `30 ${family} 00 00 ${'00'.repeat(44)}`;

/** Packets of our own making for every link type that the reader knows, and for some that it does not. */
export const LINKS: readonly Link[] = [
  { linkType: 1, packets: FRAMES },
  ...[12, 14, 101].map((linkType) => ({ linkType, packets: IP_PACKETS })),
  behind(228, ''),
  behind(229, ''),
  behind(113, `${COOKED} 0800`, `${COOKED} 86dd`),
  behind(276, `0800 ${COOKED_2}`, `86dd ${COOKED_2}`),
  behind(0, '02000000', '0000001e'), // null, either byte order
  behind(108, '00000002', '0000001c'), // loop
  behind(
    6,
    '1040 02000000000b 02000000000a aaaa03000000 0800',
    '1040 02000000000b 02000000000a aaaa03000000 86dd',
  ),
  behind(
    10,
    '50 02000000000b 02000000000a aaaa03000000 0800',
    '50 02000000000b 02000000000a aaaa03000000 86dd',
  ),
  behind(9, 'ff03 0021', '57'), // PPP, with and without compressed fields
  behind(50, 'ff03 0021', '0f00 86dd'), // PPP in HDLC framing, Cisco HDLC
  behind(51, '1100 0001 0000 0021', '1100 0001 0000 0057'), // PPPoE
  behind(104, '0f00 0800', '0f00 86dd'), // Cisco HDLC
  behind(107, '1841 03 cc', '1841 03 8e'), // frame relay
  behind(105, `${WIFI} 0800`, `${QOS} 86dd`), // 802.11
  behind(127, `${RADIOTAP} ${WIFI} 0800`, `${RADIOTAP} ${QOS} 86dd`),
  behind(119, `${'00'.repeat(144)} ${WIFI} 0800`), // Prism
  behind(163, `${'00'.repeat(64)} ${WIFI} 0800`), // AVS
  behind(
    192,
    '0000 0800 01000000 02000000000b 02000000000a 0800',
    '0000 0800 01000000 02000000000b 02000000000a 86dd',
  ), // PPI
  behind(117, PFLOG('02'), PFLOG('18')),
  behind(239, '02 00 0000 0800 0100 08000100 3800 0900', '0a 00 0000 0800 0100 86dd0100 4800 0900'), // NFLOG
  behind(258, `6c000000 01000000 0c000000 ${'00'.repeat(96)}`), // PKTAP
  behind(219, '00010140'), // MPLS
  behind(242, `${'00'.repeat(40)} 0800 0000`, `${'00'.repeat(40)} 86dd 0000`), // IP over InfiniBand
  behind(226, `02 02 ${'00'.repeat(22)}`, `02 1a ${'00'.repeat(22)}`), // IPNET
  behind(122, `${'00'.repeat(16)} aaaa03000000 0800`), // IP over Fibre Channel
  behind(123, '02 00 0064 aaaa03000000 0800'), // SunATM
  behind(129, '0102 0000 d4 00 0001 0800'), // ARCNET of Linux
  behind(138, `${'00'.repeat(16)} 0800`), // Apple IP over IEEE 1394
  behind(130, '4d4743 80 02 0800'), // Juniper
  behind(200, '4d4743 80 0006 8001 01 40 0021'),
  behind(195, '6188 01 cdab ffff 0100', '41cc 02 cdab 0102030405060708 1112131415161718'), // 802.15.4
  behind(230, '6188 03 cdab ffff 0100'),
  behind(283, '0000 0800 0000 0100 00000000 6188 03 cdab ffff 0100'), // 802.15.4 with TAP
  behind(189, '0102030405060708'), // USB, where no IP lies
  behind(147, ''), // a private number
];
