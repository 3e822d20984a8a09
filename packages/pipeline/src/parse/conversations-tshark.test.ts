import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openCapture } from '@networkml/pcap-reader/node';
import { describe, expect, it } from 'vitest';
import { cellOf } from '../table/column.ts';
import { sample } from '../testing/samples.ts';
import { CONVERSATION_COLUMNS } from './conversation-columns.ts';
import { createConversationCounter } from './conversation-counter.ts';

const run = promisify(execFile);

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const SHARED = process.env.NETWORKML_SHARED ?? join(ROOT, '..', 'shared');
const DEVICES = join(SHARED, 'datasets', 'iot-sentinel');

/** A name and not a text, as it is no dependency of the project. */
const TSHARK = 'tshark';

const version = spawnSync(TSHARK, ['--version'], { encoding: 'utf8' });

/** How its tables print bytes depends on the version; 4.0 is what the expectation is written for. */
const hasTshark = version.error === undefined && version.stdout.includes('TShark (Wireshark) 4.0');

/** Bytes as tshark prints them: whole thousands from 10 kB on. */
const sizeText = (bytes: number): string => {
  if (bytes < 10_000) return `${bytes} bytes`;
  return bytes < 10_000_000 ? `${Math.floor(bytes / 1000)} kB` : `${Math.floor(bytes / 1e6)} MB`;
};

/** Both ends, frames and bytes each way, relative start, duration. */
const LINE =
  /^(\S+)\s+<->\s+(\S+)\s+(\d+) (\d+ \w+)\s+(\d+) (\d+ \w+)\s+\d+ \d+ \w+\s+(-?[\d.]+)\s+(-?[\d.]+)$/;

/** The rows of tshark's tables of conversations. */
const tsharkConversations = async (path: string): Promise<string[]> => {
  const { stdout } = await run(TSHARK, ['-n', '-r', path, '-q', '-z', 'conv,tcp', '-z', 'conv,udp'], {
    maxBuffer: 2 ** 26,
  });
  let protocol = '';
  const rows: string[] = [];
  for (const line of stdout.split('\n')) {
    const title = /^(TCP|UDP) Conversations/.exec(line);
    if (title !== null) protocol = title[1].toLowerCase();
    const match = LINE.exec(line.trim());
    if (match !== null) rows.push([protocol, ...match.slice(1)].join(' '));
  }
  return rows.sort();
};

const ourConversations = async (path: string): Promise<string[]> => {
  const counter = createConversationCounter();
  for await (const batch of openCapture(path, { last: true })) counter.observe(batch);
  return Array.from({ length: counter.conversations.count }, (_, row) => {
    const cells = new Map(
      CONVERSATION_COLUMNS.map((column) => [column.name, cellOf(column, { ...counter, first: 0 }, row)]),
    );
    const cell = (name: string): string => String(cells.get(name));
    const size = (name: string): string => sizeText(Number(cells.get(name)));
    return [
      cell('protocol'),
      `${cell('address_a')}:${cell('port_a')}`,
      `${cell('address_b')}:${cell('port_b')}`,
      cell('packets_b_to_a'),
      size('bytes_b_to_a'),
      cell('packets_a_to_b'),
      size('bytes_a_to_b'),
      Number(cells.get('relative_start_seconds')).toFixed(9),
      Number(cells.get('duration_seconds')).toFixed(4),
    ].join(' ');
  }).sort();
};

/** The first capture of every device. */
const deviceCaptures = (): string[] =>
  readdirSync(DEVICES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) =>
      readdirSync(join(DEVICES, name))
        .filter((file) => file.endsWith('.pcap'))
        .sort()
        .slice(0, 1)
        .map((file) => join(DEVICES, name, file)),
    );

/** Equal but for the last digit of durations, which tshark rounds another way. */
const expectEqual = (ours: readonly string[], theirs: readonly string[]): void => {
  const withoutDuration = (row: string): string => row.slice(0, row.lastIndexOf(' '));
  const duration = (row: string): number => Number(row.slice(row.lastIndexOf(' ')));
  expect(ours.map(withoutDuration)).toEqual(theirs.map(withoutDuration));
  ours.forEach((row, index) => {
    expect(Math.abs(duration(row) - duration(theirs[index])), row).toBeLessThan(0.00011);
  });
};

describe.skipIf(!hasTshark)('conversations, beside those of tshark 4.0', { timeout: 120_000 }, () => {
  it.each(['smart-plug.pcap', 'office.pcapng.gz', 'cooked.pcap', 'raw-ip.pcap'])(
    'are equal of %s',
    async (name) => {
      const ours = await ourConversations(sample(name));
      expectEqual(ours, await tsharkConversations(sample(name)));
      expect(ours.length).toBeGreaterThan(0);
    },
  );

  it.skipIf(!existsSync(DEVICES))('are equal of captures of devices being set up (../shared)', async () => {
    for (const path of deviceCaptures())
      expectEqual(await ourConversations(path), await tsharkConversations(path));
  });
});
