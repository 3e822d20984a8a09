import { describe, expect, it } from 'vitest';
import { ROLE_SCRIPTS } from '../roles/roles.ts';
import { randomSite } from '../site/random-site.ts';
import type { Packet } from '../wire/packet.ts';
import { type DeviceCapture, simulateDevice } from './simulate-device.ts';
import { VARIETIES, type Still, parseStill, stillSite } from './variety.ts';

const SEEDS = [1, 2, 3, 4];
const MINUTES = 3;

/** Some devices of every role, on a site of their own each. */
const captures = (still: Still): (DeviceCapture & { readonly role: string })[] =>
  SEEDS.flatMap((seed) => {
    const site = stillSite(randomSite({ seed, index: 0, devicesPerRole: 1 }), still);
    return ROLE_SCRIPTS.map((script) => ({
      role: script.role,
      ...simulateDevice({ site, script, index: 0, seed, minutes: MINUTES, mostPackets: 400, still }),
    }));
  });

const distinct = (values: readonly unknown[]): number => new Set(values).size;

describe('what does not vary', () => {
  it('is nothing unless asked for', () => {
    const drawn = captures(new Set());
    expect(distinct(drawn.map(({ mode }) => mode))).toBe(3);
    expect(distinct(drawn.map(({ vantage }) => vantage))).toBeGreaterThan(2);
    expect(distinct(drawn.map(({ role, system }) => `${role} ${system}`))).toBeGreaterThan(20);
  });

  it('can be systems: each role has one', () => {
    expect(distinct(captures(parseStill('systems')).map(({ role, system }) => `${role} ${system}`))).toBe(12);
  });

  it('can be views: all are at work for the same time, and every connection begins with a SYN', () => {
    const drawn = captures(parseStill('views'));
    expect(new Set(drawn.map(({ mode }) => mode))).toEqual(new Set(['working']));
    expect(new Set(drawn.map(({ durationSeconds }) => durationSeconds))).toEqual(new Set([MINUTES * 60]));
    expect(drawn.flatMap(({ packets }) => openedUnseen(packets))).toEqual([]);
    expect(captures(new Set()).flatMap(({ packets }) => openedUnseen(packets))).not.toEqual([]);
  });

  it('can be vantages: an untagged mirror port', () => {
    expect(new Set(captures(parseStill('vantages')).map(({ vantage }) => vantage))).toEqual(
      new Set(['mirror']),
    );
  });

  it('can be noise and links, which are the site’s', () => {
    const still = parseStill('noise,links');
    const sites = SEEDS.map((seed) => stillSite(randomSite({ seed, index: 1, devicesPerRole: 1 }), still));
    expect(new Set(sites.map(({ noise }) => noise))).toEqual(new Set([0]));
    expect(
      distinct(sites.map((site) => `${site.linkMegabits} ${site.internetMillis} ${site.lossRate}`)),
    ).toBe(1);
  });

  it('is refused where it is no variety', () => {
    expect(parseStill(VARIETIES.join(','))).toEqual(new Set(VARIETIES));
    expect(() => parseStill('systems,weather')).toThrow('--without weather');
  });
});

/** Connections over IPv4 whose first packet is no SYN, as addresses and ports. */
const openedUnseen = (packets: Iterable<Packet>): string[] => {
  const seen = new Set<string>();
  return [...packets].flatMap(({ bytes }) => {
    const at = bytes[12] === 0x81 && bytes[13] === 0 ? 18 : 14;
    if (bytes[at - 2] !== 8 || bytes[at - 1] !== 0 || bytes[at + 9] !== 6) return [];
    const tcp = at + 4 * (bytes[at] & 15);
    const ends = [
      [...bytes.subarray(at + 12, at + 16), bytes[tcp], bytes[tcp + 1]].join('.'),
      [...bytes.subarray(at + 16, at + 20), bytes[tcp + 2], bytes[tcp + 3]].join('.'),
    ];
    const name = ends.sort().join('-');
    const isFirst = !seen.has(name);
    seen.add(name);
    return isFirst && (bytes[tcp + 13] & 2) === 0 ? [name] : [];
  });
};
