import { describe, expect, it } from 'vitest';

import { createFeaturizer } from './featurizer.ts';
import { type FeatureSet } from './feature-set.ts';
import { networkmlHost } from './sets/networkml-host/networkml-host.ts';
import { builtinSets } from './sets/builtin.ts';
import { type FeatureTable } from './table.ts';
import { featurizePackets, withDeltas } from './testing/counts.ts';
import { batchOf, type TestPacket } from './testing/packets.ts';

const [A, B] = [0x02000000000a, 0x02000000000b];

const packets: readonly TestPacket[] = Array.from({ length: 12 }, (_, index) => ({
  ...(index % 3 === 0 ? { from: A, to: B } : { from: B, to: A }),
  seconds: [1e9, 1e9 + 2, 1e9 + 1, 1e9 + 30][index % 4],
  nanos: (index * 123_456_789) % 1e9,
  length: 60 + index,
  source: index % 3 === 0 ? '10.0.0.1' : '10.0.0.2',
  destination: index % 3 === 0 ? '10.0.0.2' : '10.0.0.1',
}));

const inParts = (set: FeatureSet, parts: readonly (readonly TestPacket[])[]): FeatureTable => {
  const featurizer = createFeaturizer({ sets: [set], devices: 'auto', capture: 'x.pcap' });
  for (const [index, part] of parts.entries()) {
    if (index > 0) featurizer.nextPart();
    for (const packet of withDeltas(part)) featurizer.observe(batchOf([packet]));
  }
  return featurizer.finish();
};

describe.each(builtinSets.map((set) => [set.id, set] as const))(
  'captures read as parts of one, %s',
  (_, set) => {
    const whole = featurizePackets(withDeltas(packets), { sets: [set] });

    it('give the table of the whole capture, wherever it was parted', () => {
      for (let cut = 0; cut <= packets.length; cut += 1) {
        expect(inParts(set, [packets.slice(0, cut), packets.slice(cut)])).toEqual(whole);
      }
    });

    it('give it in many parts too, some of them empty', () => {
      expect(inParts(set, [[], ...packets.map((packet) => [packet]), []])).toEqual(whole);
    });
  },
);

describe('captures read as parts of one', () => {
  it('measure from the last packet that has a time to the first that has one', () => {
    const timeless = { ...packets[0], seconds: Number.NaN, nanos: 0, delta: 0 };
    const featurizer = createFeaturizer({ sets: [networkmlHost()], devices: 'auto' });
    featurizer.observe(batchOf([{ ...packets[0], seconds: 10, nanos: 0 }, timeless]));
    featurizer.nextPart();
    featurizer.observe(batchOf([timeless]));
    featurizer.observe(batchOf([timeless, { ...packets[0], seconds: 14, nanos: 0 }]));
    const table = featurizer.finish();
    const column = table.columns.findIndex(({ name }) => name === 'tshark_max_time_delta_out');
    expect(table.values[column]).toBe(4);
  });
});
