import { describe, expect, it } from 'vitest';

import { ROW_WARNINGS, warningsOf } from './row-warnings.ts';

const calm = { mac: '02:00:00:00:00:0a', firstSeen: 0, lastSeen: 900, packets: 20, packetsOut: 1, hosts: 2 };

describe('warningsOf', () => {
  it('has nothing to say of a device seen for 15 minutes in 20 packets', () => {
    expect(warningsOf(calm)).toEqual([]);
  });

  it.each([
    ['short', { lastSeen: 899.9 }],
    ['few-packets', { packets: 19 }],
    ['sent-nothing', { packetsOut: 0 }],
    ['router', { hosts: 3 }],
  ] as const)('says %s of %j', (warning, change) => {
    expect(warningsOf({ ...calm, ...change })).toEqual([warning]);
    expect(ROW_WARNINGS[warning]).toMatch(/^[A-Z].*\.$/);
  });

  it('lists several in a fixed order', () => {
    const device = { ...calm, lastSeen: 1, packets: 3, packetsOut: 0, hosts: 9 };
    expect(warningsOf(device)).toEqual(['short', 'few-packets', 'sent-nothing', 'router']);
  });

  it('says nothing of times and hosts that are not known', () => {
    expect(warningsOf({ ...calm, firstSeen: Number.NaN, hosts: Number.NaN })).toEqual([]);
  });

  it('takes a device known by its IP address for no router', () => {
    const host = { firstSeen: 0, lastSeen: 900, packets: 20, packetsOut: 1, hosts: 9 };
    expect(warningsOf(host)).toEqual([]);
  });
});
