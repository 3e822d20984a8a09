import {
  appendFileSync,
  copyFileSync,
  existsSync,
  readFileSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeLines } from '../files.ts';
import { emptyDirectory, hostSets, sample } from '../testing/samples.ts';
import { type JournalSettings, openJournal } from './journal.ts';
import { type FeatureReport, type WriteFeaturesOptions, writeFeatures } from './write-features.ts';

const NAMES = ['office.pcapng.gz', 'smart-plug.pcap', 'cooked.pcap', 'raw-ip.pcap'];
const settings: JournalSettings = { sets: hostSets, devices: 'auto' };

interface Job {
  readonly captures: readonly string[];
  readonly output: string;
}

/** Copies of samples that a test may change, and where their features go. */
const job = (name = 'features.csv'): Job => {
  const directory = emptyDirectory();
  const captures = NAMES.map((file) => {
    copyFileSync(sample(file), join(directory, file));
    return join(directory, file);
  });
  return { captures, output: join(directory, name) };
};

const formatOf = (output: string): WriteFeaturesOptions['format'] =>
  output.endsWith('.parquet') ? 'parquet' : output.endsWith('.jsonl.gz') ? 'jsonl' : 'csv';

/** Writes features as the command line does; stopped where so many captures are read. */
const run = async (
  { captures, output }: Job,
  changes: { stopAfter?: number; fresh?: boolean; threads?: number; settings?: JournalSettings } = {},
): Promise<FeatureReport> => {
  const { stopAfter, fresh = false, threads = 1 } = changes;
  const chosen = changes.settings ?? settings;
  const stop = new AbortController();
  const journal = await openJournal(output, chosen, fresh);
  const { pieces, report } = writeFeatures(captures, {
    ...chosen,
    format: formatOf(output),
    threads,
    journal,
    signal: stop.signal,
    onProgress: (done) => {
      if (done === stopAfter) stop.abort(new Error('stopped'));
    },
  });
  try {
    await writeLines(output, pieces);
    await journal.remove();
  } catch (error) {
    await journal.leave();
    if (!stop.signal.aborted) throw error;
  }
  return report;
};

const journalOf = ({ output }: Job): string => `${output}.resume`;

