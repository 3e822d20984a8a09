import { createReadStream, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { featurizeCapture, featurizeCaptures } from './featurize-captures.ts';
import { fileWith, hostSets, sample } from './testing/samples.ts';

const plug = sample('smart-plug.pcap');
const options = { sets: hostSets, devices: 'all', name: 'plug' } as const;

describe('featurizeCapture', () => {
  it('gives a row for each device', async () => {
    const { table, info } = await featurizeCapture(plug, options);
    expect(table.rows.map(({ mac, capture }) => [mac, capture])).toEqual([
      ['02:00:5e:10:00:21', 'plug'],
      ['02:00:5e:10:00:01', 'plug'],
      ['02:00:5e:10:00:23', 'plug'],
    ]);
    expect(info.packets).toBe(142);
  });

  it.each([
    ['bytes', () => readFileSync(plug)],
    ['gzip', () => gzipSync(readFileSync(plug))],
    ['a stream', () => createReadStream(plug)],
  ])('computes the same of %s as of a path', async (_, source) => {
    const ofPath = await featurizeCapture(plug, options);
    const { table } = await featurizeCapture(source(), options);
    expect(table).toEqual(ofPath.table);
  });
});

describe('featurizeCaptures', () => {
  it('lists a capture that cannot be read and keeps the rows of the others', async () => {
    const broken = fileWith('page.pcap', '<html></html>');
    const seen: string[] = [];
    const { table, failed, packets } = await featurizeCaptures([broken, plug], options, (done, total) => {
      seen.push(`${done} of ${total}`);
    });
    expect(failed).toMatchObject([{ capture: broken, error: { code: 'CAPTURE_UNKNOWN_FORMAT' } }]);
    expect([table.rowCount, packets]).toEqual([3, 142]);
    expect(seen).toEqual(['1 of 2', '2 of 2']);
  });

  it('gives a table without rows but with all columns where nothing can be read', async () => {
    const { table } = await featurizeCaptures([fileWith('empty.pcap', '')], options);
    const { table: full } = await featurizeCapture(plug, options);
    expect(table.rowCount).toBe(0);
    expect(table.schemaHash).toBe(full.schemaHash);
  });
});
