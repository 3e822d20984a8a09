import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { reportProblems } from '../schemas.ts';
import { readPcap, snapped, writePcap, writePcapng } from '../testing/capture-copies.ts';
import { type MadeUpCapture, datasetOf, madeUpCapture, soundDataset } from '../testing/tiny-dataset.ts';
import { type CheckDatasetOptions, checkDataset } from './check-dataset.ts';
import { FINDINGS, type FindingName } from './finding.ts';
import type { DatasetReport } from './report-dataset.ts';

type Files = Readonly<Record<string, MadeUpCapture | Uint8Array | string>>;
type Settings = Partial<CheckDatasetOptions>;

const checked = async (files: Files, settings: Settings = {}): Promise<DatasetReport> => {
  const directory = datasetOf(files);
  const labels = { from: 'file-name' } as const;
  return checkDataset({ directory, labels, devices: 'canonical', ...settings });
};

const byManifest = async (lines: readonly string[], files: Files): Promise<DatasetReport> => {
  const directory = datasetOf({ ...files, 'manifest.csv': lines.join('\n') });
  const labels = { from: 'manifest', manifest: `${directory}/manifest.csv` } as const;
  const devices = lines[0].includes('mac') ? 'labelled' : 'canonical';
  return checkDataset({ directory, labels, devices });
};

const namesOf = ({ findings }: DatasetReport): FindingName[] => findings.map(({ finding }) => finding);

const messageOf = (report: DatasetReport, name: FindingName): string =>
  report.findings.find(({ finding }) => finding === name)?.message ?? '';

const filesOf = (report: DatasetReport, name: FindingName): string[] =>
  report.findings
    .filter(({ finding }) => finding === name)
    .flatMap(({ captures }) => captures.map((path) => path.slice(report.dataset.length + 1)));

/** Little-endian words of 32 bits. */
const little = (values: readonly number[]): Uint8Array => new Uint8Array(Uint32Array.from(values).buffer);

const PRINTER = 'Printer-d0-20231114T2213Z-20m-n00.pcap';

describe('checkDataset', () => {
  it('finds nothing in a sound dataset, and tells what it holds', async () => {
    const report = await checked(soundDataset());
    expect(report.findings).toEqual([]);
    expect(report).toMatchObject({
      labels: 'file-name',
      captures: 12,
      readCaptures: 12,
      packets: 360,
      rows: 12,
      devices: 4,
      counts: { error: 0, warning: 0, note: 0 },
      roles: [
        { role: 'PKIServer', rows: 6, captures: 6, devices: 2, groups: 0, packets: 180, medianSeconds: 1160 },
        { role: 'Printer', rows: 6, captures: 6, devices: 2 },
      ],
    });
    expect(reportProblems('dataset-report', report)).toEqual([]);
    expect(reportProblems('dataset-report', { ...report, rows: -1 })).toHaveLength(1);
  });

  it('calls progress for every capture', async () => {
    const directory = datasetOf(soundDataset());
    const seen: number[] = [];
    await checkDataset({ directory, labels: { from: 'file-name' }, devices: 'canonical' }, (done, total) =>
      seen.push(done / total),
    );
    expect(seen).toHaveLength(12);
    expect(seen.at(-1)).toBe(1);
  });
});

