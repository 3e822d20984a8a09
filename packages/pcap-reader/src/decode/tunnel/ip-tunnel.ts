import { NOT_ENCAPSULATED, encapsulation } from '../encapsulation.ts';
import { EtherType, IpProtocol } from '../numbers.ts';

const ETHERIP_BYTES = 2;

/** What an IP protocol number, other than that of GRE, says that IP carries as a tunnel. */
export const ipTunnel = (protocol: number): number => {
  switch (protocol) {
    case IpProtocol.Ipv4: // RFC 2003
      return encapsulation(0, EtherType.Ipv4);
    case IpProtocol.Ipv6: // RFC 4213
      return encapsulation(0, EtherType.Ipv6);
    case IpProtocol.EtherIp: // RFC 3378, section 3
      return encapsulation(ETHERIP_BYTES, EtherType.Ethernet);
    case IpProtocol.Mpls:
      return encapsulation(0, EtherType.MplsUnicast);
    case IpProtocol.Ethernet:
      return encapsulation(0, EtherType.Ethernet);
    default:
      return NOT_ENCAPSULATED;
  }
};
