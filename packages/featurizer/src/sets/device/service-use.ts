import { SERVICE_USE, SERVICE_USE_PLACES } from './layout.ts';
import { columnsOf, packetsOf, type Part, ratio } from './part.ts';
import { SERVICES } from './services.ts';

/** Uses that no known service covers. */
const OTHERS = [
  ['other_low_client', 'of an unknown service below port 1024 that the device uses'],
  ['other_low_server', 'of an unknown service below port 1024 that the device offers'],
  ['other_high', 'TCP or UDP between two ports from 1024 on, neither of a known service'],
] as const;

/** Which services a device uses and which it offers, as shares of its packets both ways. */
export const serviceUse: Part = {
  group: 'services',
  at: SERVICE_USE,
  places: SERVICE_USE_PLACES,
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
  write(numbers, put) {
    const packets = packetsOf(numbers);
    for (const count of numbers.tally.subarray(SERVICE_USE, SERVICE_USE + SERVICE_USE_PLACES))
      put(ratio(count, packets));
  },
};