describe('contents of captures', () => {
  const whole = madeUpCapture({ mac: 9, port: 50_000 });
  const odd = 'Printer-d9-20231116T2213Z-20m-n00.pcap';

  it.each<[FindingName, Uint8Array, RegExp]>([
    ['unreadable', Uint8Array.from([1, 2, 3, 4]), /CAPTURE_/],
    ['cut-short', whole.subarray(0, -5), /CAPTURE_CUT_RECORD/],
    ['empty', whole.subarray(0, 24), /no packet/],
    ['few-packets', madeUpCapture({ mac: 9, packets: 19, everySeconds: 80, port: 50_000 }), /fewer than 20/],
    ['short', madeUpCapture({ mac: 9, everySeconds: 1, port: 50_000 }), /less than 15 minutes/],
    ['damaged', writePcap(snapped(readPcap(whole), 20)), /100\.0% of its packets/],
    ['backwards', madeUpCapture({ mac: 9, everySeconds: -40, port: 50_000 }), /29 packets earlier/],
  ])('says that one is %s', async (name, bytes, message) => {
    const report = await checked({ ...soundDataset(), [odd]: bytes });
    expect(filesOf(report, name)).toEqual([odd]);
    expect(messageOf(report, name)).toMatch(message);
    expect(namesOf(await checked(soundDataset()))).not.toContain(name);
  });

  it('tells where times are missing and packets were lost', async () => {
    const [{ bytes: frame }] = readPcap(whole).records;
    const section = little([0x0a0d0d0a, 28, 0x1a2b3c4d, 1, 0xffffffff, 0xffffffff, 28]);
    const ethernet = little([1, 20, 1, 0, 20]);
    const padded = Buffer.concat([frame, Buffer.alloc((4 - (frame.length % 4)) % 4)]);
    const blockBytes = 16 + padded.length;
    const untimed = Buffer.concat([little([3, blockBytes, frame.length]), padded, little([blockBytes])]); // simple packet
    const timeless = await checked({ ...soundDataset(), [odd]: Buffer.concat([section, ethernet, untimed]) });
    expect(messageOf(timeless, 'no-times')).toBe('1 packet without a time.');
    const statistics = little([5, 40, 0, 0, 0, (8 << 16) | 5, 7, 0, 0, 40]); // isb_ifdrop: 7 packets
    const lossy = Buffer.concat([writePcapng(readPcap(whole)), statistics]);
    expect(messageOf(await checked({ ...soundDataset(), [odd]: lossy }), 'packets-lost')).toBe(
      '7 packets lost while it was captured.',
    );
  });

  it('suspects a router where several hosts send from one MAC address', async () => {
    const file = readPcap(whole);
    const hosts = file.records.map((record, index) => ({
      ...record,
      bytes: Uint8Array.from(record.bytes, (byte, at) => (at === 29 ? 10 + (index % 3) : byte)), // end of the source IP
    }));
    const report = await checked({ ...soundDataset(), [odd]: writePcap({ ...file, records: hosts }) });
    expect(filesOf(report, 'router')).toEqual([odd]);
  });

  it('misses a labelled device, and one that sent nothing', async () => {
    const files = { 'a.pcap': { mac: 1 }, 'b.pcap': { mac: 2, port: 40_001 } };
    const report = await byManifest(
      ['file,role,mac', 'a.pcap,Printer,02:00:00:00:00:77', 'b.pcap,Printer,02:00:00:00:00:02'],
      files,
    );
    expect(filesOf(report, 'no-device')).toEqual(['a.pcap']);
    expect(messageOf(report, 'no-device')).toContain('02:00:00:00:00:77');
    const receiver = await byManifest(['file,role,mac', 'a.pcap,Printer,02:00:00:00:00:02'], {
      'a.pcap': { mac: 1 },
    });
    expect(filesOf(receiver, 'sent-nothing')).toEqual(['a.pcap']);
  });

  it('says where headers are cut and link types or snap lengths differ', async () => {
    const withHeader = (bytes: Uint8Array, at: number, value: number): Uint8Array => {
      const changed = Uint8Array.from(bytes);
      new DataView(changed.buffer).setUint32(at, value, true);
      return changed;
    };
    const short = withHeader(writePcap(snapped(readPcap(whole), 48)), 16, 48);
    expect(namesOf(await checked({ ...soundDataset(), [odd]: short }))).toEqual(
      expect.arrayContaining(['headers-cut', 'mixed-snap-lengths']),
    );
    const rawIp = withHeader(whole, 20, 101);
    const report = await checked({ ...soundDataset(), [odd]: rawIp });
    expect(messageOf(report, 'mixed-link-types')).toBe('Link types differ: ETHERNET (12), RAW (1).');
    expect(filesOf(report, 'mixed-link-types')).toEqual([odd]);
  });
});

