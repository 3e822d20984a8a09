import { readFileSync } from 'node:fs';
import { formatFeatureCsv } from '@networkml/featurizer';
import { describe, expect, it } from 'vitest';
import { featurizeCaptures } from '../featurize-captures.ts';
import type { Piece } from '../files.ts';
import { fileWith, hostSets, sample } from '../testing/samples.ts';
import { type FeatureReport, type WriteFeaturesOptions, writeFeatures } from './write-features.ts';

const NAMES = ['office.pcapng.gz', 'smart-plug.pcap', 'cooked.pcap', 'raw-ip.pcap'];
const captures = NAMES.map(sample);
const options = { sets: hostSets, devices: 'auto', format: 'csv' } as const;

const bytesOf = (piece: Piece): Uint8Array => (typeof piece === 'string' ? Buffer.from(piece) : piece);

const write = async (
  paths: readonly string[],
  changes: Partial<WriteFeaturesOptions> = {},
): Promise<{ bytes: Buffer; report: FeatureReport }> => {
  const { pieces, report } = writeFeatures(paths, { ...options, ...changes });
  const taken: Uint8Array[] = [];
  for await (const piece of pieces) taken.push(bytesOf(piece));
  return { bytes: Buffer.concat(taken), report };
};

/** The packets of a little-endian pcap file, shared out to so many files one after the other. */
const partsOf = (path: string, count: number): string[] => {
  const bytes = readFileSync(path);
  const packets: Buffer[] = [];
  for (let at = 24; at < bytes.length;) {
    const end = at + 16 + bytes.readUInt32LE(at + 8);
    packets.push(bytes.subarray(at, end));
    at = end;
  }
  const size = Math.ceil(packets.length / count);
  return Array.from({ length: count }, (_, part) =>
    fileWith(
      `part-${part}.pcap`,
      Buffer.concat([bytes.subarray(0, 24), ...packets.slice(part * size, (part + 1) * size)]),
    ),
  );
};

