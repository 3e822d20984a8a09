import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Packet } from './format/packet.ts';
import { concat } from './packet/bytes.ts';
import { internetChecksum, pseudoHeader } from './packet/checksum.ts';
import { PROTOCOL } from './packet/ip.ts';
import { samples } from './samples.ts';
import { cookedServer } from './scenarios/cooked-server.ts';
import { office } from './scenarios/office.ts';
import { lonePrinter } from './scenarios/printer.ts';
import { rawTunnel } from './scenarios/raw-tunnel.ts';
import { smartPlug } from './scenarios/smart-plug.ts';

const FOLDER = new URL('../../../datasets/samples/', import.meta.url);

/** Compressed bytes depend on the version of zlib; what they hold does not. */
function contentOf(fileName: string, bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(fileName.endsWith('.gz') ? gunzipSync(bytes) : bytes);
}

describe('samples', () => {
  it('are all the files there are in datasets/samples', () => {
    const files = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.map(({ name }) => name).sort()).toEqual(
      samples()
        .map(({ fileName }) => fileName)
        .sort(),
    );
  });

  it.each(samples())(
    'gives $fileName byte for byte as it lies in datasets/samples',
    ({ fileName, bytes }) => {
      const committed = readFileSync(new URL(fileName, FOLDER));
      expect(Buffer.compare(contentOf(fileName, bytes), contentOf(fileName, committed))).toBe(0);
      expect(committed.length).toBeLessThan(100_000);
    },
  );
});

const ETHERNET_HEADER_BYTES = 14;
const SCENARIOS = [
  { scenario: 'smart plug', run: smartPlug, headerBytes: ETHERNET_HEADER_BYTES, packetCount: 142 },
  { scenario: 'printer', run: lonePrinter, headerBytes: ETHERNET_HEADER_BYTES, packetCount: 201 },
  { scenario: 'office', run: office, headerBytes: ETHERNET_HEADER_BYTES + 4, packetCount: 582 },
  { scenario: 'cooked server', run: cookedServer, headerBytes: 16, packetCount: 125 },
  { scenario: 'raw tunnel', run: rawTunnel, headerBytes: 0, packetCount: 52 },
];

/** Checksums of one packet as a receiver verifies them: a sum of all ones, so 0 after negation. */
function remainders(bytes: Uint8Array): readonly number[] {
  const isVersion4 = bytes[0] >> 4 === 4;
  const headerBytes = isVersion4 ? (bytes[0] & 0xf) * 4 : 40;
  const declaredBytes = (bytes[isVersion4 ? 2 : 4] << 8) | bytes[isVersion4 ? 3 : 5];
  const end = isVersion4 ? declaredBytes : headerBytes + declaredBytes;
  const header = bytes.subarray(0, headerBytes);
  const addresses = isVersion4 ? [12, 16, 20] : [8, 24, 40];
  let [protocol, start] = [bytes[isVersion4 ? 9 : 6], headerBytes];
  if (protocol === PROTOCOL.HopByHop && !isVersion4) [protocol, start] = [bytes[start], start + 8];
  const ends = {
    source: bytes.subarray(addresses[0], addresses[1]),
    destination: bytes.subarray(addresses[1], addresses[2]),
    protocol,
  };
  const segment = bytes.subarray(start, end);
  const isBare = protocol === PROTOCOL.Icmp || protocol === PROTOCOL.Igmp;
  const covered = isBare ? segment : concat(pseudoHeader(ends, segment.length), segment);
  return [...(isVersion4 ? [internetChecksum(header)] : []), internetChecksum(covered)];
}

function ipPackets(packets: readonly Packet[], linkHeaderBytes: number): readonly Uint8Array[] {
  return packets
    .filter(({ bytes }) => linkHeaderBytes === 0 || bytes[linkHeaderBytes - 1] !== 0x06) // 0x0806 is ARP
    .map(({ bytes }) => bytes.subarray(linkHeaderBytes));
}

describe.each(SCENARIOS)('$scenario', ({ run, headerBytes, packetCount }) => {
  const packets = run(1_000_000_000n);

  it('holds the stated number of packets, in order of time', () => {
    expect(packets).toHaveLength(packetCount);
    const times = packets.map(({ timestampNanos }) => timestampNanos);
    expect(times).toEqual(times.toSorted((a, b) => Number(a - b)));
  });

  it('has right checksums and lengths in every IP packet', () => {
    const wrong = ipPackets(packets, headerBytes).filter((bytes) =>
      remainders(bytes).some((rest) => rest !== 0),
    );
    expect(wrong).toEqual([]);
  });
});
