import { answer, ask, type Message } from '../flow/dialogue.ts';
import type { Random } from '../random.ts';

/** Requests and responses of one kind. */
export interface Exchanges {
  readonly count: number;
  /** Median size of a request. */
  readonly request: number;
  /** Median size of a response. */
  readonly response: number;
  /** Median time between a response and the next request. */
  readonly pauseMillis: number;
  /** Median time the server takes. */
  readonly serverMillis?: number;
  /** Spread of sizes and times, see `Random.around`; 0.4 where absent. */
  readonly spread?: number;
}

/** So many requests, each with its response. */
export function* exchanges(random: Random, kind: Exchanges): Generator<Message> {
  const { count, request, response, pauseMillis, serverMillis = 4, spread = 0.4 } = kind;
  for (let i = 0; i < count; i += 1) {
    yield ask(random.around(request, spread), i === 0 ? 1 : random.around(pauseMillis, spread + 0.4));
    yield answer(random.around(response, spread), random.around(serverMillis, spread + 0.3));
  }
}
