import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { formatCaptureName } from '@networkml/naming';
import { OPERATING_SYSTEMS } from '../host/operating-system.ts';
import { ROLE_SCRIPTS } from '../roles/roles.ts';
import { createRandom, seedOf } from '../random.ts';
import type { Site } from '../site/site.ts';
import { createPcapFile } from '../wire/pcap-file.ts';
import { type DeviceCapture, simulateDevice } from './simulate-device.ts';
import type { Still } from './variety.ts';

/** What is made of every site. */
export interface WriteOptions {
  readonly directory: string;
  readonly seed: number;
  readonly minutes: number;
  readonly mostPackets: number;
  /** What does not vary; nothing unless given. */
  readonly still?: Still;
}

/** A capture that was written. */
export interface WrittenCapture extends Omit<DeviceCapture, 'packets' | 'mac'> {
  readonly file: string;
  readonly role: string;
  /** Six bytes in hexadecimal, with colons. */
  readonly mac: string;
  readonly site: Site;
  readonly packetCount: number;
}

/** Monday, 4 March 2024, 00:00 UTC. */
const WEEK_SECONDS = 1_709_510_400;

/** Writes a capture of every device of a site; gives each as soon as it is there. A device without any packet gets none. */
export function* writeSite(site: Site, options: WriteOptions): Generator<WrittenCapture> {
  for (const script of ROLE_SCRIPTS) {
    const count = site.devices[script.role] ?? 0;
    for (let index = 0; index < count; index += 1) {
      const capture = simulateDevice({ site, script, index, ...options });
      const { packets, mac, ...known } = capture;
      const start = startOf(site, capture.seed);
      const file = nameOf({
        role: script.role,
        site,
        index,
        start,
        durationSeconds: capture.durationSeconds,
      });
      const path = join(options.directory, file);
      const pcap = createPcapFile(path, WEEK_SECONDS + start);
      let packetCount = 0;
      for (const packet of packets) {
        pcap.write(packet);
        packetCount += 1;
      }
      pcap.close();
      if (packetCount === 0) {
        rmSync(path);
        continue;
      }
      const written = {
        ...known,
        file,
        role: script.role,
        mac: Buffer.from(mac)
          .toString('hex')
          .replace(/..(?=.)/g, '$&:'),
        site,
      };
      yield { ...written, packetCount };
    }
  }
}

/** Seconds since the start of the week: a working day, about the hour of the site. */
const startOf = ({ hour }: Site, seed: number): number => {
  const random = createRandom(seedOf('start', seed));
  return (
    random.integer(0, 4) * 86_400 + ((hour + random.integer(0, 3)) % 24) * 3_600 + random.integer(0, 59) * 60
  );
};

interface NamedCapture {
  readonly role: string;
  readonly site: Site;
  readonly index: number;
  readonly start: number;
  readonly durationSeconds: number;
}

const nameOf = ({ role, site, index, start, durationSeconds }: NamedCapture): string =>
  formatCaptureName({
    role,
    deviceId: `${site.name}_${index}`,
    capturedAt: {
      kind: 'weekly',
      weekday: (['Mon', 'Tue', 'Wed', 'Thu', 'Fri'] as const)[Math.floor(start / 86_400)],
      hour: Math.floor(start / 3_600) % 24,
      minute: Math.floor(start / 60) % 60,
    },
    durationSeconds,
    flags: 'n00',
    extension: '.pcap',
  });

/** The columns of a manifest, as the pipeline reads them; sites are the groups. */
export const MANIFEST_HEADER = 'file,role,mac,group,kind,os,family,vantage,mode,seed,packets';

/** A line of the manifest. */
export const manifestLine = (capture: WrittenCapture): string => {
  const { file, role, mac, site, system, vantage, mode, seed, packetCount } = capture;
  const { family } = OPERATING_SYSTEMS[system];
  return [file, role, mac, site.name, site.kind, system, family, vantage, mode, seed, packetCount].join(',');
};
