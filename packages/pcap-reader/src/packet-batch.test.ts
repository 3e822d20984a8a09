import { describe, expect, it } from 'vitest';
import { ABSENT } from './last-headers.ts';
import { NO_MAC } from './address.ts';
import { DEFAULT_BATCH_CAPACITY, NO_VLAN, NO_WINDOW_SCALE, PacketBatch } from './packet-batch.ts';
import { openCapture } from './open-capture.ts';
import { join } from './testing/bytes.ts';
import { pcapHeader, pcapRecord } from './testing/captures.ts';
import { ARP_REQUEST, SYN_ACK, ethernet, ipv4, udp } from './testing/packets.ts';
import { copyRow, decodeAll, lastOf, readRows } from './testing/rows.ts';

const FULL = [
  ethernet(0x8100, join('000a 0800', ipv4({ protocol: 17, flagsWord: 0x2000 }, udp(1, 2)))),
  SYN_ACK,
  ARP_REQUEST,
  ethernet(0x0800, ipv4({ protocol: 47 }, '0000 0800')),
  ethernet(0x0800, ipv4({ protocol: 1 }, '0301 0000')),
  ethernet(0x0800, ipv4({ protocol: 6 }, '00')),
];

describe('PacketBatch', () => {
  it('starts without packets and with the columns of an absent header', () => {
    const batch = new PacketBatch();
    expect([batch.count, batch.capacity, batch.last]).toStrictEqual([0, DEFAULT_BATCH_CAPACITY, undefined]);
    expect([batch.sourceMac[0], batch.destinationMac[2047]]).toStrictEqual([NO_MAC, NO_MAC]);
    expect([batch.vlanId[0], batch.tcpWindowScale[0]]).toStrictEqual([NO_VLAN, NO_WINDOW_SCALE]);
  });

  it('is as new after a reset, whatever its rows held', () => {
    const batch = decodeAll(FULL);
    const fresh = new PacketBatch({ capacity: FULL.length });
    const linkType = copyRow(batch, 0)[6];
    batch.reset();
    expect(batch.count).toBe(0);
    for (let row = 0; row < FULL.length; row += 1) {
      expect(copyRow(batch, row).with(6, 0)).toStrictEqual(copyRow(fresh, row)); // a reader writes link types itself
    }
    expect(linkType).toBe(1);
  });

  it('holds as many packets as it was given last, and is as new behind them', () => {
    const batch = new PacketBatch({ capacity: FULL.length, last: true });
    const other = decodeAll(FULL, { last: true });
    batch.copy(other);
    expect(copyRow(batch, 1)).toStrictEqual(copyRow(other, 1));
    other.count = 1;
    batch.copy(other);
    expect([batch.count, copyRow(batch, 0)]).toStrictEqual([1, copyRow(other, 0)]);
    const fresh = new PacketBatch({ capacity: FULL.length });
    batch.reset();
    for (const column of ['protocols', 'sourceMac', 'sourceIp', 'tcpFlags', 'damage'] as const)
      expect(batch[column]).toStrictEqual(fresh[column]);
    expect(batch.last?.tcpFlags).toStrictEqual(
      new PacketBatch({ capacity: FULL.length, last: true }).last?.tcpFlags,
    );
  });

  it('carries nothing over from packet to packet', async () => {
    const records = (packets: readonly Uint8Array[]): Uint8Array =>
      join(pcapHeader(), ...packets.map((packet) => pcapRecord({ seconds: 1, ticks: 0, packet })));
    const { rows } = await readRows(openCapture(records(FULL), { batchCapacity: 1, last: true }));
    for (const [i, packet] of FULL.entries()) {
      const alone = await readRows(openCapture(records([packet]), { last: true }));
      expect(rows[i]).toStrictEqual(alone.rows[0]);
    }
  });

  it('has absent last occurrences where no header gave a field', () => {
    const last = lastOf(decodeAll([new Uint8Array(3)], { last: true }));
    expect([last.etherType[0], last.tcpFlags[0], last.ipv4FlagsWord[0], last.sourceMac[0]]).toStrictEqual([
      ABSENT,
      ABSENT,
      ABSENT,
      NO_MAC,
    ]);
  });
});
