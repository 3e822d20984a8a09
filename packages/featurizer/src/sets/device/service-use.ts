import { columnsOf, type Part, ratio, Volume } from './part.ts';
import { NO_SERVICE, SERVICE_OF_PORT, SERVICES } from './services.ts';

const FIRST_UNPRIVILEGED = 1024;

/** Uses that no known service covers. */
const OTHERS = [
  ['other_low_client', 'of an unknown service below port 1024 that the device uses'],
  ['other_low_server', 'of an unknown service below port 1024 that the device offers'],
  ['other_high', 'TCP or UDP between two ports from 1024 on, neither of a known service'],
] as const;

const OTHER_AT = 2 * SERVICES.length;
const PLACES = OTHER_AT + OTHERS.length;

/**
 * Which service a packet is of, and whether the device is the client (even place) or the server (odd): the place to
 * count it at. Of two known ports the lower is the server's; of two equal ones (DNS, NTP, mDNS between equals) the receiver's.
 */
const placeOf = (mine: number, theirs: number, isSent: boolean): number => {
  const myService = SERVICE_OF_PORT[mine];
  const theirService = SERVICE_OF_PORT[theirs];
  if (
    theirService !== NO_SERVICE &&
    (myService === NO_SERVICE || theirs < mine || (theirs === mine && isSent))
  ) {
    return 2 * theirService;
  }
  if (myService !== NO_SERVICE) return 2 * myService + 1;
  if (theirs < FIRST_UNPRIVILEGED && theirs <= mine) return OTHER_AT;
  return mine < FIRST_UNPRIVILEGED ? OTHER_AT + 1 : OTHER_AT + 2;
};

/** The ports of packets of one direction, at the device's end and at the other. */
interface Ends {
  readonly tally: Float64Array;
  readonly base: number;
  readonly mine: Uint16Array;
  readonly theirs: Uint16Array;
  readonly isSent: boolean;
}

/** Takes in packets of one direction and transport; most are of the flow of the one before. */
const observeRows = ({ tally, base, mine, theirs, isSent }: Ends, rows: Uint32Array): void => {
  let latestMine = -1;
  let latestTheirs = -1;
  let place = base;
  let run = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at];
    if (mine[row] !== latestMine || theirs[row] !== latestTheirs) {
      latestMine = mine[row];
      latestTheirs = theirs[row];
      tally[place] += run;
      run = 0;
      place = base + placeOf(latestMine, latestTheirs, isSent);
    }
    run += 1;
  }
  tally[place] += run;
};

/** Which services a device uses and which it offers, as shares of its packets both ways. */
export const serviceUse = (base: number): Part => ({
  group: 'services',
  places: PLACES,
  columns: columnsOf([
    ...SERVICES.flatMap(({ name, label, ports }) => [
      [
        `${name}_client`,
        {
          unit: 'ratio',
          doc: `Share of packets in which the device uses ${label} (ports ${ports.join(', ')}).`,
        },
      ] as const,
      [
        `${name}_server`,
        {
          unit: 'ratio',
          doc: `Share of packets in which the device offers ${label} (ports ${ports.join(', ')}).`,
        },
      ] as const,
    ]),
    ...OTHERS.map(([name, what]) => [name, { unit: 'ratio', doc: `Share of packets ${what}.` }] as const),
  ]),
  observe({ tally }, { sourcePort, destinationPort }, { sent, received }) {
    const asSender = { tally, base, mine: sourcePort, theirs: destinationPort, isSent: true };
    observeRows(asSender, sent.tcp);
    observeRows(asSender, sent.udp);
    const asReceiver = { tally, base, mine: destinationPort, theirs: sourcePort, isSent: false };
    observeRows(asReceiver, received.tcp);
    observeRows(asReceiver, received.udp);
  },
  write({ tally }, put) {
    const packets = tally[Volume.PacketsOut] + tally[Volume.PacketsIn];
    for (let place = 0; place < PLACES; place += 1) put(ratio(tally[base + place], packets));
  },
});
