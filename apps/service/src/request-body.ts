import type { IncomingMessage } from 'node:http';
import { Readable, finished } from 'node:stream';
import { ServiceError } from './errors.ts';

/** How long a client that is still sending after its answer may go on before the connection is cut. */
const LINGER_MILLIS = 5000;

/**
 * The body of a request as a stream whose end, early or not, leaves the connection open for the answer: destroying the
 * request itself would cut it. It fails with SERVICE_TOO_LARGE past `maxBytes`.
 */
export const bodyStream = (request: IncomingMessage, maxBytes = Infinity): Readable =>
  Readable.from(bodyChunks(request, maxBytes));

async function* bodyChunks(request: IncomingMessage, maxBytes: number): AsyncGenerator<Uint8Array> {
  const tooLarge = new ServiceError('SERVICE_TOO_LARGE', `at most ${maxBytes} bytes`);
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge;
  const chunks: AsyncIterator<Uint8Array> & AsyncIterable<Uint8Array> = request.iterator({
    destroyOnReturn: false,
  });
  let received = 0;
  for await (const chunk of chunks) {
    received += chunk.length;
    if (received > maxBytes) throw tooLarge;
    yield chunk;
  }
}

/**
 * Throws away what a client still sends after its answer, for a while. A connection that is closed over unread bytes
 * is reset, and the client may lose the answer that told it why.
 */
export const discardRest = (request: IncomingMessage): void => {
  if (request.readableEnded || request.destroyed) return;
  const timer = setTimeout(() => request.destroy(), LINGER_MILLIS).unref();
  finished(request, () => clearTimeout(timer));
  request.resume();
};
