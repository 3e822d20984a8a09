import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { arePredictions } from '@networkml/pipeline/schemas';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileOf, networkml, sample } from './testing/run-cli.ts';

const PLUG_MAC = '02:00:5e:10:00:21';
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

const predictJson = (capture: string, input?: Uint8Array): unknown => {
  const { status, stdout, stderr } = networkml(['predict', capture, '--format', 'json'], input);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout);
};

const rolesOf = (predictions: unknown): unknown =>
  Array.isArray(predictions)
    ? predictions.map((prediction: { device: unknown; roles: unknown }) => [
        prediction.device,
        prediction.roles,
      ])
    : predictions;

describe('networkml predict', () => {
  it('prints predictions that keep to the published schema', () => {
    const predictions = predictJson(sample('smart-plug.pcap'));
    expect(arePredictions(predictions)).toBe(true);
    expect(predictions).toHaveLength(3);
    expect(predictions).toMatchObject([{ device: { mac: PLUG_MAC }, packets: 137 }, {}, {}]);
  });

  it('says the same of a path, of standard input and of gzip', () => {
    const ofPath = rolesOf(predictJson(sample('smart-plug.pcap')));
    expect(ofPath).toHaveLength(3);
    expect(rolesOf(predictJson('-', plug))).toEqual(ofPath);
    expect(rolesOf(predictJson('-', gzipSync(plug)))).toEqual(ofPath);
    expect(rolesOf(predictJson(written('plug.bin', gzipSync(plug))))).toEqual(ofPath);
  });

  it('prints a table that names each device and counts the packets', () => {
    const { status, stdout } = networkml(['predict', sample('smart-plug.pcap'), '--format', 'table']);
    expect(status).toBe(0);
    expect(stdout).toContain('DEVICE');
    expect(stdout).toMatch(new RegExp(`^ *${PLUG_MAC} +192\\.168\\.1\\.21 \\+3 .* 137 `, 'm'));
    expect(stdout).toContain('142 packets, none damaged');
  });

  it('prints a line a device as jsonl, the same as the array of json', () => {
    const { stdout } = networkml(['predict', sample('smart-plug.pcap'), '--format', 'jsonl']);
    const lines: unknown[] = stdout
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(lines).toEqual(predictJson(sample('smart-plug.pcap')));
  });

  it('prints a row a device as csv', () => {
    const { stdout } = networkml(['predict', sample('smart-plug.pcap'), '--format', 'csv']);
    const { data, errors } = Papa.parse<Record<string, string>>(stdout, {
      header: true,
      skipEmptyLines: true,
    });
    expect(errors).toEqual([]);
    expect(data).toHaveLength(3);
    expect(data[0]).toMatchObject({ mac: PLUG_MAC, packets: '137', capture_packets: '142' });
  });

  it('names the single device of upstream where the canonical one is asked for', () => {
    const { stdout } = networkml([
      'predict',
      sample('smart-plug.pcap'),
      '--devices',
      'canonical',
      '--format',
      'json',
    ]);
    expect(JSON.parse(stdout)).toMatchObject([{ device: { mac: '02:00:5e:10:00:23' } }]);
  });

  it('answers Unknown where a threshold cannot be passed', () => {
    const { stdout } = networkml([
      'predict',
      sample('smart-plug.pcap'),
      '--threshold',
      '1',
      '--format',
      'json',
    ]);
    expect(JSON.parse(stdout)).toMatchObject([{ role: 'Unknown' }, { role: 'Unknown' }, { role: 'Unknown' }]);
  });

  it('writes predict.json into the directory that is asked for', () => {
    const output = join(directory, 'message');
    const { status } = networkml(['predict', sample('smart-plug.pcap'), '--output', output]);
    expect(status).toBe(0);
    expect(readdirSync(output)).toEqual(['predict.json']);
    const message: unknown = JSON.parse(readFileSync(join(output, 'predict.json'), 'utf8'));
    expect(message).toMatchObject({
      tool: 'networkml',
      data: { mac_addresses: { [PLUG_MAC]: { pcap: 'smart-plug.pcap', source_ip: '192.168.1.21' } } },
    });
  });

  it('keeps the messages of several captures apart', () => {
    const output = join(directory, 'messages');
    networkml(['predict', sample('smart-plug.pcap'), sample('raw-ip.pcap'), '--output', output]);
    expect(readdirSync(output).sort()).toEqual(['raw-ip.pcap', 'smart-plug.pcap']);
    expect(readdirSync(join(output, 'raw-ip.pcap'))).toEqual(['predict.json']);
  });

  it('goes on past a capture it cannot read and says so by its status', () => {
    const broken = written('page.pcap', '<!DOCTYPE html><html><body>not found</body></html>');
    const { status, stdout, stderr } = networkml([
      'predict',
      broken,
      sample('smart-plug.pcap'),
      '--format',
      'json',
    ]);
    expect(status).toBe(4);
    expect(JSON.parse(stdout)).toHaveLength(3);
    expect(stderr).toContain('1 of 2 captures could not be read');
  });

  const gzipped = gzipSync(plug);
  it.each([
    ['missing', undefined, 'CAPTURE_NOT_FOUND'],
    ['empty', '', 'CAPTURE_EMPTY'],
    ['HTML', '<!DOCTYPE html><html><body>not found</body></html>', 'CAPTURE_UNKNOWN_FORMAT'],
    ['truncated', plug.subarray(0, plug.length - 5), 'CAPTURE_CUT_RECORD'],
    ['corrupt gzip', gzipped.subarray(0, gzipped.length >> 1), 'CAPTURE_BAD_COMPRESSION'],
  ])('refuses a %s file by name, code and offset, and writes nothing', (name, bytes, code) => {
    const file = `${name.replace(' ', '-')}.pcap`;
    const path = bytes === undefined ? join(directory, file) : written(file, bytes);
    const output = join(directory, `output-of-${file}`);
    const { status, stdout, stderr } = networkml(['predict', path, '--output', output]);
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
    expect(stderr).toContain(path);
    expect(stderr).toContain(code);
    expect(stderr).toMatch(/byte \d+/);
    expect(existsSync(output)).toBe(false);
  });

  it('keeps what comes before the break where it is told to salvage', () => {
    const path = written('cut.pcap', plug.subarray(0, plug.length - 5));
    const { status, stdout } = networkml(['predict', path, '--salvage', '--format', 'json']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([{ capturePackets: 141 }, {}, {}]);
  });

  it.each([
    ['an argument it does not know', ['predict', sample('smart-plug.pcap'), '--colour']],
    ['a threshold above 1', ['predict', sample('smart-plug.pcap'), '--threshold', '2']],
    ['no capture', ['predict']],
    ['no command', []],
  ])('refuses %s as a wrong use', (_, args) => {
    const { status, stdout, stderr } = networkml(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('See networkml --help.');
  });

  it('refuses a model that is not there', () => {
    const { status, stderr } = networkml(['predict', sample('smart-plug.pcap'), '--model', 'no-such-model']);
    expect(status).toBe(3);
    expect(stderr).toContain('PIPELINE_UNKNOWN_MODEL');
  });
});
