import { spawn, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  createWriteStream,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { builtinSets, parseFeatureCsv } from '@networkml/featurizer';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ROOT, fileOf, networkml, sample } from './testing/run-cli.ts';

const SLOW = { timeout: 90_000 };
const HOST = ['--features', 'networkml-host'];
const hostSets = builtinSets.filter(({ id }) => id === 'networkml-host');

/** A name and not a text, as it is no dependency of the project. */
const MKFIFO = 'mkfifo';

const temporary = (): string => {
  const directory = mkdtempSync(join(tmpdir(), 'networkml-cli-'));
  onTestFinished(() => {
    rmSync(directory, { recursive: true });
  });
  return directory;
};

const rowsOf = (text: string): number => text.trimEnd().split('\n').length - 1;

describe('networkml featurize', SLOW, () => {
  it('writes what the name of the output asks for', () => {
    const directory = temporary();
    const names = ['f.csv', 'f.csv.gz', 'f.jsonl', 'f.jsonl.gz', 'f.parquet'];
    for (const name of names) {
      const args = ['featurize', sample('smart-plug.pcap'), ...HOST, '--output', join(directory, name)];
      expect(networkml(args)).toMatchObject({ status: 0, stdout: '' });
    }
    expect(readdirSync(directory).sort()).toEqual(names.sort());
    const csv = readFileSync(join(directory, 'f.csv'), 'utf8');
    expect(gunzipSync(readFileSync(join(directory, 'f.csv.gz'))).toString()).toBe(csv);
    expect(parseFeatureCsv(csv, hostSets).rowCount).toBe(3);
    const lines = readFileSync(join(directory, 'f.jsonl'), 'utf8');
    expect(gunzipSync(readFileSync(join(directory, 'f.jsonl.gz'))).toString()).toBe(lines);
    expect(lines.trimEnd().split('\n')).toHaveLength(3);
    expect(readFileSync(join(directory, 'f.parquet')).subarray(0, 4).toString()).toBe('PAR1');
  });

  it('says what was met, and what to beware of, beside the output', () => {
    const { stderr } = networkml(['featurize', sample('office.pcapng.gz'), ...HOST]);
    expect(stderr).toContain('5 rows from 582 packets, 0 of them damaged.');
    expect(stderr).toContain('Of 5 rows, 5 of devices observed for less than 15 minutes: trust those less.');
    expect(stderr).toContain('02:00:5e:30:14:01 may be routers that hide several hosts; --devices ip');
  });

  it('gives hosts rows of their own behind a router', () => {
    const { stdout, stderr } = networkml([
      'featurize',
      sample('office.pcapng.gz'),
      ...HOST,
      '--devices',
      'ip',
    ]);
    const devices = parseFeatureCsv(stdout, hostSets).rows.map(({ device }) => device);
    expect(devices).toEqual(expect.arrayContaining(['10.10.0.33', '203.0.113.80']));
    expect(stderr).not.toContain('routers');
  });

  it('takes all for auto', () => {
    const auto = networkml(['featurize', sample('cooked.pcap'), ...HOST]).stdout;
    expect(networkml(['featurize', sample('cooked.pcap'), ...HOST, '--devices', 'all']).stdout).toBe(auto);
  });

  it('gives a row a device and time window', () => {
    const { stdout, stderr } = networkml([
      'featurize',
      sample('office.pcapng.gz'),
      ...HOST,
      '--window',
      '5m',
    ]);
    const starts = new Set(parseFeatureCsv(stdout, hostSets).rows.map(({ windowStart }) => windowStart));
    expect(starts.size).toBe(3);
    expect(stderr).not.toContain('15 minutes');
  });

  it('lists captures that cannot be read at the end, and says so in its status', () => {
    const directory = temporary();
    copyFileSync(fileOf('smart-plug.pcap'), join(directory, 'b.pcap'));
    writeFileSync(join(directory, 'a.pcap'), '<html></html>');
    const output = join(directory, 'f.csv');
    const { status, stderr } = networkml(['featurize', directory, ...HOST, '--output', output]);
    expect(status).toBe(4);
    expect(stderr).toContain('CAPTURE_UNKNOWN_FORMAT');
    expect(stderr).toContain('1 of 2 captures could not be read');
    expect(rowsOf(readFileSync(output, 'utf8'))).toBe(3);
    expect(readdirSync(directory).sort()).toEqual(['a.pcap', 'b.pcap', 'f.csv']);
    copyFileSync(join(directory, 'a.pcap'), join(directory, 'b.pcap'));
    rmSync(output);
    expect(networkml(['featurize', directory, ...HOST, '--output', output]).status).toBe(3);
    expect(readdirSync(directory).sort()).toEqual(['a.pcap', 'b.pcap']);
  });

  it.each([
    [['--window', 'soon'], 2, 'window is a length of time'],
    [['--format', 'parquet'], 2, 'Parquet goes to a file'],
    [['--threads', '0'], 2, 'threads'],
    [['--features', 'absent'], 3, 'PIPELINE_UNKNOWN_FEATURE_SET'],
    [['--features', 'networkml-host,networkml-host'], 3, 'FEATURE_BAD_SET'],
    [['--groups', 'host,generic'], 3, 'PIPELINE_MIXED_GROUPS'],
    [['--groups', 'generic', '--window', '15m'], 3, 'PIPELINE_MIXED_GROUPS'],
    [['--groups', 'packets'], 3, 'PIPELINE_UNKNOWN_GROUP'],
  ])('refuses %j and leaves nothing', (args, expected, message) => {
    const directory = temporary();
    const output = args.includes('parquet') ? [] : ['--output', join(directory, 'f.csv')];
    const { status, stderr } = networkml(['featurize', sample(''), ...args, ...output]);
    expect(stderr).toContain(message);
    expect(status).toBe(expected);
    expect(readdirSync(directory)).toEqual([]);
  });

  it("writes NetworkML's groups by its names", () => {
    const capture = sample('smart-plug.pcap');
    const host = networkml(['featurize', capture, '--groups', 'host', '--layout', 'networkml']).stdout;
    expect(host).toBe(
      networkml(['featurize', capture, ...HOST, '--devices', 'canonical', '--layout', 'networkml']).stdout,
    );
    expect(rowsOf(networkml(['featurize', capture, '--groups', 'host', '--devices', 'all']).stdout)).toBe(3);
    const generic = networkml(['featurize', capture, '--groups', 'generic']);
    expect(generic.stdout).toMatch(/^frame\.len,frame\.time_epoch,.*,gre\.proto\n/);
    expect(rowsOf(generic.stdout)).toBe(142);
    const flow = networkml(['featurize', capture, '--groups', 'flow', '--format', 'jsonl']).stdout;
    const dhcp = flow.split('\n').find((line) => line.includes('"udp.dstport":67')) ?? '';
    expect(JSON.parse(dhcp)).toEqual({
      'ip.src_host': '0.0.0.0',
      'ip.dst_host': '255.255.255.255',
      'tcp.srcport': null,
      'tcp.dstport': null,
      'udp.srcport': 68,
      'udp.dstport': 67,
      'frame.protocols': 'eth:ip:udp',
    });
  });
});

