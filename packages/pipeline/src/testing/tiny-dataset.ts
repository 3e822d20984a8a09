import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { emptyDirectory } from './samples.ts';
import { ipv4Frame, pcapOf, udp } from './tiny-capture.ts';

/** A capture of a dataset that a test makes up: one device that asks another one something, again and again. */
export interface MadeUpCapture {
  /** The device's MAC address is 02:00:00:00:00:xx. */
  readonly mac: number;
  /** Seconds since 1970 of its first packet. */
  readonly start?: number;
  readonly packets?: number;
  readonly everySeconds?: number;
  /** Tells its traffic from that of others. */
  readonly port?: number;
}

const START = 1_700_000_000;

/** The bytes of a made-up capture: pcap, Ethernet, UDP to port 53. */
export const madeUpCapture = ({
  mac,
  start = START,
  packets = 30,
  everySeconds = 40,
  port = 40_000,
}: MadeUpCapture): Uint8Array =>
  pcapOf(
    Array.from({ length: packets }, (_, index) => {
      const header = { from: mac, to: 254, protocol: 17, identification: index };
      const frame = ipv4Frame(header, udp(port, 53, 20));
      const source = [2, 0, 0, 0, 0, mac];
      return {
        time: [start + Math.floor(index * everySeconds), 0] as const,
        bytes: [...frame.slice(0, 6), ...source, ...frame.slice(12)],
      };
    }),
  );

/** A directory with files of those paths, which is gone when the test is over. */
export const datasetOf = (files: Readonly<Record<string, MadeUpCapture | Uint8Array | string>>): string => {
  const directory = emptyDirectory();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    const isBytes = typeof content === 'string' || content instanceof Uint8Array;
    writeFileSync(join(directory, path), isBytes ? content : madeUpCapture(content));
  }
  return directory;
};

/** Captures of two roles and of four devices, five of each role, in which there is nothing to find. */
export const soundDataset = (): Record<string, MadeUpCapture> =>
  Object.fromEntries(
    ['Printer', 'PKIServer'].flatMap((role, roleIndex) =>
      Array.from({ length: 6 }, (_, index) => {
        const device = index % 2;
        const start = START + Math.floor(index / 2) * 7200; // each day and hour has all devices
        return [
          `${role}-d${device}-${['20231114T2213Z', '20231115T0013Z', '20231115T0213Z'][Math.floor(index / 2)]}-20m-n00.pcap`,
          { mac: 1 + roleIndex * 2 + device, start, port: 40_000 + index },
        ] as const;
      }),
    ),
  );
