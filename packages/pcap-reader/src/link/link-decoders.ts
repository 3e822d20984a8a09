import type { Decoder } from '../decode/decoder.ts';
import { EtherType, LinkType } from '../decode/numbers.ts';
import { decodeArcnetBsd, decodeArcnetLinux } from './arcnet.ts';
import { decodeAtmClip, decodeAtmLlc, decodeSunAtm } from './atm.ts';
import { decodeCiscoHdlc, decodeCiscoHdlcWithDirection } from './cisco-hdlc.ts';
import { decodeFddi } from './fddi.ts';
import { decodeFrameRelay, decodeFrameRelayWithDirection } from './frame-relay.ts';
import { decodeIeee802154, decodeIeee802154Physical, decodeIeee802154Tap } from './ieee-802-15-4.ts';
import { decodeIpOverFibreChannel, decodeIpOverIeee1394, decodeIpOverInfiniband } from './ip-over-fabrics.ts';
import { decodeJuniper } from './juniper.ts';
import { decodeLinkPayload } from './link-payload.ts';
import { decodeLinuxCooked, decodeLinuxCooked2 } from './linux-cooked.ts';
import { decodeMPacket } from './mpacket.ts';
import { decodeLoopback } from './null-loopback.ts';
import { decodeEnc, decodeIpNet, decodeNfLog, decodePfLog } from './packet-filters.ts';
import { decodePppLink, decodePppPppd, decodePppWithDirection, decodePppoeLink } from './ppp.ts';
import { decodeAvs, decodePrism, decodeRadiotap } from './radio-headers.ts';
import { decodeRawIp, decodeRawIpv4, decodeRawIpv6 } from './raw-ip.ts';
import { decodeSlip } from './slip.ts';
import { decodeBroadcomTagPrepended, decodeDsa, decodeEdsa } from './switch-tags.ts';
import { decodeTokenRing } from './token-ring.ts';
import { decodeWifi } from './wifi.ts';

const decodeMplsLink: Decoder = (view, offset, end, batch, row) => {
  decodeLinkPayload(view, offset, end, batch, row, EtherType.MplsUnicast);
};

const LINK_DECODERS: ReadonlyMap<number, Decoder> = new Map([
  [LinkType.Null, decodeLoopback],
  [LinkType.TokenRing, decodeTokenRing],
  [LinkType.ArcnetBsd, decodeArcnetBsd],
  [LinkType.Slip, decodeSlip],
  [LinkType.Ppp, decodePppLink],
  [LinkType.Fddi, decodeFddi],
  [LinkType.RawBsd, decodeRawIp],
  [LinkType.RawOpenBsd, decodeRawIp],
  [LinkType.PppHdlc, decodePppLink],
  [LinkType.Pppoe, decodePppoeLink],
  [LinkType.AtmRfc1483, decodeAtmLlc],
  [LinkType.Raw, decodeRawIp],
  [LinkType.CiscoHdlc, decodeCiscoHdlc],
  [LinkType.Wifi, decodeWifi],
  [LinkType.AtmClip, decodeAtmClip],
  [LinkType.FrameRelay, decodeFrameRelay],
  [LinkType.Loop, decodeLoopback],
  [LinkType.Enc, decodeEnc],
  [LinkType.LinuxCooked, decodeLinuxCooked],
  [LinkType.PfLog, decodePfLog],
  [LinkType.WifiPrism, decodePrism],
  [LinkType.IpOverFibreChannel, decodeIpOverFibreChannel],
  [LinkType.SunAtm, decodeSunAtm],
  [LinkType.WifiRadiotap, decodeRadiotap],
  [LinkType.ArcnetLinux, decodeArcnetLinux],
  [LinkType.JuniperMlppp, decodeJuniper],
  [LinkType.JuniperMlfr, decodeJuniper],
  [LinkType.JuniperGgsn, decodeJuniper],
  [LinkType.JuniperMfr, decodeJuniper],
  [LinkType.JuniperAtm2, decodeJuniper],
  [LinkType.JuniperServices, decodeJuniper],
  [LinkType.JuniperAtm1, decodeJuniper],
  [LinkType.AppleIpOverIeee1394, decodeIpOverIeee1394],
  [LinkType.WifiAvs, decodeAvs],
  [LinkType.JuniperMonitor, decodeJuniper],
  [LinkType.PppPppd, decodePppPppd],
  [LinkType.JuniperPppoe, decodeJuniper],
  [LinkType.JuniperPppoeAtm, decodeJuniper],
  [LinkType.JuniperEthernet, decodeJuniper],
  [LinkType.JuniperPpp, decodeJuniper],
  [LinkType.JuniperFrameRelay, decodeJuniper],
  [LinkType.JuniperCiscoHdlc, decodeJuniper],
  [LinkType.JuniperVoice, decodeJuniper],
  [LinkType.Ieee802154, decodeIeee802154],
  [LinkType.PppWithDirection, decodePppWithDirection],
  [LinkType.CiscoHdlcWithDirection, decodeCiscoHdlcWithDirection],
  [LinkType.FrameRelayWithDirection, decodeFrameRelayWithDirection],
  [LinkType.Ieee802154NonAskPhy, decodeIeee802154Physical],
  [LinkType.Mpls, decodeMplsLink],
  [LinkType.IpNet, decodeIpNet],
  [LinkType.Ipv4, decodeRawIpv4],
  [LinkType.Ipv6, decodeRawIpv6],
  [LinkType.Ieee802154NoFcs, decodeIeee802154],
  [LinkType.NfLog, decodeNfLog],
  [LinkType.IpOverInfiniband, decodeIpOverInfiniband],
  [LinkType.EthernetMPacket, decodeMPacket],
  [LinkType.LinuxCooked2, decodeLinuxCooked2],
  [LinkType.BroadcomTag, decodeDsa],
  [LinkType.BroadcomTagPrepended, decodeBroadcomTagPrepended],
  [LinkType.Ieee802154Tap, decodeIeee802154Tap],
  [LinkType.Dsa, decodeDsa],
  [LinkType.Edsa, decodeEdsa],
]);

/** The decoder of packets of a link type, for all but Ethernet and headers that stand in front of those of any link. */
export const linkDecoder = (linkType: number): Decoder | undefined => LINK_DECODERS.get(linkType);
