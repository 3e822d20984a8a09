import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCaptureSync } from '@networkml/pcap-reader/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildCaptures } from './build-captures.ts';
import type { PacketRecord } from './capture-file.ts';
import { repeatedRecords } from './repeated-records.ts';
import { pcapLayout } from './pcap-layout.ts';
import { repeatPackets } from './source-packets.ts';

/** A pcap of two Ethernet frames of 14 and 15 bytes, at 1000.000005 and 1002.000000 seconds; the second was 60 long. */
const SOURCE = Uint8Array.from([
  ...[0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 1, 0, 0, 0],
  ...[0xe8, 3, 0, 0, 5, 0, 0, 0, 14, 0, 0, 0, 14, 0, 0, 0],
  ...[2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 0x12, 0x34],
  ...[0xea, 3, 0, 0, 0, 0, 0, 0, 15, 0, 0, 0, 60, 0, 0, 0],
  ...[2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x12, 0x35, 0xff],
]);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'networkml-bench-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const write = (name: string, bytes: Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};

interface Row {
  readonly seconds: number;
  readonly nanos: number;
  readonly wire: number;
  readonly captured: number;
  readonly sourceMac: number;
  readonly etherType: number;
}

const rowsOf = (path: string): readonly Row[] => {
  const rows: Row[] = [];
  for (const batch of openCaptureSync(path)) {
    for (let row = 0; row < batch.count; row += 1) {
      rows.push({
        seconds: batch.seconds[row],
        nanos: batch.nanos[row],
        wire: batch.wireLengthBytes[row],
        captured: batch.capturedLengthBytes[row],
        sourceMac: batch.sourceMac[row],
        etherType: batch.etherType[row],
      });
    }
  }
  return rows;
};

describe('repeatPackets', () => {
  it('starts each capture a second after the one before, and passes over what is no plain Ethernet pcap', () => {
    const cooked = SOURCE.slice();
    cooked[20] = 113; // LINKTYPE_LINUX_SLL
    const paths = [
      write('a.pcap', SOURCE),
      write('cooked.pcap', cooked),
      write('short.pcap', SOURCE.slice(0, 9)),
    ];
    const times: number[] = [];
    for (const { seconds } of repeatPackets(paths, 5000)) {
      times.push(seconds);
      if (times.length === 5) break;
    }
    expect(times).toEqual([5000, 5002, 5003, 5005, 5006]);
  });

  it('leaves out a record that is cut short', () => {
    const packets = repeatPackets([write('cut.pcap', SOURCE.slice(0, -1))], 0);
    const lengths = [packets.next().value, packets.next().value].map(
      (packet?: PacketRecord) => packet?.data.length,
    );
    expect(lengths).toEqual([14, 14]);
  });

  it('refuses captures without a packet, which it would repeat forever', () => {
    const packets = repeatPackets([write('empty.pcap', SOURCE.slice(0, 24))], 0);
    expect(() => packets.next()).toThrow('None of the captures');
  });
});

describe('buildCaptures', () => {
  it('writes the same packets to pcap and pcapng until both sizes are reached, as our reader finds', () => {
    const paths = {
      pcap: join(folder, 'large.pcap'),
      pcapng: join(folder, 'large.pcapng'),
      slice: join(folder, 'slice.pcap'),
    };
    const packets = repeatPackets([write('a.pcap', SOURCE)], 1_600_000_000);
    const built = buildCaptures(packets, paths, { packets: 3, bytes: 24 + 30 + 31 + 30 + 31 });
    expect(built).toEqual({
      packets: 4,
      pcapBytes: statSync(paths.pcap).size,
      pcapngBytes: statSync(paths.pcapng).size,
      slicePackets: 4,
      sliceBytes: statSync(paths.slice).size,
    });
    const first = {
      seconds: 1_600_000_000,
      nanos: 5000,
      wire: 14,
      captured: 14,
      sourceMac: 0x020000000001,
      etherType: 0x1234,
    };
    const second = {
      seconds: 1_600_000_002,
      nanos: 0,
      wire: 60,
      captured: 15,
      sourceMac: 0x020000000002,
      etherType: 0x1235,
    };
    const rows = [first, second, { ...first, seconds: 1_600_000_003 }, { ...second, seconds: 1_600_000_005 }];
    expect(rowsOf(paths.pcap)).toEqual(rows);
    expect(rowsOf(paths.pcapng)).toEqual(rows);
    expect(rowsOf(paths.slice)).toEqual(rows);
    expect(readFileSync(paths.pcap).subarray(0, 24)).toEqual(Buffer.from(SOURCE.subarray(0, 24)));
  });
});

describe('repeatedRecords', () => {
  it('is a block of whole records, each a sound packet', () => {
    const block = repeatedRecords();
    const capture = openCaptureSync(write('block.pcap', Buffer.concat([pcapLayout.header, block])));
    for (const batch of capture) expect(batch.destinationPort[batch.count - 1]).toBe(53);
    expect(capture.info.packets).toBe(block.length / 216);
    expect(capture.info.damagedPackets).toBe(0);
  });
});
