import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT, networkml, sample } from './testing/run-cli.ts';

const SHARED = process.env.NETWORKML_SHARED ?? join(ROOT, '../shared');
const NETWORKML_MODEL = join(SHARED, 'models/networkml-0.6');
const GOLDEN = 'Aria__Setup-A-1-STA';

const BUNDLED = join(ROOT, 'packages/pretrained/models/iot-devices.json');

let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'networkml-models-'));
});

afterAll(() => {
  rmSync(directory, { recursive: true });
});

/** Writes a text, one byte a letter. */
const write = (name: string, text: string): string => {
  const path = join(directory, name);
  writeFileSync(path, text, 'latin1');
  return path;
};

describe('networkml models export and import', () => {
  it('take a model to ONNX and back without losing a bit', () => {
    const [onnx, output] = [join(directory, 'model.onnx'), join(directory, 'back.json')];
    expect(networkml(['models', 'export', 'iot-devices', '--onnx', onnx])).toMatchObject({ status: 0 });
    const { status, stderr } = networkml(['models', 'import', '--onnx', onnx, '--output', output]);
    expect(status).toBe(0);
    expect(stderr).toContain('iot-devices: 27 roles');
    expect(readFileSync(output, 'utf8')).toBe(readFileSync(BUNDLED, 'utf8'));
  });

  it.each([
    [[], 'Give --networkml, --label-encoder and --scaler together, or --onnx.'],
    [['--networkml', 'a', '--scaler', 'b'], 'Give --networkml, --label-encoder and --scaler together'],
    [['--onnx', 'a', '--scaler', 'b'], '--onnx is a model of its own'],
    [['--onnx', 'a', '--ip-flags', 'tshark4'], '--onnx is a model of its own'],
  ])('refuse arguments that do not go together: %j', (args, message) => {
    const run = networkml(['models', 'import', '--output', join(directory, 'never.json'), ...args]);
    expect(run.status).toBe(2);
    expect(run.stderr).toContain(message);
  });

  it('refuse a hostile pickle with the byte, and write nothing', () => {
    const network = write('network.json', NETWORK);
    const labelEncoder = write('le.json', '{"classes":["Camera","Phone"]}');
    const scaler = write('scaler.mod', '\x80\x02cos\nsystem\nX\x02\0\0\0id\x85R.');
    const output = join(directory, 'hostile.json');
    const args = ['--networkml', network, '--label-encoder', labelEncoder, '--scaler', scaler];
    const { status, stderr } = networkml(['models', 'import', ...args, '--output', output]);
    expect(status).toBe(3);
    expect(stderr).toContain('it asks for "os.system" (MODEL_PICKLE_REFUSED)');
    expect(existsSync(output)).toBe(false);
  });
});

/** A network of one column and two roles, as NetworkML saves one. */
const NETWORK = JSON.stringify({
  meta: 'mlp',
  coefs_: [[[1, -1]]],
  intercepts_: [[0, 0]],
  out_activation_: 'softmax',
  params: { activation: 'relu', hidden_layer_sizes: [] },
  features: ['tshark_tagged_vlan'],
  classes_: [0, 1],
});

describe.skipIf(!existsSync(NETWORKML_MODEL))("NetworkML's published model, imported", () => {
  it("names roles as NetworkML did, up to predict.json, with the flags of NetworkML's tshark", () => {
    const output = join(directory, 'networkml.json');
    const file = (name: string): string => join(NETWORKML_MODEL, name);
    const run = networkml([
      'models',
      'import',
      ...['--networkml', file('host_footprint.json')],
      ...['--label-encoder', file('host_footprint_le.json')],
      ...['--scaler', file('host_footprint_scaler.mod')],
      ...['--ip-flags', 'tshark4', '--output', output],
    ]);
    expect(run).toMatchObject({ status: 0, stdout: '' });
    const capture = join(SHARED, 'datasets/iot-sentinel', `${GOLDEN.replace('__', '/')}.pcap`);
    const folder = join(directory, 'out');
    const args = ['--model', output, '--devices', 'canonical', '--output', folder];
    expect(networkml(['predict', capture, ...args]).status).toBe(0);
    const message = readFileSync(join(folder, 'predict.json'), 'utf8');
    const golden = readFileSync(join(SHARED, `golden/predictions/${GOLDEN}.json`), 'utf8');
    const confidences = (text: string): number[] => numbersAfter('"confidences":', text).slice(0, 3);
    confidences(message).forEach((confidence, i) => {
      expect(Math.abs(confidence - confidences(golden)[i])).toBeLessThan(1e-6);
    });
    expect(message).toContain('"labels":["Developer workstation","GPU laptop","Business workstation"]');
    expect(networkml(['models', 'show', output]).stdout).toContain('three bits that tshark 4 prints');
  });
});

/** The numbers of the first list behind a key. */
const numbersAfter = (key: string, text: string): number[] =>
  text
    .slice(text.indexOf(key) + key.length)
    .split(/[[\],]/)
    .slice(1, 4)
    .map(Number);

describe('networkml models diff', () => {
  it('says what is not the same, as a table or JSON', () => {
    const text = readFileSync(BUNDLED, 'utf8');
    expect(networkml(['models', 'diff', 'iot-devices', BUNDLED, '--format', 'table']).stdout).toBe(
      'The models are the same.\n',
    );
    const onnx = join(directory, 'renamed.onnx');
    const renamed = join(directory, 'renamed.json');
    networkml(['models', 'export', 'iot-devices', '--onnx', onnx]);
    networkml(['models', 'import', '--onnx', onnx, '--name', 'mine', '--output', renamed]);
    expect(readFileSync(renamed, 'utf8')).not.toBe(text);
    const { stdout } = networkml(['models', 'diff', 'iot-devices', renamed, '--format', 'json']);
    expect(JSON.parse(stdout)).toEqual({
      first: 'iot-devices',
      second: renamed,
      differences: [{ path: '$.name', before: 'iot-devices', after: 'mine' }],
    });
  });
});

describe('networkml models verify', () => {
  it('finds models that can be used', () => {
    const { status, stdout } = networkml(['models', 'verify', 'iot-devices', BUNDLED, '--format', 'json']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([
      { file: 'iot-devices', usable: true, name: 'iot-devices', problem: null, warnings: [] },
      { file: BUNDLED, usable: true },
    ]);
  });

  it('tells why others cannot, and exits with the status of bad input', () => {
    const cut = write('cut.json', readFileSync(BUNDLED, 'utf8').slice(0, 5000));
    const changed = write('changed.json', readFileSync(BUNDLED, 'utf8').replace('"iot-devices"', '"mine"'));
    const args = ['models', 'verify', 'iot-devices', cut, changed, '--format', 'json'];
    const { status, stdout } = networkml(args);
    expect(status).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject([
      { usable: true },
      { usable: false, name: null, problem: { code: 'MODEL_FILE_NOT_JSON' } },
      { usable: false, name: null, problem: { code: 'MODEL_FILE_TAMPERED' } },
    ]);
    const table = networkml(['models', 'verify', cut, sample('smart-plug.pcap'), '--format', 'table']);
    expect(table.stdout.trimEnd().split('\n')).toHaveLength(2);
    expect(table.status).toBe(3);
  });
});
