import type { IncomingMessage } from 'node:http';
import { type Readable, Transform, finished } from 'node:stream';
import { ServiceError } from './errors.ts';

/** How long a client that is still sending when its answer is known may go on before the connection is cut. */
const LINGER_MILLIS = 5000;

/**
 * The body of a request as a stream that may be destroyed early: destroying the request itself would cut the
 * connection before the answer. It fails with SERVICE_TOO_LARGE past `maxBytes`.
 *
 * @throws ServiceError SERVICE_TOO_LARGE where the request says beforehand that it is too long.
 */
export const bodyStream = (request: IncomingMessage, maxBytes = Infinity): Readable => {
  const tooLarge = new ServiceError('SERVICE_TOO_LARGE', `at most ${maxBytes} bytes`);
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge;
  let received = 0;
  const body = new Transform({
    transform: (chunk: Uint8Array, _encoding, done) => {
      received += chunk.length;
      if (received > maxBytes) done(tooLarge);
      else done(null, chunk);
    },
  });
  // Who reads the body meets its errors; without a listener one that comes earlier would end the process.
  body.on('error', () => undefined);
  finished(request, { writable: false }, (error) => {
    if (error) body.destroy(error);
  });
  return request.pipe(body);
};

/**
 * Throws away what a client still sends once its answer is known; true when it has sent all, false when it was given
 * up on. A connection that is closed over unread bytes is reset, and the client may lose the answer that told it why.
 */
export const discardRest = (request: IncomingMessage): Promise<boolean> => {
  if (request.readableEnded || request.destroyed) return Promise.resolve(true);
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), LINGER_MILLIS).unref();
    finished(request, { writable: false }, () => {
      clearTimeout(timer);
      resolve(true);
    });
    request.unpipe().resume();
  });
};
