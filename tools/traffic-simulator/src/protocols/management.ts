import { answer, ask, type Dialogue, type Message, overTcp, overUdp } from '../flow/dialogue.ts';
import type { Random } from '../random.ts';
import { exchanges } from './exchange.ts';
import { servicePort } from './msrpc.ts';
import { tls } from './tls.ts';

/** Commands and their output by WS-Management (MS-WSMV), port 5985 or 5986. */
export const winRm = (random: Random): Dialogue => {
  const messages = exchanges(random, {
    count: random.integer(3, 24),
    request: 1_900,
    response: 2_100,
    pauseMillis: random.pick([40, 800]),
    serverMillis: 40,
    spread: 0.6,
  });
  return random.chance(0.8) ? overTcp(5985, messages) : overTcp(5986, tls(random, messages));
};

/** Values read by SNMP (RFC 3416). */
export const snmpPoll = (random: Random): Dialogue => {
  const request = random.integer(40, 90);
  return overUdp(
    161,
    exchanges(random, {
      count: random.integer(1, 12),
      request,
      response: request * random.pick([1.1, 1.4, 4]),
      pauseMillis: 8,
      serverMillis: 4,
      spread: 0.15,
    }),
  );
};

/** A trap (RFC 3416). */
export const snmpTrap = (random: Random): Dialogue => overUdp(162, [ask(random.integer(80, 260))]);

/** Lines of a log by UDP (RFC 5424, RFC 5426). */
export const syslogUdp = (random: Random): Dialogue =>
  overUdp(514, lines(random), { clientPort: random.chance(0.5) ? 514 : random.integer(32_768, 60_000) });

/** Lines of a log over a connection that stays (RFC 6587, RFC 5425), or an agent that ships them. */
export const logShipping = (random: Random): Dialogue => {
  const port = random.pick([514, 6514, 9997, 5044, 1514, 443]);
  return overTcp(port, port === 6514 || port === 443 ? tls(random, lines(random)) : lines(random), {
    end: 'open',
    keepAliveSeconds: 60,
  });
};

function* lines(random: Random): Generator<Message> {
  const pause = random.around(1_500, 1);
  for (let i = random.integer(1, 60); i > 0; i -= 1)
    yield ask(random.around(230, 0.5), random.around(pause, 1));
}

/** An agent asked for its values: Zabbix 10050, NRPE 5666, Prometheus 9100 and 9182, check_mk 6556. */
export const agentPoll =
  (port: number) =>
  (random: Random): Dialogue =>
    overTcp(
      port,
      exchanges(random, {
        count: 1,
        request: random.pick([40, 180]),
        response: port > 9_000 ? 9_000 : 180,
        pauseMillis: 1,
        serverMillis: 15,
        spread: 0.7,
      }),
      { end: 'server-fin' },
    );

/** Ports of agents that a monitoring server asks. */
export const AGENT_PORTS = [10_050, 5_666, 9_182, 6_556, 12_489] as const;

/** A security or inventory agent reports to its server and asks for orders. */
export const agentReport = (random: Random): Dialogue =>
  overTcp(
    random.pick([443, 443, 10_051, 8_443, 1_514, 135]),
    tls(
      random,
      exchanges(random, {
        count: random.integer(1, 4),
        request: 900,
        response: 450,
        pauseMillis: 60,
        serverMillis: 25,
        spread: 0.9,
      }),
    ),
  );

/** A management console over the web: hypervisors, switches, storage. */
export const webConsole = (random: Random): Dialogue => {
  const port = random.pick([443, 443, 8443, 9443, 8006, 5480, 10_000, 80]);
  const messages = exchanges(random, {
    count: random.integer(3, 30),
    request: 800,
    response: 3_500,
    pauseMillis: random.pick([50, 900]),
    serverMillis: 30,
    spread: 1,
  });
  return overTcp(port, port === 80 ? messages : tls(random, messages));
};

/** Windows management over remote procedure calls: queries of WMI and the event log. */
export const wmiCalls = (random: Random, year: number): Dialogue =>
  overTcp(servicePort(random, year), [
    ask(random.integer(1_300, 2_000)),
    answer(random.integer(220, 340)),
    ...exchanges(random, {
      count: random.integer(4, 50),
      request: 350,
      response: 700,
      pauseMillis: 15,
      spread: 0.9,
    }),
  ]);

/** A terminal in clear text (RFC 854). */
export const telnet = (random: Random): Dialogue =>
  overTcp(
    23,
    exchanges(random, {
      count: random.integer(10, 80),
      request: 2,
      response: 12,
      pauseMillis: 200,
      spread: 0.9,
    }),
  );

/** A logon asked of a server of accounts (RFC 2865). */
export const radiusLogon = (random: Random): Dialogue =>
  overUdp(
    random.pick([1812, 1812, 1813]),
    exchanges(random, {
      count: random.integer(1, 8),
      request: 200,
      response: 120,
      pauseMillis: 8,
      serverMillis: 10,
    }),
  );
