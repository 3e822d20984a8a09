import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ReportKind, reportProblems } from '@networkml/pipeline/schemas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileOf, networkml } from './testing/run-cli.ts';

const root = mkdtempSync(join(tmpdir(), 'networkml-reports-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});

const temporary = (): string => mkdtempSync(join(root, 'own-'));

describe('networkml evaluate, compare and drift', { timeout: 120_000 }, () => {
  const directory = temporary();
  const manifest = join(temporary(), 'labels.csv');
  const model = join(temporary(), 'tiny.json');
  const report = join(temporary(), 'report');
  beforeAll(() => {
    const lines = ['1', '2'].flatMap((copy) => {
      copyFileSync(fileOf('smart-plug.pcap'), join(directory, `plug-${copy}.pcap`));
      copyFileSync(fileOf('cooked.pcap'), join(directory, `server-${copy}.pcap`));
      return [`plug-${copy}.pcap,Plug,02:00:5e:10:00:21`, `server-${copy}.pcap,Server,02:00:5e:40:00:02`];
    });
    writeFileSync(manifest, ['file,role,mac', ...lines, ''].join('\n'));
    const args = ['--manifest', manifest, '--copies', 'together', '--threads', '1', '--output', model];
    expect(networkml(['train', directory, ...args])).toMatchObject({ status: 0 });
  }, 120_000);

  it('write reports in several forms that say how to get them again', () => {
    const args = ['--manifest', manifest, '--model', model, '--importance', '1', '--date', '2026-01-31'];
    const outputs = ['html', 'md', 'json'].flatMap((ending) => ['--report', `${report}.${ending}`]);
    expect(networkml(['evaluate', directory, ...args, ...outputs, '--format', 'text'])).toMatchObject({
      status: 0,
    });
    expect(readFileSync(`${report}.html`, 'utf8')).toContain('<h1>tiny, judged on 4 rows</h1>');
    expect(readFileSync(`${report}.md`, 'utf8')).toContain('2026-01-31');
    const command = `networkml evaluate ${directory} --model ${model} --manifest ${manifest} --importance 1 --seed 1`;
    expect(JSON.parse(readFileSync(`${report}.json`, 'utf8'))).toMatchObject({
      kind: 'networkml-report',
      reproduction: { command },
      evaluation: { rowCount: 4, rows: [{}, {}, {}, {}] },
    });
  });

  it('write JSON as its schema in docs says', () => {
    const args = ['--manifest', manifest, '--model', model];
    const judged = networkml(['evaluate', directory, ...args, '--format', 'json']).stdout;
    const compared = networkml(['compare', `${report}.json`, `${report}.json`, '--format', 'json']).stdout;
    const drifted = networkml(['drift', directory, '--model', model, '--format', 'json']).stdout;
    const texts: readonly (readonly [ReportKind, string])[] = [
      ['evaluation', judged],
      ['report', readFileSync(`${report}.json`, 'utf8')],
      ['comparison', compared],
      ['drift', drifted],
    ];
    for (const [kind, text] of texts)
      expect([kind, reportProblems(kind, JSON.parse(text))]).toEqual([kind, []]);
  });

  it('refuse a report of another form before any work', () => {
    const { status, stderr } = networkml(['evaluate', 'absent', '--report', 'report.pdf']);
    expect(stderr).toContain('PIPELINE_REPORT_FORMAT');
    expect(status).toBe(3);
  });

  it('compare reports of the same rows, and refuse others', () => {
    const same = networkml(['compare', `${report}.json`, `${report}.json`, '--format', 'text']);
    expect(same.stdout).toContain('+0.000 to +0.000');
    expect(same.status).toBe(0);
    const other = `${report}-other.json`;
    const row = { capture: 'a.pcap', device: '1', truth: 'Plug', predicted: 'Plug', confidence: 1 };
    writeFileSync(other, JSON.stringify({ evaluation: { rows: [row] } }));
    const refused = networkml(['compare', `${report}.json`, other]);
    expect(refused.stderr).toContain('EVALUATION_ROWS');
    expect(refused.status).toBe(3);
    expect(networkml(['compare', other]).status).toBe(2);
  });

  it('say the same of files of features, whatever their format', () => {
    const said = ['csv.gz', 'jsonl', 'parquet'].map((ending) => {
      const file = `${report}-features.${ending}`;
      expect(networkml(['featurize', directory, '--output', file])).toMatchObject({ status: 0 });
      const judged = networkml(['evaluate', file, '--manifest', manifest, '--model', model]);
      const drifted = networkml(['drift', file, '--model', model]);
      return { judged: JSON.parse(judged.stdout) as unknown, drifted: JSON.parse(drifted.stdout) as unknown };
    });
    expect(said[0]).toMatchObject({
      judged: { rowCount: 4 },
      drifted: { rowCount: expect.any(Number) as unknown },
    });
    expect(said[1]).toEqual(said[0]);
    expect(said[2]).toEqual(said[0]);
  });

  it('train the same model from files of features, whatever their format', () => {
    const trained = ['csv', 'jsonl', 'parquet'].map((ending) => {
      const [file, output] = [`${report}-rows.${ending}`, `${report}-model-${ending}.json`];
      expect(networkml(['featurize', directory, '--output', file])).toMatchObject({ status: 0 });
      const args = ['--manifest', manifest, '--copies', 'together', '--threads', '1', '--name', 'same'];
      expect(networkml(['train', file, ...args, '--output', output])).toMatchObject({ status: 0 });
      return readFileSync(output, 'utf8');
    });
    expect(trained[1]).toBe(trained[0]);
    expect(trained[2]).toBe(trained[0]);
  });

  it('say that four captures are too few to tell drift by, with status 0', () => {
    const { status, stdout } = networkml(['drift', directory, '--model', model, '--format', 'json']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'watch' });
    const text = networkml(['drift', directory, '--model', model, '--format', 'text', '--top', '3']).stdout;
    expect(text).toContain('Gather more.');
  });
});
