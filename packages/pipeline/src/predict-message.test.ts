import { describe, expect, it } from 'vitest';
import type { DevicePrediction } from './predict-captures.ts';
import { type PredictMessageEntry, predictMessage } from './predict-message.ts';

const MAC = '02:00:00:00:00:01';

const predictionOf = (
  roles: DevicePrediction['roles'],
  device: DevicePrediction['device'] = { mac: MAC, ips: ['192.0.2.1', '192.0.2.2'] },
): DevicePrediction => ({
  capture: 'a.pcap',
  device,
  role: roles[0].role,
  roles,
  unknown: null,
  novelty: null,
  packets: 30,
  packetsOut: 20,
  bytes: 3000,
  firstSeen: 1,
  lastSeen: 2.5,
  warnings: [],
  model: 'tiny',
});

const manyRoles = Array.from({ length: 12 }, (_, index) => ({
  role: `Role${index}`,
  confidence: (12 - index) / 78,
}));
const twoRoles = [
  { role: 'GithubRepo', confidence: 0.75 },
  { role: 'Printer', confidence: 0.25 },
];

const entryFor = (
  predictions: readonly DevicePrediction[],
  context: { capture?: string; roles?: readonly string[]; environment?: Record<string, string> } = {},
  device = MAC,
): PredictMessageEntry => {
  const { capture = 'captures/a.pcap', roles = ['A', 'B'], environment = {} } = context;
  return predictMessage(predictions, { capture, roles, environment }).data.mac_addresses[device];
};

describe('predictMessage', () => {
  it('gives the three most probable of many roles', () => {
    const { labels, confidences } = entryFor([predictionOf(manyRoles)]).classification;
    expect(labels).toEqual(['Role0', 'Role1', 'Role2']);
    expect(confidences).toEqual([12 / 78, 11 / 78, 10 / 78]);
  });

  it('pads two roles to three and calls roles by their human names', () => {
    const { labels, confidences } = entryFor([predictionOf(twoRoles)]).classification;
    expect(labels).toEqual(['GitHub server', 'Printer', 'Other']);
    expect(confidences).toEqual([0.75, 0.25, 0]);
  });

  it('answers with three labels without confidence where no device was met', () => {
    const entry = entryFor([], {}, '00:00:00:00:00:00');
    expect(entry.classification).toEqual({ labels: ['A', 'B', 'Other'], confidences: [0, 0, 0] });
    expect(entry).toMatchObject({ timestamp: null, source_ip: '', decisions: { investigate: true } });
  });

  it.each([
    [0.49, true],
    [0.5, true],
    [0.51, false],
  ])('asks for a closer look at a confidence of %d: %s', (confidence, investigate) => {
    const roles = [
      { role: 'A', confidence },
      { role: 'B', confidence: 1 - confidence },
    ];
    expect(entryFor([predictionOf(roles)]).decisions).toEqual({ investigate });
  });

  it('takes uid and file_path from the environment where they are set', () => {
    const environment = { id: '42', file_path: 'elsewhere/b.pcap' };
    const entry = entryFor([predictionOf(twoRoles)], { environment });
    expect(entry).toMatchObject({ uid: '42', file_path: 'elsewhere/b.pcap', pcap: 'a.pcap' });
  });

  it('says None and the path of the capture where the environment is silent', () => {
    const entry = entryFor([predictionOf(twoRoles)]);
    expect(entry).toMatchObject({ uid: 'None', file_path: 'captures/a.pcap', pcap: 'a.pcap' });
  });

  it('tells key and labels of a trace by its name', () => {
    const capture = 'x/trace_ab12_2001-01-01_02_03-client-ip6-1-2-3-4.pcap';
    const entry = entryFor([predictionOf(twoRoles)], { capture });
    expect(entry).toMatchObject({ pcap_key: 'ab12', pcap_labels: 'ip6-1-2-3-4' });
  });

  it('names the time of the last packet and the address of most packets', () => {
    expect(entryFor([predictionOf(twoRoles)])).toMatchObject({ timestamp: 2.5, source_ip: '192.0.2.1' });
  });

  it('calls a device without a MAC address by its IP address', () => {
    const { data } = predictMessage([predictionOf(twoRoles, { mac: null, ips: ['10.8.0.2'] })], {
      capture: 'a.pcap',
      roles: [],
      environment: {},
    });
    expect(Object.keys(data.mac_addresses)).toEqual(['10.8.0.2']);
  });
});