/** Starts `networkml` and does not wait for it. */
const start = (args: readonly string[]) => {
  const child = spawn(process.execPath, ['--conditions=@networkml/source', 'apps/cli/src/main.ts', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', (status) => resolve(status)));
  return { child, ended, stderr: () => stderr };
};

/** Waits until a file is there and has stopped growing. */
const untilStill = async (path: string): Promise<void> => {
  for (let size = -1; ;) {
    await setTimeout(1000);
    const now = existsSync(path) ? statSync(path).size : 0;
    if (now > 1000 && now === size) return;
    size = now;
  }
};

/** A run that has read all captures but the last, which is a pipe that nobody writes to. */
const hangingRun = async () => {
  const directory = temporary();
  const captures = ['office.pcapng.gz', 'smart-plug.pcap', 'cooked.pcap'].map((name) => {
    copyFileSync(fileOf(name), join(directory, name));
    return join(directory, name);
  });
  const last = join(directory, 'last.pcap');
  spawnSync(MKFIFO, [last]);
  const output = join(directory, 'f.csv');
  const args = ['featurize', ...captures, last, ...HOST, '--output', output];
  const running = start(args);
  await untilStill(`${output}.resume`);
  return { directory, last, output, args, ...running };
};

describe('networkml featurize that is stopped', SLOW, () => {
  it('goes on after a kill where it was, with the same bytes in the end', async () => {
    const { child, ended, directory, last, output, args } = await hangingRun();
    child.kill('SIGKILL');
    await ended;
    rmSync(last);
    copyFileSync(fileOf('raw-ip.pcap'), last);
    const { status, stderr } = networkml(args);
    expect(status).toBe(0);
    expect(stderr).toContain('3 captures had been read by a run before.');
    const resumed = readFileSync(output);
    expect(readdirSync(directory).filter((name) => /resume|tmp/.test(name))).toEqual([]);
    expect(networkml([...args, '--no-resume'])).toMatchObject({ status: 0 });
    expect(readFileSync(output).equals(resumed)).toBe(true);
  });

  it('says how to go on where a person ends it', async () => {
    const { child, ended, stderr, directory, last, output, args } = await hangingRun();
    child.kill('SIGINT');
    await setTimeout(500);
    createWriteStream(last).end(readFileSync(fileOf('raw-ip.pcap'))); // it hears of the end between two reads
    expect(await ended).toBe(130);
    expect(stderr()).toContain(`stopped; 3 of 4 captures are kept in ${output}.resume.`);
    expect(readdirSync(directory).filter((name) => name.startsWith('f.csv'))).toEqual(['f.csv.resume']);
    rmSync(last);
    copyFileSync(fileOf('raw-ip.pcap'), last);
    const goneOn = networkml(args);
    expect(goneOn.status).toBe(0);
    expect(goneOn.stderr).toContain('3 captures had been read by a run before.');
  });
});