describe('names and labels', () => {
  it('finds captures without a role, and names outside the convention', async () => {
    const report = await checked({
      ...soundDataset(),
      'scan.pcap': { mac: 9, port: 50_000 },
      'Printer-x.pcap': { mac: 9, port: 50_001 },
    });
    expect(filesOf(report, 'no-label')).toEqual(['scan.pcap']);
    expect(filesOf(report, 'name')).toEqual(['Printer-x.pcap', 'scan.pcap']);
  });

  it('holds names against labels and durations', async () => {
    const directory = { ...soundDataset(), 'PKIServer-z-Fri0036-1m-n00.pcap': { mac: 9, port: 50_000 } };
    expect(filesOf(await checked(directory), 'name-duration')).toEqual(['PKIServer-z-Fri0036-1m-n00.pcap']);
    const report = await byManifest(['file,role', `${PRINTER},PKIServer`], { [PRINTER]: { mac: 1 } });
    expect(messageOf(report, 'name-and-label')).toBe('Its name says Printer, its label PKIServer.');
  });

  it('knows the twelve roles, spellings that are one, and Unknown', async () => {
    const others = await checked({
      'Kettle-a-Fri0036-n00.pcap': { mac: 1 },
      'kettle-b-Fri0036-n00.pcap': { mac: 2, port: 1 },
    });
    expect(namesOf(others)).toEqual(expect.arrayContaining(['roles-alike', 'other-roles']));
    const report = await checked({
      ...soundDataset(),
      'Prnter-a-Fri0036-n00.pcap': { mac: 9, port: 50_000 },
      'Unknown-a-Fri0036-n00.pcap': { mac: 10, port: 50_001 },
    });
    expect(report.findings.find(({ finding }) => finding === 'role-not-known')?.roles).toEqual(['Prnter']);
    expect(filesOf(report, 'labelled-unknown')).toEqual(['Unknown-a-Fri0036-n00.pcap']);
    expect(namesOf(report)).not.toContain('no-device');
  });

  it('finds captures that the manifest does not name, and lines without a capture', async () => {
    const files = { 'a.pcap': { mac: 1 }, 'b.pcap': { mac: 2, port: 1 } };
    const report = await byManifest(['file,role', 'a.pcap,Printer', 'c.pcap,Printer'], files);
    expect(filesOf(report, 'not-in-manifest')).toEqual(['b.pcap']);
    expect(messageOf(report, 'unreadable')).toContain('CAPTURE_NOT_FOUND');
  });
});

describe('copies', () => {
  const original = madeUpCapture({ mac: 1 });
  const others = soundDataset();
  const copyName = 'PKIServer-copy-20231116T2213Z-20m-n00.pcap';

  it.each<[string, Uint8Array, RegExp]>([
    [
      'of another name',
      original,
      /2 captures hold the same packets, though labelled PKIServer and Printer\./,
    ],
    ['compressed', gzipSync(original), /the same packets/],
    ['in another format', writePcapng(readPcap(original)), /the same packets/],
    ['cut behind the headers', writePcap(snapped(readPcap(original), 60)), /the same packets/],
    ['put at another time', madeUpCapture({ mac: 1, start: 1_600_000_000 }), /put at other times/],
  ])('finds one %s', async (_what, bytes, message) => {
    const report = await checked({ ...others, [PRINTER]: original, [copyName]: bytes });
    expect(filesOf(report, 'copies').sort()).toEqual([copyName, PRINTER]);
    expect(messageOf(report, 'copies')).toMatch(message);
  });

  it('takes captures of few packets for copies only where times agree', async () => {
    const few = (start: number): MadeUpCapture => ({ mac: 1, packets: 9, start });
    const names = ['Printer-a-Fri0036-n00.pcap', 'Printer-b-Fri0036-n00.pcap'];
    const apart = await checked({ [names[0]]: few(1000), [names[1]]: few(90_000) });
    expect(namesOf(apart)).not.toContain('copies');
    const same = await checked({ [names[0]]: few(1000), [names[1]]: few(1000) });
    expect(filesOf(same, 'copies')).toEqual(names);
  });

  it('finds a capture that was cut in two, and two that overlap, unless a group holds them together', async () => {
    const files = (pause: number): Files => ({
      'a.pcap': { mac: 1, start: 0 },
      'b.pcap': { mac: 1, start: 29 * 40 + pause, port: 1 },
    });
    const lines = ['file,role,group', 'a.pcap,Printer,x', 'b.pcap,Printer,y'];
    expect(messageOf(await byManifest(lines, files(4)), 'cut-in-two')).toContain('4.0 s after');
    expect(messageOf(await byManifest(lines, files(-80)), 'overlap')).toContain('for 80.0 s');
    expect(namesOf(await byManifest(lines, files(11)))).not.toContain('cut-in-two');
    const together = ['file,role,group', 'a.pcap,Printer,x', 'b.pcap,Printer,x'];
    expect(namesOf(await byManifest(together, files(4)))).not.toContain('cut-in-two');
  });
});

