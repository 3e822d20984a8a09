import { describe, expect, it } from 'vitest';
import { parseArguments } from './arguments.ts';
import { ExitStatus } from './exit-status.ts';

describe('parseArguments', () => {
  it('listens on the loopback address unless told otherwise', async () => {
    expect(await parseArguments([])).toEqual({
      host: '127.0.0.1',
      port: 8080,
      models: [],
      devices: 'auto',
      threshold: undefined,
      maxBodyBytes: undefined,
    });
  });

  it('takes models in the order they are given', async () => {
    const { models } = await parseArguments(['--model', 'b.json', '--model', 'a']);
    expect(models).toEqual(['b.json', 'a']);
  });

  it.each([
    ['--port', 'x'],
    ['--port', '65536'],
    ['--port', '1.5'],
    ['--threshold', '1.1'],
    ['--threshold', 'high'],
    ['--max-body-bytes', '0'],
    ['--devices', 'some'],
    ['--colour', 'red'],
    ['capture.pcap'],
  ])('refuses %s %s as a usage error', async (...argv) => {
    await expect(parseArguments(argv)).rejects.toMatchObject({ status: ExitStatus.Usage });
  });
});
