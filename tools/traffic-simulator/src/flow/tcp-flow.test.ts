import { describe, expect, it } from 'vitest';
import { createHost, type Host } from '../host/host.ts';
import { OPERATING_SYSTEMS, type SystemName } from '../host/operating-system.ts';
import { createRandom } from '../random.ts';
import { answer, ask, type Dialogue, overTcp } from './dialogue.ts';
import { tcpFlow } from './tcp-flow.ts';

const random = createRandom(1);

function host(system: SystemName, number: number): Host {
  return createHost(random, {
    mac: Uint8Array.of(2, 0, 0, 0, 0, number),
    ipv4: Uint8Array.of(10, 0, 0, number),
    ipv6: undefined,
    system: OPERATING_SYSTEMS[system],
    hops: 0,
    delayMicros: 100,
    mss: 1_460,
  });
}

interface Seen {
  readonly isClient: boolean;
  readonly flags: number;
  readonly payloadBytes: number;
  readonly options: readonly number[];
}

/** Ethernet 14 bytes, IPv4 20, TCP from there on. */
function play(
  dialogue: Dialogue,
  systems: readonly [SystemName, SystemName],
  { lossRate = 0, offloadSegments = 1 } = {},
): readonly Seen[] {
  const [client, server] = [host(systems[0], 1), host(systems[1], 2)];
  const vantage = {
    isVirtual: false,
    onHost: false,
    vlan: undefined,
    gatewayMac: client.mac,
    deviceMac: client.mac,
  };
  const path = { vantage, lossRate, bitsPerMicro: 1_000, offloadSegments };
  const flow = tcpFlow({
    path,
    random: createRandom(2),
    client,
    server,
    version: 4,
    startMicros: 0,
    dialogue,
  });
  return [...flow].map(({ bytes }) => ({
    isClient: bytes[11] === 1,
    flags: bytes[47],
    payloadBytes: ((bytes[16] << 8) | bytes[17]) - (bytes.length - 14),
    options: [...bytes.subarray(54)],
  }));
}

const FLAGS = { Syn: 2, Rst: 4, Ack: 16 };

describe('tcpFlow', () => {
  it('sends as many bytes as the messages have, in segments no longer than both ends take', () => {
    const seen = play(overTcp(80, [ask(300), answer(100_000)]), ['windows10', 'linux5']);
    const sent = (isClient: boolean): number =>
      seen
        .filter((segment) => segment.isClient === isClient)
        .reduce((sum, { payloadBytes }) => sum + payloadBytes, 0);
    expect([sent(true), sent(false)]).toEqual([300, 100_000]);
    expect(Math.max(...seen.map(({ payloadBytes }) => payloadBytes))).toBe(1_460);
  });

  it('agrees on an option only where both ends know it', () => {
    const [offer, agreed] = play(overTcp(80, [ask(1)]), ['linux5', 'windows10']);
    expect(offer.options).toContain(8); // timestamps
    expect(agreed.options).toEqual([2, 4, 5, 0xb4, 1, 3, 3, 8, 1, 1, 4, 2]); // MSS, scale, SACK
    const [, bare] = play(overTcp(80, [ask(1)]), ['printerSimple', 'windows10']);
    expect(bare.options).toEqual([2, 4, 5, 0xb4]);
  });

  it('answers a refused connection with a reset, and knocks again where nobody answers', () => {
    const refused = play(overTcp(80, [], { opening: 'refused' }), ['linux5', 'linux5']);
    expect(refused.map(({ flags }) => flags)).toEqual([FLAGS.Syn, FLAGS.Rst | FLAGS.Ack]);
    const ignored = play(overTcp(80, [], { opening: 'ignored' }), ['linux5', 'linux5']);
    expect(ignored.map(({ flags }) => flags)).toEqual([FLAGS.Syn, FLAGS.Syn, FLAGS.Syn, FLAGS.Syn]);
  });

  it('sends the last segment of a message again where it is lost', () => {
    const seen = play(overTcp(80, [ask(2_000)], { end: 'open' }), ['linux5', 'linux5'], { lossRate: 1 });
    const sizes = seen
      .filter(({ isClient, payloadBytes }) => isClient && payloadBytes > 0)
      .map(({ payloadBytes }) => payloadBytes);
    expect(sizes).toEqual([1_448, 552, 552]);
  });

  it.each([1, 20])(
    'never has more under way than half the window of the receiver, joining %i segments',
    (offloadSegments) => {
      const seen = play(overTcp(9100, [ask(60_000)]), ['windows10', 'printerSimple'], { offloadSegments });
      let underWay = 0;
      for (const { isClient, payloadBytes } of seen) {
        underWay = isClient ? underWay + payloadBytes : 0;
        expect(underWay).toBeLessThanOrEqual(5_840 / 2);
      }
    },
  );
});
