import { AUDIENCE, AUDIENCE_PLACES } from './layout.ts';
import { columnsOf, packetsOf, type Part, ratio } from './part.ts';

const NAMES = [
  ['to_broadcast', 'that go to the broadcast address of the link or of IP'],
  ['to_group', 'that go to a multicast address of the link or of IP'],
  ['to_private', 'that go to a private or link-local IP address'],
  ['to_public', 'that go to a public IP address'],
  ['unaddressed', 'with an unspecified IP address as source (0.0.0.0 or ::), as before it has one'],
] as const;

/** Whom a device speaks to, as shares of the packets it sends. */
export const audience: Part = {
  group: 'audience',
  at: AUDIENCE,
  places: AUDIENCE_PLACES,
  columns: columnsOf(
    NAMES.map(([name, what]) => [name, { unit: 'ratio', doc: `Share of packets sent ${what}.` }]),
  ),
  write(numbers, put) {
    NAMES.forEach((_, place) => put(ratio(numbers.tally[AUDIENCE + place], packetsOf(numbers, 0))));
  },
};
