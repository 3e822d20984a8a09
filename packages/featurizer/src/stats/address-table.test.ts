import { formatIp } from '@networkml/pcap-reader';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { AddressTable, NOT_KEPT } from './address-table.ts';

const words = fc.array(fc.nat({ max: 3 }), { minLength: 4, maxLength: 4 });
const address = fc.record({ version: fc.constantFrom(0, 4, 6), words });

describe('AddressTable', () => {
  it('counts like a map from version and words, whatever the addresses', () => {
    fc.assert(
      fc.property(fc.array(address, { maxLength: 300 }), (addresses) => {
        const table = new AddressTable();
        const expected = new Map<string, number>();
        for (const item of addresses) {
          table.add(item.version, Uint32Array.from(item.words), 0);
          const key = JSON.stringify(item.version === 0 ? 'none' : item);
          expected.set(key, (expected.get(key) ?? 0) + 1);
        }
        const counts = Array.from({ length: table.size }, (_, index) => table.at(index).count);
        expect(counts).toEqual([...expected.values()]);
      }),
    );
  });

  it('keeps an IPv6 address below 2^32 apart from the IPv4 address of the same number', () => {
    const table = new AddressTable();
    const one = Uint32Array.of(0, 0, 0, 1);
    expect([table.add(4, one, 0), table.add(6, one, 0), table.add(4, one, 0)]).toEqual([0, 1, 0]);
    expect([0, 1].map((index) => formatIp(table.at(index).version, table.at(index).words, 0))).toEqual([
      '0.0.0.1',
      '::1',
    ]);
  });

  it('reads the address at the row asked for', () => {
    const table = new AddressTable();
    table.add(4, Uint32Array.of(0, 0, 0, 1, 0, 0, 0, 0xc0000201), 1);
    expect(formatIp(4, table.at(0).words, 0)).toBe('192.0.2.1');
  });

  it('takes no address in beyond its bound, and counts how often that was', () => {
    const table = new AddressTable(2);
    const places = [1, 2, 3, 3, 1].map((last) => table.add(4, Uint32Array.of(0, 0, 0, last), 0));
    expect(places).toEqual([0, 1, NOT_KEPT, NOT_KEPT, 0]);
    expect([table.size, table.overflow]).toEqual([2, 2]);
  });

  it('remembers what was marked, and what was not', () => {
    const table = new AddressTable();
    for (const [last, isMarked] of [
      [1, false],
      [2, true],
      [1, false],
      [3, false],
      [3, true],
      [2, false],
    ] as const) {
      table.add(4, Uint32Array.of(0, 0, 0, last), 0);
      if (isMarked) table.markLatest();
    }
    expect([0, 1, 2].map((place) => table.at(place))).toMatchObject([
      { count: 2, isMarked: false },
      { count: 2, isMarked: true },
      { count: 2, isMarked: true },
    ]);
  });
});