describe('balance', () => {
  it('finds a single role, rare roles, one device and one group', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 35 }, (_, index) => [
        `${index}.pcap`,
        { mac: index < 30 ? 10 + index : index === 34 ? 2 : 1, start: index * 7200, port: 40_000 + index },
      ]),
    );
    const line = (index: number, role: string, group: string): string => `${index}.pcap,${role},${group}`;
    const lines = [
      'file,role,group',
      ...Array.from({ length: 30 }, (_, index) => line(index, 'Printer', `g${index % 3}`)),
      ...[30, 31].map((index) => line(index, 'PKIServer', 'g0')),
    ];
    const used = (count: number): Files =>
      Object.fromEntries(Object.entries(files).filter(([name]) => Number.parseInt(name) < count));
    const report = await byManifest(lines, used(32));
    expect(namesOf(report)).toEqual(
      expect.arrayContaining(['few-rows', 'one-device', 'one-group', 'imbalance']),
    );
    expect(messageOf(report, 'one-device')).toBe('All rows of PKIServer are of 02:00:00:00:00:01.');
    expect(messageOf(report, 'imbalance')).toBe('Printer has 30 rows, PKIServer has 2.');
    expect(namesOf(await byManifest(lines.slice(0, 31), used(30)))).toContain('one-role');
    const lonely = await byManifest([...lines, '34.pcap,GPULaptop,g1'], files);
    expect(messageOf(lonely, 'too-few-rows')).toBe('GPULaptop has 1 row.');
  });
});