/** The bytes of a run that was never stopped. */
const wholeOf = async ({ captures, output }: Job): Promise<Buffer> => {
  const elsewhere = job(output.replace(/^.*\//, '')).output;
  await run({ captures, output: elsewhere });
  return readFileSync(elsewhere);
};

describe('openJournal', () => {
  it.each(['features.csv', 'features.jsonl.gz', 'features.parquet'])(
    'lets a stopped run go on: the same %s, only the rest read',
    async (name) => {
      for (const stopAfter of [1, 2, 3]) {
        const stopped = job(name);
        await run(stopped, { stopAfter });
        expect([existsSync(stopped.output), existsSync(journalOf(stopped))]).toEqual([false, true]);
        expect(await run(stopped)).toMatchObject({ recalled: stopAfter, packets: 901 });
        expect(readFileSync(stopped.output).equals(await wholeOf(stopped))).toBe(true);
        expect(existsSync(journalOf(stopped))).toBe(false);
      }
    },
  );

  it('does so with several threads too', async () => {
    const stopped = job();
    await run(stopped, { stopAfter: 2, threads: 2 });
    expect(await run(stopped, { threads: 2 })).toMatchObject({ recalled: 2 });
    expect(readFileSync(stopped.output).equals(await wholeOf(stopped))).toBe(true);
  });

  it('goes on from several stops, each where the one before left off', async () => {
    const stopped = job();
    await run(stopped, { stopAfter: 1 });
    expect(await run(stopped, { stopAfter: 3 })).toMatchObject({ recalled: 1 });
    expect(await run(stopped)).toMatchObject({ recalled: 3 });
    expect(readFileSync(stopped.output).equals(await wholeOf(stopped))).toBe(true);
  });

  it('reads captures again that changed in size or time', async () => {
    const stopped = job();
    await run(stopped, { stopAfter: 3 });
    copyFileSync(stopped.captures[1], stopped.captures[0]);
    utimesSync(stopped.captures[1], 1, 1);
    expect(await run(stopped)).toMatchObject({ recalled: 1, packets: 901 - 582 + 142 });
  });

  it.each([
    ['other devices', { ...settings, devices: 'ip' }],
    ['time windows', { ...settings, windowSeconds: 60 }],
    ['a salvaging run', { ...settings, salvage: true }],
    ['plug-ins', { ...settings, plugins: ['a-plug-in'] }],
  ] as const)('computes everything anew for %s', async (_, other) => {
    const stopped = job();
    await run(stopped, { stopAfter: 3 });
    expect(await run(stopped, { settings: other })).toMatchObject({ recalled: 0 });
  });

  it('tells a changed plug-in by its content', async () => {
    const stopped = job();
    const plugin = join(emptyDirectory(), 'mine.js');
    const withPlugin = { ...settings, plugins: [plugin] };
    writeFileSync(plugin, '1');
    await run(stopped, { stopAfter: 2, settings: withPlugin });
    expect(await run(stopped, { stopAfter: 3, settings: withPlugin })).toMatchObject({ recalled: 2 });
    writeFileSync(plugin, '2');
    expect(await run(stopped, { settings: withPlugin })).toMatchObject({ recalled: 0 });
  });

  it('begins anew where asked to', async () => {
    const stopped = job();
    await run(stopped, { stopAfter: 3 });
    expect(await run(stopped, { fresh: true })).toMatchObject({ recalled: 0 });
  });

  it.each([1, 100, 5000])('ignores a last record that lacks its last %i bytes', async (missing) => {
    const stopped = job();
    await run(stopped, { stopAfter: 3 });
    truncateSync(journalOf(stopped), readFileSync(journalOf(stopped)).length - missing);
    expect(await run(stopped, { stopAfter: 4 })).toMatchObject({ recalled: 2 });
    expect(readFileSync(stopped.output).equals(await wholeOf(stopped))).toBe(true);
  });

  it('ignores what is damaged, and all that stands behind it', async () => {
    const stopped = job();
    await run(stopped, { stopAfter: 3 });
    const bytes = readFileSync(journalOf(stopped));
    bytes[bytes.length - 2000] ^= 1;
    writeFileSync(journalOf(stopped), bytes);
    expect(await run(stopped, { stopAfter: 4 })).toMatchObject({ recalled: 2 });
    await run(stopped, { stopAfter: 3, fresh: true });
    appendFileSync(journalOf(stopped), 'more');
    expect(await run(stopped)).toMatchObject({ recalled: 3 });
  });

  it('begins anew where something else stands in its place', async () => {
    const stopped = job();
    writeFileSync(journalOf(stopped), 'a shopping list');
    expect(await run(stopped, { stopAfter: 2 })).toMatchObject({ recalled: 0 });
    expect(await run(stopped)).toMatchObject({ recalled: 2 });
  });

  it('leaves nothing where nothing is in it', async () => {
    const { output } = job();
    const journal = await openJournal(output, settings, false);
    await journal.leave();
    expect(existsSync(`${output}.resume`)).toBe(false);
  });

  it('leaves nothing where sets do not go together', async () => {
    const { output } = job();
    const twice = { ...settings, sets: [...hostSets, ...hostSets] };
    await expect(openJournal(output, twice, false)).rejects.toThrow('FEATURE_BAD_SET');
    expect(existsSync(`${output}.resume`)).toBe(false);
  });

  it('says where it cannot be written', async () => {
    const output = join(emptyDirectory(), 'absent', 'features.csv');
    await expect(openJournal(output, settings, false)).rejects.toThrow('PIPELINE_UNWRITABLE');
  });

  it('removes what a killed process had begun to write', async () => {
    const stopped = job();
    const dead = 4_194_305; // above the largest number that Linux gives a process
    await run(stopped, { stopAfter: 1 });
    const bytes = readFileSync(journalOf(stopped));
    bytes.writeUInt32LE(dead, 8);
    writeFileSync(journalOf(stopped), bytes);
    writeFileSync(`${stopped.output}.${dead}.tmp`, 'half');
    await run(stopped);
    expect(existsSync(`${stopped.output}.${dead}.tmp`)).toBe(false);
  });
});