describe('writeFeatures', () => {
  it('writes the CSV of the whole table without holding it', async () => {
    const { table } = await featurizeCaptures(captures, options);
    const { bytes, report } = await write(captures);
    expect(bytes.toString()).toBe(formatFeatureCsv(table));
    expect(report).toMatchObject({ rows: table.rowCount, packets: 901, damagedPackets: 0, failed: [] });
  });

  it('writes the rows of a capture before the next one is read', async () => {
    const events: string[] = [];
    const { pieces } = writeFeatures(captures, {
      ...options,
      onProgress: (done) => events.push(`read ${done}`),
    });
    for await (const piece of pieces) if (piece.length > 0) events.push('rows');
    expect(events).toEqual(['rows', 'read 1', 'rows', 'read 2', 'rows', 'read 3', 'rows', 'read 4']);
  });

  it('writes lines of JSON that say the same', async () => {
    const { table } = await featurizeCaptures(captures, options);
    const { bytes } = await write(captures, { format: 'jsonl' });
    const lines = bytes.toString().trimEnd().split('\n');
    expect(lines).toHaveLength(table.rowCount);
    lines.forEach((line, row) => {
      const cells: unknown = JSON.parse(line);
      const { capture, device, lastSeen, bytes: wireBytes } = table.rows[row];
      const values = table.columns.map(({ name }, column): [string, number] => [
        name,
        table.values[row * table.columnCount + column],
      ]);
      expect(cells).toMatchObject({
        ...{ capture, device, last_seen: lastSeen, bytes: wireBytes },
        ...Object.fromEntries(values),
      });
    });
  });

  it('names what to look at first of each capture in a table for people', async () => {
    const { bytes } = await write([sample('smart-plug.pcap')], { format: 'table' });
    const [capture, head, first] = bytes.toString().split('\n');
    expect(capture).toBe(sample('smart-plug.pcap'));
    expect(head).toMatch(/^DEVICE +IPS .* PACKETS .* tshark_max_frame_len_out .* WARNINGS$/);
    expect(first).toMatch(/^02:00:5e:10:00:21 .* 137 /);
  });

  it.each(['csv', 'jsonl', 'parquet'] as const)('writes the same %s with several threads', async (format) => {
    const twice = [...captures, ...captures];
    const alone = await write(twice, { format });
    const shared = await write(twice, { format, threads: 3 });
    expect(shared.bytes.equals(alone.bytes)).toBe(true);
    expect(shared.report).toEqual(alone.report);
  });

  it.each([1, 2])(
    'names captures that cannot be read and writes the others, with %i threads',
    async (threads) => {
      const broken = fileWith('page.pcap', '<html></html>');
      const { bytes, report } = await write([captures[1], broken, captures[2]], { threads });
      expect(report.failed).toMatchObject([{ capture: broken, error: { code: 'CAPTURE_UNKNOWN_FORMAT' } }]);
      expect(bytes.equals((await write([captures[1], captures[2]])).bytes)).toBe(true);
    },
  );

  it('throws what is wrong with the first where none can be read', async () => {
    const broken = fileWith('page.pcap', '<html></html>');
    await expect(write([broken, broken])).rejects.toThrow('CAPTURE_UNKNOWN_FORMAT');
  });

  it('keeps a capture that breaks off where asked to, and says so', async () => {
    const cut = fileWith('cut.pcap', readFileSync(captures[1]).subarray(0, -5));
    for (const threads of [1, 2]) {
      const { report } = await write([cut, captures[1]], { salvage: true, threads });
      expect(report.broken).toMatchObject([{ capture: cut, error: { code: 'CAPTURE_CUT_RECORD' } }]);
      expect(report.packets).toBe(141 + 142);
    }
  });

  it('counts rows with warnings and names MACs that may be routers', async () => {
    const { report } = await write(captures);
    expect(Object.fromEntries(report.warnings)).toEqual({ short: 15, 'few-packets': 3, router: 3 });
    expect(report.routers).toEqual(['02:00:5e:30:14:01', '02:00:5e:10:00:01', '02:00:5e:40:00:01']);
  });

  it('takes captures for parts of one, which has the name of the first', async () => {
    const whole = await write([captures[1]], { devices: 'auto' });
    for (const count of [2, 3]) {
      const parts = partsOf(captures[1], count);
      const { bytes, report } = await write(parts, { merge: true });
      expect(bytes.toString().replaceAll(parts[0], captures[1])).toBe(whole.bytes.toString());
      expect(report).toMatchObject({ rows: whole.report.rows, packets: 142 });
    }
  });

  it('gives nothing of parts of which one cannot be read', async () => {
    const broken = fileWith('page.pcap', '<html></html>');
    await expect(write([captures[1], broken], { merge: true })).rejects.toThrow('CAPTURE_UNKNOWN_FORMAT');
  });

  it.each([1, 2])('gives a row a device and time window, with %i threads', async (threads) => {
    const whole = await featurizeCaptures([captures[0]], options);
    const { bytes, report } = await write([captures[0], captures[1]], {
      windowSeconds: 300,
      format: 'jsonl',
      threads,
    });
    const starts = new Set(
      [...bytes.toString().matchAll(/"window_start":([\d.]+)/g)].map(([, start]) => start),
    );
    expect(report.rows).toBeGreaterThan(whole.table.rowCount);
    expect(starts.size).toBeGreaterThan(2);
    expect(bytes.toString()).not.toContain('"window_start":null');
  });

  it('refuses sets that do not go together before anything is read', async () => {
    await expect(write(['absent'], { sets: [...hostSets, ...hostSets] })).rejects.toThrow('FEATURE_BAD_SET');
  });

  it('stops where it is told to', async () => {
    const stop = new AbortController();
    for (const threads of [1, 2]) {
      const run = write(captures, {
        signal: stop.signal,
        threads,
        onProgress: () => stop.abort(new Error('enough')),
      });
      await expect(run).rejects.toThrow('enough');
    }
  });
});
