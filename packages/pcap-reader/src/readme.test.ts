import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CAPTURE_ERRORS, Protocol, formatIp, formatMac } from './index.ts';
import { openCapture } from './node.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const path = here('../../../datasets/samples/smart-plug.pcap');

const example = async (): Promise<{ servers: Map<string, Set<string>>; packets: number }> => {
  // README starts
  const servers = new Map<string, Set<string>>();
  const capture = openCapture(path);
  for await (const batch of capture) {
    for (let row = 0; row < batch.count; row += 1) {
      if ((batch.protocols[row] & Protocol.Udp) === 0 || batch.destinationPort[row] !== 53) continue;
      const device = formatMac(batch.sourceMac[row]);
      const server = formatIp(batch.ipVersion[row], batch.destinationIp, row);
      servers.set(device, (servers.get(device) ?? new Set()).add(server ?? 'no address'));
    }
  }
  // README ends
  return { servers, packets: capture.info.packets };
};

describe('the example of the README', () => {
  it('finds the DNS server that each device asks', async () => {
    const { servers, packets } = await example();
    expect(packets).toBeGreaterThan(100);
    expect(servers.size).toBeGreaterThan(0);
    for (const [device, addresses] of servers) {
      expect(device).toMatch(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/);
      for (const address of addresses) expect(address).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
    }
  });

  it('stands in the README as it is tested here', () => {
    const source = readFileSync(here('readme.test.ts'), 'utf8');
    const [, tested] = /README starts\n(.*?)\n *\/\/ README ends/s.exec(source) ?? [];
    const readme = readFileSync(here('../README.md'), 'utf8');
    expect(readme).toContain(tested.replaceAll(/^ {2}/gm, ''));
  });

  it('lists every error code with its text', () => {
    const readme = readFileSync(here('../README.md'), 'utf8');
    const listed = [...readme.matchAll(/^\| `(CAPTURE_[A-Z_]+)` +\| (.*?) +\|$/gm)].map(([, code, text]) => [
      code,
      text,
    ]);
    expect(listed).toStrictEqual(Object.entries(CAPTURE_ERRORS));
  });
});
