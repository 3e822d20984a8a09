import { gzipSync } from 'node:zlib';
import { LINK_TYPE } from './format/packet.ts';
import { writePcap } from './format/pcap.ts';
import { writePcapng } from './format/pcapng.ts';
import { cookedServer } from './scenarios/cooked-server.ts';
import { office, OFFICE_INTERFACES } from './scenarios/office.ts';
import { lonePrinter } from './scenarios/printer.ts';
import { rawTunnel } from './scenarios/raw-tunnel.ts';
import { smartPlug } from './scenarios/smart-plug.ts';

/** A sample capture: the name of its file in `datasets/samples`, and what the file holds. */
export interface Sample {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** Friday, 1 March 2024, 00:36 UTC. */
const START_NANOS = 1_709_253_360_000_000_000n;

const CLASSIC = { linkType: LINK_TYPE.Ethernet, byteOrder: 'little', precision: 'micros' } as const;

/** Every sample capture, the same bytes on every call. */
export function samples(): readonly Sample[] {
  return [
    { fileName: 'smart-plug.pcap', bytes: writePcap(smartPlug(START_NANOS), CLASSIC) },
    { fileName: 'Printer-a-Fri0036-15m-n00.pcap', bytes: writePcap(lonePrinter(START_NANOS), CLASSIC) },
    { fileName: 'office.pcapng.gz', bytes: gzipSync(officeFile(), { level: 9 }) },
    {
      fileName: 'cooked.pcap',
      bytes: writePcap(cookedServer(START_NANOS), {
        linkType: LINK_TYPE.LinuxCooked,
        byteOrder: 'big',
        precision: 'nanos',
      }),
    },
    {
      fileName: 'raw-ip.pcap',
      bytes: writePcap(rawTunnel(START_NANOS), { ...CLASSIC, linkType: LINK_TYPE.Raw }),
    },
  ];
}

function officeFile(): Uint8Array {
  const interfaces = OFFICE_INTERFACES.map((name) => ({ name, linkType: LINK_TYPE.Ethernet }));
  return writePcapng(office(START_NANOS), interfaces);
}
