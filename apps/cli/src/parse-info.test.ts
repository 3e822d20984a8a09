import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import * as zlib from 'node:zlib';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileOf, networkml, sample } from './testing/run-cli.ts';

const SLOW = { timeout: 60_000 };
const plug = readFileSync(fileOf('smart-plug.pcap'));

let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'networkml-cli-'));
});

afterAll(() => {
  rmSync(directory, { recursive: true });
});

const written = (name: string, bytes: Uint8Array | string): string => {
  const path = join(directory, name);
  writeFileSync(path, bytes);
  return path;
};

const cutCapture = (): string => written('cut.pcap', plug.subarray(0, -5));

/** Zstandard came with Node 22.15. */
const hasZstd = 'zstdCompressSync' in zlib;

describe('networkml parse', SLOW, () => {
  it('says the same of a capture plain, packed and from standard input', () => {
    const args = ['--level', 'flow', '--format', 'csv'];
    const { stdout } = networkml(['parse', sample('smart-plug.pcap'), ...args]);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1 + 13);
    const others = [written('plug.gz', gzipSync(plug))];
    if (hasZstd) others.push(written('plug.zst', zlib.zstdCompressSync(plug)));
    for (const other of others) expect(networkml(['parse', other, ...args]).stdout).toBe(stdout);
    expect(networkml(['parse', '-', ...args], plug).stdout).toBe(stdout);
  });

  it('takes the format from the name of the output', async () => {
    const outputs = ['p.csv', 'p.jsonl.gz', 'p.json', 'p.parquet'].map((name) => join(directory, name));
    for (const output of outputs) {
      expect(networkml(['parse', sample('smart-plug.pcap'), '--output', output]).status).toBe(0);
    }
    const [csv, jsonl, json, parquet] = outputs.map((output) => readFileSync(output));
    expect(csv.toString().trimEnd().split('\n')).toHaveLength(1 + 142);
    expect(gunzipSync(jsonl).toString().trimEnd().split('\n')).toHaveLength(142);
    expect(JSON.parse(json.toString())).toHaveLength(142);
    const file = new Uint8Array(parquet).buffer;
    const rows = await parquetReadObjects({ file });
    expect(rows).toHaveLength(142);
    expect(rows[2]).toMatchObject({
      number: 3n,
      ip_source: '0.0.0.0',
      source_port: 68,
      protocols: 'ethernet:ipv4:udp',
    });
    expect(readdirSync(directory).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('lists several captures, names each, and counts those that cannot be used', () => {
    const { status, stdout, stderr } = networkml([
      'parse',
      sample('cooked.pcap'),
      cutCapture(),
      '--threads',
      '2',
    ]);
    expect(status).toBe(4);
    expect(stderr).toContain('CAPTURE_CUT_RECORD');
    const [header, ...lines] = stdout.trimEnd().split('\n');
    expect(header).toMatch(/^capture,number,/);
    expect(lines).toHaveLength(125);
    expect(lines.every((line) => line.startsWith(`${sample('cooked.pcap')},`))).toBe(true);
  });

  it('prints a table for people', () => {
    const packets = networkml(['parse', sample('smart-plug.pcap'), '--format', 'table']).stdout;
    expect(packets).toMatch(/^ +NO +TIME/);
    expect(packets).toContain('0.0.0.0 68');
    const flows = networkml([
      'parse',
      sample('smart-plug.pcap'),
      '--format',
      'table',
      '--level',
      'flow',
    ]).stdout;
    expect(flows).toMatch(/tcp +192\.168\.1\.21 50112 +203\.0\.113\.10 443 +25 +2,786 +24 +5,229/);
  });

  it('refuses Parquet to standard output and more conversations than allowed', () => {
    expect(networkml(['parse', sample('smart-plug.pcap'), '--format', 'parquet']).status).toBe(2);
    const output = join(directory, 'few.csv');
    const few = ['--level', 'flow', '--max-conversations', '3', '--output', output];
    const { status, stderr } = networkml(['parse', sample('smart-plug.pcap'), ...few]);
    expect(status).toBe(3);
    expect(stderr).toContain('PIPELINE_TOO_MANY_CONVERSATIONS');
    expect(existsSync(output)).toBe(false);
  });
});

describe('networkml info', SLOW, () => {
  it('tells what a capture holds, the same plain, packed and from standard input', () => {
    const { status, stdout } = networkml(['info', sample('smart-plug.pcap'), '--format', 'jsonl']);
    expect(status).toBe(0);
    const summary: unknown = JSON.parse(stdout);
    expect(summary).toMatchObject({
      capture: sample('smart-plug.pcap'),
      format: 'pcap',
      compression: 'none',
      packets: 142,
      strictTimeOrder: true,
      firstPacketTime: '2024-03-01T00:36:00.100000000Z',
      interfaces: [{ linkTypeName: 'ETHERNET' }],
    });
    expect(JSON.parse(networkml(['info', '-', '--format', 'jsonl'], plug).stdout)).toMatchObject({
      capture: '-',
      fileBytes: null,
      packets: 142,
    });
    const packed = written('info.gz', gzipSync(plug));
    expect(JSON.parse(networkml(['info', packed, '--format', 'jsonl']).stdout)).toMatchObject({
      compression: 'gzip',
      packets: 142,
    });
  });

  it('lists facts of one capture and a line each of several', () => {
    const one = networkml(['info', sample('office.pcapng.gz'), '--format', 'table']).stdout;
    expect(one).toContain('Format            pcapng 1.0, little-endian, gzip\n');
    expect(one).toContain('Interface 0       staff, ETHERNET (1), 381 packets');
    const several = networkml(['info', sample(''), '--format', 'table', '--threads', '2']).stdout;
    expect(several.trimEnd().split('\n')).toHaveLength(1 + 17);
    const csv = networkml(['info', sample(''), '--format', 'csv']).stdout;
    expect(csv.trimEnd().split('\n')).toHaveLength(1 + 17);
  });

  it('names a capture that cannot be used and tells of the others', () => {
    const { status, stdout, stderr } = networkml(['info', cutCapture(), sample('cooked.pcap')]);
    expect(status).toBe(4);
    expect(stderr).toContain('CAPTURE_CUT_RECORD');
    expect(JSON.parse(stdout)).toMatchObject([{ packets: 125 }]);
    expect(networkml(['info', cutCapture()])).toMatchObject({ status: 3, stdout: '' });
  });

  it('tells up to where a capture breaks off, and that it does', () => {
    const { status, stdout, stderr } = networkml(['info', cutCapture(), '--salvage', '--format', 'table']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/Packets +141\n/);
    expect(stdout).toMatch(/Breaks off .*CAPTURE_CUT_RECORD/);
    expect(stderr).toContain('CAPTURE_CUT_RECORD');
  });

  it('shows texts of a capture without what a terminal would obey', () => {
    // A section header with a comment (option 1) that tries to clear the screen, then no packets.
    const comment = [0x1b, 0x5b, 0x32, 0x4a]; // ESC [ 2 J
    const block = [
      ...[0x0a, 0x0d, 0x0d, 0x0a], // section header block
      ...[40, 0, 0, 0], // 40 bytes
      ...[0x4d, 0x3c, 0x2b, 0x1a], // little-endian
      ...[1, 0, 0, 0], // version 1.0
      ...[255, 255, 255, 255, 255, 255, 255, 255], // length not told
      ...[1, 0, 4, 0, ...comment],
      ...[0, 0, 0, 0], // end of options
      ...[40, 0, 0, 0],
    ];
    const { stdout } = networkml([
      'info',
      written('evil.pcapng', new Uint8Array(block)),
      '--format',
      'table',
    ]);
    expect(stdout).toMatch(/Comment +\[2J/);
    expect(stdout).not.toContain('\u001b');
  });
});
