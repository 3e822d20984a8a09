import { type Dialogue, overTcp } from '../flow/dialogue.ts';
import type { Random } from '../random.ts';
import { exchanges } from './exchange.ts';
import { tls } from './tls.ts';

/** The port of the application server, where no proxy stands before it. */
export const WIKI_PORTS = [8090, 8443, 443, 443, 80] as const;

/** Pages of a wiki with their scripts and pictures; calls of an editor session in between. */
export const wikiVisit =
  (port: number) =>
  (random: Random): Dialogue => {
    const response = random.pick([1_200, 7_000, 24_000]);
    const messages = exchanges(random, {
      count: random.integer(2, 18),
      request: 900,
      response,
      pauseMillis: random.pick([30, 250, 4_000]),
      serverMillis: 60,
      spread: 0.9,
    });
    return overTcp(port, port === 443 || port === 8443 ? tls(random, messages) : messages, {
      end: random.pick(['client-fin', 'server-fin', 'open']),
    });
  };

/** Collaborative editing: a channel of small messages (Synchrony, port 8091 behind no proxy). */
export const wikiEditing =
  (port: number) =>
  (random: Random): Dialogue => {
    const messages = exchanges(random, {
      count: random.integer(10, 90),
      request: 180,
      response: 90,
      pauseMillis: 1_500,
      spread: 0.7,
    });
    return overTcp(
      port === 8090 ? 8091 : port,
      port === 443 || port === 8443 ? tls(random, messages) : messages,
      { end: 'open' },
    );
  };
