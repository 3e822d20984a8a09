import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import {
  type ClientRequest,
  type IncomingMessage,
  type RequestOptions,
  request as httpRequest,
} from 'node:http';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { type DevicePrediction, createCapturePredictor } from '@networkml/pipeline';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Model, serveModels } from '../served-models.ts';
import { createServer } from '../server.ts';
import type { ServiceSettings } from '../settings.ts';
import { errorBody } from '../testing/error-body.ts';
import { sample, trainTinyModel } from '../testing/tiny-model.ts';

const PLUG = sample('smart-plug.pcap');
const PCAP_HEADER_BYTES = 24;

let tiny: Model;
let plug: Buffer;
let app: FastifyInstance;
let port: number;

beforeAll(async () => {
  tiny = await trainTinyModel();
  plug = await readFile(PLUG);
});

afterEach(async () => {
  await app.close();
});

const listen = async (settings: Partial<ServiceSettings> = {}): Promise<void> => {
  app = createServer({ models: serveModels(tiny), devices: 'all', ...settings });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  port = Number(new URL(address).port);
};

interface Reply {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

const replyTo = (sent: ClientRequest): Promise<Reply> =>
  new Promise((resolve, reject) => {
    sent.on('error', reject);
    sent.on('response', (response) => {
      const { statusCode: status, headers } = response;
      text(response).then((body) => resolve({ status, headers, body: JSON.parse(body) }), reject);
    });
  });

/** Sends a buffer with its length, or a stream in chunks, by default without a content type. */
const post = (
  query: string,
  body: Buffer | Readable,
  headers: RequestOptions['headers'] = {},
): Promise<Reply> => {
  const sent = httpRequest({ port, method: 'POST', path: `/v1/predictions${query}`, headers, agent: false });
  if (Buffer.isBuffer(body)) sent.end(body);
  else body.pipe(sent);
  return replyTo(sent);
};

/** What the library says of a file. */
const direct = async (
  path: string,
  devices: ServiceSettings['devices'] = 'all',
): Promise<readonly DevicePrediction[]> => {
  const predictor = createCapturePredictor({ model: tiny, devices });
  return (await predictor(path, 'capture')).predictions;
};

/** What is true of each of the three devices in smart-plug.pcap. */
const threeOf = (fact: unknown): unknown[] => [fact, fact, fact];

describe('POST /v1/predictions', () => {
  it.each(['smart-plug.pcap', 'office.pcapng.gz', 'cooked.pcap', 'raw-ip.pcap'])(
    'says of %s what the library says of the file',
    async (name) => {
      await listen();
      const { status, headers, body } = await post('', await readFile(sample(name)));
      expect(status).toBe(200);
      expect(headers['content-type']).toMatch(/^application\/json/u);
      expect(body).toEqual(await direct(sample(name)));
      expect(body).not.toEqual([]);
    },
  );

  it.each([
    undefined,
    'application/octet-stream',
    'application/vnd.tcpdump.pcap',
    'application/json',
    'text/plain; charset=utf-8',
    'application/x-www-form-urlencoded',
    'no media type',
  ])('takes a body of content type %s for a capture', async (type) => {
    await listen();
    const { status, body } = await post('', plug, type === undefined ? {} : { 'content-type': type });
    expect(status).toBe(200);
    expect(body).toEqual(await direct(PLUG));
  });

  it('takes a body in chunks of any size', async () => {
    await listen();
    const chunks = createReadStream(PLUG, { highWaterMark: 777 });
    expect((await post('', chunks)).body).toEqual(await direct(PLUG));
  });

  it.each([{}, { 'content-encoding': 'gzip' }])('unpacks gzip with headers %o', async (headers) => {
    await listen();
    const { body } = await post('', gzipSync(plug), headers);
    expect(body).toEqual(await direct(PLUG));
  });

  it('counts packets, damaged ones too, in headers', async () => {
    await listen();
    const damaged = Buffer.from(plug);
    damaged[PCAP_HEADER_BYTES + 16 + 14] = 0x4f; // the first packet's IPv4 header claims 60 bytes
    const { headers } = await post('', damaged);
    const { info } = await createCapturePredictor({ model: tiny, devices: 'all' })(PLUG);
    expect(headers['x-networkml-packets']).toBe(String(info.packets));
    expect(headers['x-networkml-damaged-packets']).toBe('1');
  });

  it('calls the capture what the query calls it', async () => {
    await listen();
    const { body } = await post('?name=plug%20%C3%A9.pcap', plug);
    expect(body).toMatchObject(threeOf({ capture: 'plug é.pcap' }));
  });

  it('judges the devices the query asks for, or else those the service was started for', async () => {
    await listen({ devices: 'canonical' });
    expect((await post('', plug)).body).toEqual(await direct(PLUG, 'canonical'));
    expect((await post('?devices=all', plug)).body).toEqual(await direct(PLUG, 'all'));
  });

  it('names no role below the threshold of the query, or else of the service', async () => {
    await listen({ threshold: 1 });
    expect((await post('', plug)).body).toMatchObject(threeOf({ role: 'Unknown' }));
    expect((await post('?threshold=0', plug)).body).not.toMatchObject([{ role: 'Unknown' }, {}, {}]);
  });

  it('answers with the model the query names', async () => {
    await listen({ models: serveModels(tiny, { ...tiny, name: 'second' }) });
    expect((await post('', plug)).body).toMatchObject(threeOf({ model: 'tiny' }));
    expect((await post('?model=second', plug)).body).toMatchObject(threeOf({ model: 'second' }));
  });

  it("gives upstream's message with three labels a device", async () => {
    await listen();
    const { body } = await post('?format=message&name=trace_ab12_2001-01-01_02_03-client-x.pcap', plug);
    const labels = threeOf(expect.any(String));
    const confidences = threeOf(expect.any(Number));
    const entry = { pcap_key: 'ab12', classification: { labels, confidences } };
    const macs: unknown = Object.fromEntries((await direct(PLUG)).map(({ device }) => [device.mac, entry]));
    expect(body).toMatchObject({ tool: 'networkml', data: { mac_addresses: macs } });
  });

  it("gives upstream's message even for a capture without packets", async () => {
    await listen();
    const { status, body } = await post('?format=message', plug.subarray(0, PCAP_HEADER_BYTES));
    expect(status).toBe(200);
    expect(body).toMatchObject({ data: { mac_addresses: { '00:00:00:00:00:00': {} } } });
  });

  it.each([
    ['nothing', '', 'CAPTURE_EMPTY', 0],
    ['a web page', '<!DOCTYPE html><html><body>Sign in</body></html>', 'CAPTURE_UNKNOWN_FORMAT', 0],
    ['JSON', '{"capture": "a.pcap"}', 'CAPTURE_UNKNOWN_FORMAT', 0],
    ['garbage', 'x'.repeat(1_000_000), 'CAPTURE_UNKNOWN_FORMAT', 0],
  ])('refuses %s', async (_what, content, code, offsetBytes) => {
    await listen();
    const { status, body } = await post('?name=a.pcap', Buffer.from(content));
    expect(status).toBe(400);
    expect(body).toEqual(errorBody(code, { capture: 'a.pcap', offsetBytes }));
  });

  it('refuses a capture that is cut short and says where', async () => {
    await listen();
    const { status, body } = await post('', plug.subarray(0, plug.length - 5));
    expect(status).toBe(400);
    expect(body).toEqual(
      errorBody('CAPTURE_CUT_RECORD', { capture: 'capture', offsetBytes: expect.any(Number) }),
    );
  });

  it('keeps what came before the cut where it is asked to, and says that it did', async () => {
    await listen();
    const { status, headers, body } = await post('?salvage=true', plug.subarray(0, plug.length - 5));
    expect(status).toBe(200);
    expect(headers['x-networkml-broken-by']).toBe('CAPTURE_CUT_RECORD');
    expect(body).toHaveLength(3);
  });

  it.each([
    ['cut short', (packed: Buffer) => packed.subarray(0, packed.length - 100)],
    ['damaged', (packed: Buffer) => packed.fill(0xff, 1000, 1100)],
  ])('refuses gzip that is %s', async (_how, harm) => {
    await listen();
    const { status, body } = await post('', harm(gzipSync(plug)));
    expect(status).toBe(400);
    expect(body).toEqual(
      errorBody('CAPTURE_BAD_COMPRESSION', { capture: 'capture', offsetBytes: expect.any(Number) }),
    );
  });

  it.each([
    '?devices=some',
    '?threshold=2',
    '?threshold=high',
    '?format=xml',
    '?name=',
    '?device=all',
    '?model=a&model=b',
  ])('refuses the query %s', async (query) => {
    await listen();
    const { status, body } = await post(query, plug);
    expect(status).toBe(400);
    expect(body).toEqual(errorBody('SERVICE_BAD_QUERY'));
  });

  it.each(['nope', PLUG, '../tiny'])('serves no model called %s, and opens no such file', async (name) => {
    await listen();
    const { status, body } = await post(`?model=${encodeURIComponent(name)}`, plug);
    expect(status).toBe(404);
    expect(body).toEqual(errorBody('PIPELINE_UNKNOWN_MODEL'));
  });

  it('refuses a form and says how to send a capture', async () => {
    await listen();
    const { status, body } = await post('', plug, { 'content-type': 'multipart/form-data; boundary=x' });
    expect(status).toBe(415);
    expect(body).toEqual(errorBody('SERVICE_MULTIPART'));
  });

  it.each([
    ['with its length', () => plug],
    ['in chunks', () => Readable.from([plug])],
    ['as gzip in chunks', () => Readable.from([gzipSync(plug, { level: 0 })])],
  ])('refuses a body above the limit that is sent %s', async (_how, body) => {
    await listen({ maxBodyBytes: plug.length - 1 });
    const refused = await post('', body());
    expect(refused.status).toBe(413);
    expect(refused.body).toEqual(errorBody('SERVICE_TOO_LARGE'));
  });

  it('takes a body that is as long as the limit', async () => {
    await listen({ maxBodyBytes: plug.length });
    expect((await post('', plug)).status).toBe(200);
  });
});

describe('POST /v1/predictions of a large body', () => {
  const packets = (): Buffer => plug.subarray(PCAP_HEADER_BYTES);

  /** A capture that repeats the packets of another one. */
  const repeated = (times: number): Readable => {
    const chunks = function* (): Generator<Buffer> {
      yield plug;
      for (let time = 1; time < times; time += 1) yield packets();
    };
    return Readable.from(chunks());
  };

  it('reads 64 MB as they arrive', async () => {
    await listen();
    const times = Math.ceil((64 * 2 ** 20) / packets().length);
    const { info, predictions } = await createCapturePredictor({ model: tiny, devices: 'all' })(PLUG);
    const { headers, body } = await post('', repeated(times));
    expect(headers['x-networkml-packets']).toBe(String(info.packets * times));
    expect(body).toMatchObject(
      predictions.map(({ device, bytes }) => ({ device: { mac: device.mac }, bytes: bytes * times })),
    );
  });

  it('answers other requests while a capture is arriving', async () => {
    await listen();
    const body = new Readable({ read: () => undefined });
    body.push(plug);
    const answered = post('', body);
    const healthy = await fetch(`http://127.0.0.1:${port}/healthz`);
    expect(healthy.status).toBe(200);
    body.push(null);
    expect((await answered).body).toEqual(await direct(PLUG));
  });

  it('judges captures side by side', async () => {
    await listen();
    const names = ['smart-plug.pcap', 'office.pcapng.gz', 'cooked.pcap', 'raw-ip.pcap'];
    const answers = names.map((name) => post('', createReadStream(sample(name), { highWaterMark: 5000 })));
    const bodies = (await Promise.all(answers)).map(({ body }) => body);
    expect(bodies).toEqual(await Promise.all(names.map((name) => direct(sample(name)))));
  });

  const LENGTH = 500 * 65_536;

  const garbage = function* (): Generator<Buffer> {
    for (let sent = 0; sent < LENGTH; sent += 65_536) yield Buffer.alloc(65_536, 'no capture ');
  };

  it('reads on after an early answer, so that the connection can be used again', async () => {
    await listen();
    const socket = connect(port, '127.0.0.1');
    const answers = text(socket);
    socket.write(`POST /v1/predictions HTTP/1.1\r\nhost: x\r\ncontent-length: ${LENGTH}\r\n\r\n`);
    await pipeline(garbage, socket, { end: false });
    socket.write('GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
    expect((await answers).match(/HTTP\/1.1 \d+|CAPTURE_\w+(?=")/gu)).toEqual([
      'HTTP/1.1 400',
      'CAPTURE_UNKNOWN_FORMAT',
      'HTTP/1.1 200',
    ]);
  });

  it('answers a client that sends all before it reads, and wants the connection closed', async () => {
    await listen();
    const socket = connect(port, '127.0.0.1');
    socket.write('POST /v1/predictions HTTP/1.1\r\nhost: x\r\nconnection: close\r\n');
    socket.write(`content-length: ${LENGTH}\r\n\r\n`);
    await pipeline(garbage, socket, { end: false });
    expect(await text(socket)).toMatch(/^HTTP\/1.1 400 [^]*CAPTURE_UNKNOWN_FORMAT/u);
  });

  it.each([
    ['plain', () => plug],
    ['gzip', () => gzipSync(plug, { level: 0 })],
  ])('stays up when a client goes away in the middle of a %s body', async (_how, bytes) => {
    await listen();
    const gone = new Promise<void>((resolve) => {
      app.server.once('connection', (socket) => socket.once('close', () => resolve()));
    });
    const sent = httpRequest({ port, method: 'POST', path: '/v1/predictions' });
    sent.on('error', () => undefined);
    await new Promise((resolve) => sent.write(bytes().subarray(0, 10_000), resolve));
    sent.destroy();
    await gone;
    expect((await post('', plug)).body).toEqual(await direct(PLUG));
  });
});
