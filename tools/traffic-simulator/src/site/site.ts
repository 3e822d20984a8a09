import { ROLE_LABELS } from '@networkml/naming';
import { z } from 'zod';
import { SimulatorError } from '../errors.ts';

const ROLES = Object.keys(ROLE_LABELS);

const siteSchema: z.ZodType<Site> = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9]{0,20}$/, 'a small letter, then small letters and digits'),
  kind: z.enum(['enterprise', 'lab', 'office', 'cloud']).default('enterprise'),
  network: z.ipv4().default('10.0.0.0'),
  clients: z.int().min(1).max(5_000).default(40),
  controllers: z.int().min(0).max(6).default(2),
  ipv6Share: z.number().min(0).max(1).default(0.1),
  vlan: z.int().min(1).max(4_094).optional(),
  linkMegabits: z.number().positive().max(100_000).default(1_000),
  internetMillis: z.number().positive().max(2_000).default(20),
  lossRate: z.number().min(0).max(0.2).default(0.002),
  hour: z.int().min(0).max(23).default(10),
  year: z.int().min(2000).max(2030).default(2022),
  noise: z.number().min(0).max(1).default(0.2),
  devices: z.partialRecord(
    z.string().refine((role) => ROLES.includes(role), 'no role of this simulator'),
    z.int().min(0).max(10_000),
  ),
});

/** A place with its network and the devices whose traffic is captured; the README tells what each field means. */
export interface Site {
  readonly name: string;
  readonly kind: 'enterprise' | 'lab' | 'office' | 'cloud';
  /** IPv4 address whose first three bytes its devices share. */
  readonly network: string;
  /** Clients that may speak to a device. */
  readonly clients: number;
  /** Controllers of its domain; 0 where there is no domain. */
  readonly controllers: number;
  /** Share of dialogues that go over IPv6 where both ends have it. */
  readonly ipv6Share: number;
  /** Tag of mirrored frames (IEEE 802.1Q). */
  readonly vlan?: number | undefined;
  readonly linkMegabits: number;
  /** Median round trip to a host in the Internet. */
  readonly internetMillis: number;
  /** Share of messages whose last segment gets lost. */
  readonly lossRate: number;
  /** Hour of the day the captures begin at, about. */
  readonly hour: number;
  /** Which systems and protocols are in use. */
  readonly year: number;
  /** 0 for none, 1 for all the scans, guessed passwords and malware there are. */
  readonly noise: number;
  /** Captured devices of each role. */
  readonly devices: Readonly<Record<string, number | undefined>>;
}

/**
 * Checks a site description.
 *
 * @throws SimulatorError SIMULATOR_BAD_SITE naming the first field at fault.
 */
export const parseSite = (description: unknown): Site => {
  const result = siteSchema.safeParse(description);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const field = issue.path.join('.');
  throw new SimulatorError('SIMULATOR_BAD_SITE', `${field === '' ? 'the whole' : field}: ${issue.message}`);
};