describe('leaks', () => {
  it('finds that labels without MAC addresses mean the gateway as well', async () => {
    const directory = datasetOf({
      'a.pcap': { mac: 1 },
      'b.pcap': { mac: 3, port: 1 },
      'manifest.csv': 'file,role\na.pcap,Printer\nb.pcap,PKIServer',
    });
    const labels = { from: 'manifest', manifest: `${directory}/manifest.csv` } as const;
    const report = await checkDataset({ directory, labels, devices: 'labelled' });
    expect(messageOf(report, 'two-roles')).toBe('02:00:00:00:00:02 is labelled Printer and PKIServer.');
  });

  it('finds a device of two roles', async () => {
    const report = await byManifest(['file,role', 'a.pcap,Printer', 'b.pcap,PKIServer'], {
      'a.pcap': { mac: 1 },
      'b.pcap': { mac: 1, port: 1, start: 1_800_000_000 },
    });
    expect(messageOf(report, 'two-roles')).toBe('02:00:00:00:00:01 is labelled Printer and PKIServer.');
    expect(filesOf(report, 'two-roles')).toEqual(['a.pcap', 'b.pcap']);
  });

  it('finds devices that groups tear apart', async () => {
    const files = {
      'a.pcap': { mac: 1 },
      'b.pcap': { mac: 1, port: 1, start: 1_800_000_000 },
      'c.pcap': { mac: 2, port: 2 },
    };
    const report = await byManifest(
      ['file,role,group', 'a.pcap,Printer,x', 'b.pcap,Printer,y', 'c.pcap,Printer,x'],
      files,
    );
    expect(messageOf(report, 'torn-device')).toBe(
      '1 device in several groups, 1 device in all 2: 02:00:00:00:00:01.',
    );
    expect(filesOf(report, 'torn-device')).toEqual(['a.pcap', 'b.pcap']);
  });

  it('finds devices, groups and traffic on both sides of a split', async () => {
    const manifest = [
      'file,role,group,split',
      'a.pcap,Printer,x,train',
      'b.pcap,Printer,x,test',
      'c.pcap,Printer,y,test',
    ];
    const report = await byManifest(manifest, {
      'a.pcap': { mac: 1 },
      'b.pcap': { mac: 1, port: 1, start: 1_800_000_000 },
      'c.pcap': { mac: 1 },
    });
    const messages = report.findings
      .filter(({ finding }) => finding === 'split-leak')
      .map(({ message }) => message);
    expect(messages).toEqual([
      'The device 02:00:00:00:00:01 is on the sides train and test.',
      'The group x is on the sides train and test.',
      'The same traffic is on the sides train and test.',
    ]);
  });

  it('finds what roles can be told from alone', async () => {
    const days = Object.fromEntries(
      Object.entries(soundDataset()).map(([name, capture]) => [
        name,
        { ...capture, start: (capture.start ?? 0) + (name.startsWith('PKI') ? 0 : 3 * 86_400) },
      ]),
    );
    const byDay = await checked(days);
    expect(messageOf(byDay, 'told-by')).toBe(
      'The role can be told from the day of the capture alone for 100% of the rows (guessing the most frequent: 0%).',
    );
    const lengths = Object.fromEntries(
      Object.entries(soundDataset()).map(([name, capture]) => [
        name,
        { ...capture, everySeconds: name.startsWith('PKI') ? 40 : 100 },
      ]),
    );
    expect(messageOf(await checked(lengths), 'told-by')).toContain('length of the capture');
  });

  it('finds a role among several that one setting tells', async () => {
    const zipped = Object.fromEntries(
      ['Printer', 'PKIServer', 'GPULaptop', 'AdminServer'].flatMap((role, roleIndex) =>
        Array.from({ length: 6 }, (_, index) => {
          const bytes = madeUpCapture({
            mac: 1 + roleIndex * 2 + (index % 2),
            start: 1_700_000_000 + Math.floor(index / 2) * 7200,
            port: 40_000 + index,
          });
          const name = `${role}-d${index}-Fri0036-20m-n00.pcap`;
          return [name, role === 'GPULaptop' ? gzipSync(bytes) : bytes];
        }),
      ),
    );
    const report = await checked(zipped);
    expect(messageOf(report, 'told-by')).toMatch(/^GPULaptop can be told from the file format alone/);
  });

  it('notes what addresses tell', async () => {
    const other = (bytes: Uint8Array): Uint8Array =>
      writePcap({
        ...readPcap(bytes),
        records: readPcap(bytes).records.map((record) => ({
          ...record,
          bytes: Uint8Array.from(record.bytes, (byte, at) => (at === 8 ? 0x5e : byte)), // third byte of the source MAC
        })),
      });
    const files = Object.fromEntries(
      Object.entries(soundDataset()).map(([name, capture]) => [
        name,
        name.startsWith('PKI') ? other(madeUpCapture(capture)) : capture,
      ]),
    );
    const report = await checked(files);
    expect(namesOf(report)).toEqual(['tells-address']);
    expect(messageOf(report, 'tells-address')).toContain('first half of the MAC address');
  });
});

describe('findings', () => {
  it('are all looked for above', () => {
    const tests = readFileSync(fileURLToPath(import.meta.url), 'utf8');
    expect(Object.keys(FINDINGS).filter((name) => !tests.includes(`'${name}'`))).toEqual([]);
  });

  it('are all in docs/datasets.md, with their severity', () => {
    const page = readFileSync(new URL('../../../../docs/datasets.md', import.meta.url), 'utf8');
    const missing = Object.entries(FINDINGS).filter(
      ([name, { severity }]) => !new RegExp(`^\\| \`${name}\` +\\| ${severity} `, 'm').test(page),
    );
    expect(missing).toEqual([]);
  });

  it('are told worst first, each with its advice', async () => {
    const report = await checked({ 'scan.pcap': { mac: 9, everySeconds: 1 } });
    const severities = report.findings.map(({ severity }) => severity);
    expect(severities).toEqual(['error', 'note']);
    for (const { finding, advice } of report.findings) expect(advice).toBe(FINDINGS[finding].advice);
    expect(report.counts).toEqual({ error: 1, warning: 0, note: 1 });
  });
});
