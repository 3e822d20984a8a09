import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openCapture } from '@networkml/pcap-reader/node';
import { describe, expect, it } from 'vitest';
import { cellOf } from '../table/column.ts';
import { fileWith, sample } from '../testing/samples.ts';
import { ipv4Frame, pcapOf, tcp, udp } from '../testing/tiny-capture.ts';
import { FIVE_TUPLE_COLUMNS, GENERIC_COLUMNS } from './networkml-columns.ts';

const run = promisify(execFile);

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const SHARED = process.env.NETWORKML_SHARED ?? join(ROOT, '..', 'shared');
const DEVICES = join(SHARED, 'datasets/iot-sentinel');
const SYNTHETIC = join(SHARED, 'golden/synthetic');

/** A name and not a text, as it is no dependency of the project. */
const TSHARK = 'tshark';

const version = spawnSync(TSHARK, ['--version'], { encoding: 'utf8' });

/** How fields are printed depends on the version; NetworkML's outputs at hand are of 4.0. */
const hasTshark = version.error === undefined && version.stdout.includes('TShark (Wireshark) 4.0');

const NAMES = GENERIC_COLUMNS.map(({ name }) => name);

type Packet = Readonly<Record<string, string>>;

const tsharkPackets = async (path: string): Promise<Packet[]> => {
  const fields = NAMES.flatMap((name) => ['-e', name]);
  const args = ['-n', '-r', path, '-T', 'fields', '-E', 'occurrence=l', '-E', 'separator=/t', ...fields];
  const { stdout } = await run(TSHARK, args, { maxBuffer: 2 ** 28 });
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => Object.fromEntries(line.split('\t').map((cell, index) => [NAMES[index], cell])));
};

const ourPackets = async (path: string, columns = GENERIC_COLUMNS): Promise<Packet[]> => {
  const packets: Packet[] = [];
  for await (const batch of openCapture(path, { last: true, salvage: true })) {
    for (let row = 0; row < batch.count; row += 1) {
      packets.push(
        Object.fromEntries(columns.map((column) => [column.name, String(cellOf(column, batch, row) ?? '')])),
      );
    }
  }
  return packets;
};

/** What our columns say of headers beyond those we decode, or in another way: compared by the names of headers. */
const comparable = (packet: Packet, named: ReadonlySet<string>): Packet => ({
  ...packet,
  'frame.time_delta_displayed': Number(packet['frame.time_delta_displayed']).toFixed(9),
  'frame.protocols': [...new Set(packet['frame.protocols'].split(':'))]
    .filter((name) => named.has(name))
    .sort()
    .join(':'),
});

const HEADERS: ReadonlySet<string> = new Set(
  'eth sll wlan vlan pppoes ppp llc mpls arp ip ipv6 ah esp gre icmp icmpv6 tcp udp sctp'.split(' '),
);

/** An IPv6 address that stands for an IPv4 one, which tshark writes with the latter in its own way. */
const MAPPED = { ours: '::ffff:a00:1', theirs: '::ffff:10.0.0.1' };

/**
 * Where a packet holds both IPv4 and IPv6 headers (6in4, 4in6), tshark prints the last addresses of each version; ours
 * has those of the last header alone, which is what NetworkML's features come from.
 */
const withoutOtherVersion = (packet: Packet): Packet =>
  Object.fromEntries(
    Object.entries(packet).filter(([name]) =>
      packet['ip.version'] === '6' ? !/^ip\.(src|dst)/.test(name) : !name.startsWith('ipv6.'),
    ),
  );

const expectEqual = async (path: string): Promise<number> => {
  const [ours, theirs] = await Promise.all([ourPackets(path), tsharkPackets(path)]);
  const compare = (packet: Packet): Packet => withoutOtherVersion(comparable(packet, HEADERS));
  expect(ours.map(compare)).toEqual(
    theirs
      .map(compare)
      .map((packet) =>
        Object.fromEntries(
          Object.entries(packet).map(([name, cell]) => [name, cell === MAPPED.theirs ? MAPPED.ours : cell]),
        ),
      ),
  );
  return ours.length;
};

describe('GENERIC_COLUMNS', () => {
  it('have the values of a packet as tshark prints them, and empty cells where no header gives one', async () => {
    const syn = tcp({ from: 1234, to: 80, sequence: 7, flags: 0x02 });
    const path = fileWith(
      'one.pcap',
      pcapOf([{ time: [10, 5], bytes: ipv4Frame({ from: 1, to: 2, protocol: 6, fragment: 0x4000 }, syn) }]),
    );
    const [packet] = await ourPackets(path);
    expect(Object.fromEntries(Object.entries(packet).filter(([, cell]) => cell !== ''))).toEqual({
      'frame.len': '54',
      'frame.time_epoch': '10.000005000',
      'frame.time_delta_displayed': '0',
      'frame.protocols': 'eth:ip:tcp',
      'eth.src': '02:00:00:00:00:01',
      'eth.dst': '02:00:00:00:00:02',
      'eth.type': '0x0800',
      'ip.version': '4',
      'ip.src': '10.0.0.1',
      'ip.src_host': '10.0.0.1',
      'ip.dst': '10.0.0.2',
      'ip.dst_host': '10.0.0.2',
      'ip.proto': '6',
      'ip.dsfield': '0x00',
      'ip.flags': '0x02',
      'tcp.srcport': '1234',
      'tcp.dstport': '80',
      'tcp.flags': '0x0002',
    });
  });

  describe.skipIf(!hasTshark)(
    'beside tshark 4.0 (skipped where it is not installed)',
    { timeout: 120_000 },
    () => {
      it.each(['smart-plug.pcap', 'office.pcapng.gz', 'raw-ip.pcap'])('are equal of %s', async (name) => {
        expect(await expectEqual(sample(name))).toBeGreaterThan(0);
      });

      it.skipIf(!existsSync(DEVICES))(
        'are equal of captures of devices being set up (../shared)',
        async () => {
          for (const device of ['Aria', 'D-LinkCam', 'HueBridge', 'WeMoSwitch']) {
            const [first] = readdirSync(join(DEVICES, device))
              .filter((name) => name.endsWith('.pcap'))
              .sort();
            expect(await expectEqual(join(DEVICES, device, first))).toBeGreaterThan(0);
          }
        },
      );

      it.skipIf(!existsSync(SYNTHETIC))(
        'are equal of captures made for one quirk each (../shared)',
        async () => {
          for (const file of readdirSync(SYNTHETIC).filter((name) => name.endsWith('.pcap'))) {
            await expectEqual(join(SYNTHETIC, file));
          }
        },
      );
    },
  );
});

describe('FIVE_TUPLE_COLUMNS', () => {
  it('have the ends of TCP and of UDP in columns of their own', async () => {
    const path = fileWith(
      'two.pcap',
      pcapOf([
        {
          time: [0, 0],
          bytes: ipv4Frame({ from: 1, to: 2, protocol: 6 }, tcp({ from: 9, to: 80, sequence: 0, flags: 2 })),
        },
        { time: [1, 0], bytes: ipv4Frame({ from: 3, to: 4, protocol: 17 }, udp(53, 1025, 4)) },
      ]),
    );
    expect(
      (await ourPackets(path, FIVE_TUPLE_COLUMNS)).map((packet) => Object.values(packet).join()),
    ).toEqual(['10.0.0.1,10.0.0.2,9,80,,,eth:ip:tcp', '10.0.0.3,10.0.0.4,,,53,1025,eth:ip:udp']);
  });
});
