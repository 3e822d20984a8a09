import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { MANIFEST_HEADER, manifestLine, type WrittenCapture, writeSite } from './capture/write-site.ts';
import { VARIETIES, parseStill, stillSite } from './capture/variety.ts';
import { checkCaptures } from './check/check-captures.ts';
import { unintended } from './check/findings.ts';
import { SimulatorError } from './errors.ts';
import { randomSite } from './site/random-site.ts';
import { readSite } from './site/read-site.ts';
import type { Site } from './site/site.ts';

const USAGE = `npm run simulate -- (--site FILE | --sites N) --output DIRECTORY [--seed 1] [--first-site 0]
  [--devices-per-role 8] [--minutes 15] [--packets 20000] [--without ${VARIETIES.join(',')}]
  [--check]
`;

const { values } = parseArgs({
  options: {
    site: { type: 'string', multiple: true },
    sites: { type: 'string' },
    'first-site': { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    output: { type: 'string' },
    'devices-per-role': { type: 'string', default: '8' },
    minutes: { type: 'string', default: '15' },
    packets: { type: 'string', default: '20000' },
    without: { type: 'string', default: '' },
    check: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** Options that may be 0. */
const FROM_ZERO: readonly string[] = ['seed', 'first-site'];

const numberOf = (
  name: 'seed' | 'first-site' | 'devices-per-role' | 'minutes' | 'packets',
  text: string,
): number => {
  const number = text === '' ? Number.NaN : Number(text);
  const isMeant = name === 'minutes' || Number.isInteger(number);
  const isWithin = number <= 2 ** 32 && (FROM_ZERO.includes(name) ? number >= 0 : number > 0);
  if (isMeant && isWithin) return number;
  throw new SimulatorError('SIMULATOR_BAD_OPTION', `--${name} ${text}`);
};

const sitesAsked = async (): Promise<readonly Site[]> => {
  if (values.site !== undefined) return Promise.all(values.site.map(readSite));
  const count = Number(values.sites);
  if (!Number.isInteger(count) || count < 1)
    throw new SimulatorError('SIMULATOR_BAD_OPTION', 'neither --site nor --sites');
  const first = numberOf('first-site', values['first-site']);
  const devicesPerRole = numberOf('devices-per-role', values['devices-per-role']);
  const seed = numberOf('seed', values.seed);
  return Array.from({ length: count }, (_, i) => randomSite({ seed, index: first + i, devicesPerRole }));
};

/** What tshark says of all captures; anything that was not meant to be there fails. */
const check = async (directory: string, written: readonly WrittenCapture[]): Promise<void> => {
  const counts = await checkCaptures(written.map(({ file }) => join(directory, file)));
  for (const [field, count] of counts) process.stdout.write(`${field}: ${count}\n`);
  const wrong = unintended(counts);
  process.stdout.write(
    `${[...wrong.values()].reduce((sum, count) => sum + count, 0)} findings not intended\n`,
  );
  if (wrong.size > 0) process.exitCode = 1;
};

const run = async (): Promise<void> => {
  if (values.help || values.output === undefined) {
    process.stdout.write(USAGE);
    return;
  }
  const startMillis = performance.now();
  const directory = values.output;
  await mkdir(directory, { recursive: true });
  const options = {
    directory,
    seed: numberOf('seed', values.seed),
    minutes: numberOf('minutes', values.minutes),
    mostPackets: numberOf('packets', values.packets),
    still: parseStill(values.without),
  };
  const written: WrittenCapture[] = [];
  for (const site of await sitesAsked()) {
    written.push(...writeSite(stillSite(site, options.still), options));
    process.stderr.write(`${site.name} (${site.kind}): ${written.length} captures so far\n`);
  }
  const manifest = [MANIFEST_HEADER, ...written.map(manifestLine), ''].join('\n');
  await writeFile(join(directory, 'manifest.csv'), manifest);
  const packets = written.reduce((sum, { packetCount }) => sum + packetCount, 0);
  const seconds = (performance.now() - startMillis) / 1000;
  process.stdout.write(`${written.length} captures, ${packets} packets, ${seconds.toFixed(1)} s\n`);
  if (values.check) await check(directory, written);
};

try {
  await run();
} catch (error) {
  if (!(error instanceof SimulatorError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
