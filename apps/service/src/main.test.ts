import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { formatModelFile } from '@networkml/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ExitStatus } from './exit-status.ts';
import { sample, trainTinyModel } from './testing/tiny-model.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

let directory: string;
let model: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'networkml-service-'));
  model = join(directory, 'tiny.json');
  await writeFile(model, formatModelFile(await trainTinyModel()));
});

afterAll(() => rm(directory, { recursive: true }));

const start = (...args: readonly string[]): ChildProcess =>
  spawn(process.execPath, ['--conditions=@networkml/source', MAIN, ...args], { stdio: 'pipe' });

const outcome = async (child: ChildProcess): Promise<{ status: unknown; message: string }> => {
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const message = child.stderr === null ? '' : await text(child.stderr);
  return { status: await ended, message };
};

/** The address in the log. */
const listening = async ({ stdout }: ChildProcess): Promise<string> => {
  if (stdout === null) throw new Error('the log is not piped');
  for await (const line of createInterface(stdout)) {
    const address = /http:\/\/127\.0\.0\.1:\d+/u.exec(line);
    if (address !== null) return address[0];
  }
  throw new Error('it ended without listening');
};

describe('networkml-service', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('serves a model file until %s', async (signal) => {
    const service = start('--port', '0', '--model', model);
    const url = await listening(service);
    const body = await readFile(sample('smart-plug.pcap'));
    const answer = await fetch(`${url}/v1/predictions`, { method: 'POST', body });
    expect(await answer.json()).toMatchObject([{ model: 'tiny' }, {}, {}]);
    service.kill(signal);
    expect(await outcome(service)).toEqual({ status: ExitStatus.Stopped, message: '' });
  });

  it('ends with a status of its own for a command line it cannot understand', async () => {
    const { status, message } = await outcome(start('--port', 'http'));
    expect(status).toBe(ExitStatus.Usage);
    expect(message).toBe('networkml-service: --port is a whole number from 0 to 65535\n');
  });

  it('ends with a status of its own for a model it cannot use', async () => {
    const { status, message } = await outcome(start('--model', sample('smart-plug.pcap')));
    expect(status).toBe(ExitStatus.BadModel);
    expect(message).toContain('PIPELINE_BAD_MODEL');
  });

  it('ends with a status of its own where it cannot listen', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const { status, message } = await outcome(start('--port', port, '--model', model));
    taken.close();
    expect(status).toBe(ExitStatus.Failed);
    expect(message).toContain('EADDRINUSE');
  });
});
