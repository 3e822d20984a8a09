import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { builtinSets, parseFeatureCsv } from '@networkml/featurizer';
import { parseModelFile } from '@networkml/model';
import { DEFAULT_FEATURE_SET } from '@networkml/pipeline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileOf, networkml, sample } from './testing/run-cli.ts';

let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'networkml-cli-'));
});

afterAll(() => {
  rmSync(directory, { recursive: true });
});

const brokenCapture = (name: string): string => {
  const path = join(directory, name);
  writeFileSync(path, readFileSync(fileOf('smart-plug.pcap')).subarray(0, -5));
  return path;
};

describe('networkml featurize', () => {
  it('writes a CSV that reads back as the same rows, plain or as gzip', () => {
    const output = join(directory, 'features.csv.gz');
    const { status, stdout } = networkml(['featurize', sample('smart-plug.pcap')]);
    expect(status).toBe(0);
    const sets = builtinSets.filter(({ id }) => id === DEFAULT_FEATURE_SET);
    expect(parseFeatureCsv(stdout, sets).rows).toMatchObject([
      { mac: '02:00:5e:10:00:21', packets: 137 },
      {},
      {},
    ]);
    expect(networkml(['featurize', sample('smart-plug.pcap'), '--output', output]).status).toBe(0);
    expect(gunzipSync(readFileSync(output)).toString()).toBe(stdout);
  });

  it('writes nothing where no capture can be read', () => {
    const output = join(directory, 'nothing.csv');
    const { status, stderr } = networkml(['featurize', brokenCapture('cut.pcap'), '--output', output]);
    expect(status).toBe(3);
    expect(stderr).toContain('CAPTURE_CUT_RECORD');
    expect(existsSync(output)).toBe(false);
  });
});

describe('networkml parse', () => {
  it('prints a CSV row a packet under one header, from standard input too', () => {
    const { status, stdout } = networkml(['parse', sample('smart-plug.pcap')]);
    expect(status).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1 + 142);
    expect(networkml(['parse', '-'], readFileSync(fileOf('smart-plug.pcap'))).stdout).toBe(stdout);
  });

  it('leaves no file of a capture that breaks off', () => {
    const output = join(directory, 'packets.csv');
    expect(networkml(['parse', brokenCapture('cut-2.pcap'), '--output', output]).status).toBe(3);
    expect(existsSync(output)).toBe(false);
  });
});

describe('networkml models', () => {
  it('lists the bundled models', () => {
    const { status, stdout } = networkml(['models', 'list', '--format', 'json']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([
      { name: 'iot-devices', default: false },
      { name: 'enterprise-roles', default: true },
    ]);
  });

  it('shows a model as a card or as the model file', () => {
    expect(networkml(['models', 'show', 'iot-devices']).stdout).toContain('# iot-devices');
    const { stdout } = networkml(['models', 'show', 'iot-devices', '--format', 'json']);
    expect(parseModelFile(stdout).name).toBe('iot-devices');
  });
});
