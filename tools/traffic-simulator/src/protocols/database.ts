import { answer, ask, type Dialogue, overTcp } from '../flow/dialogue.ts';
import type { Random } from '../random.ts';
import { exchanges } from './exchange.ts';

/** Queries of an application over a connection of its pool: PostgreSQL 5432, MySQL 3306, SQL Server 1433. */
export const databaseQueries =
  (port: number) =>
  (random: Random): Dialogue =>
    overTcp(
      port,
      [
        answer(random.integer(78, 110)),
        ask(random.integer(90, 260)),
        ...exchanges(random, {
          count: random.integer(8, 120),
          request: 160,
          response: 420,
          pauseMillis: random.pick([5, 90, 900]),
          serverMillis: 1,
          spread: 1,
        }),
      ],
      { end: random.pick(['client-fin', 'open', 'open']), keepAliveSeconds: 60 },
    );
