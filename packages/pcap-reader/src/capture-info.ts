import type { CaptureError } from './errors.ts';
import { DAMAGE_NAMES, Damage } from './protocol.ts';
import type { PacketBatch } from './packet-batch.ts';

/** One interface that packets were captured on. */
export interface CaptureInterface {
  /** LINKTYPE_ number. */
  readonly linkType: number;
  /** Most bytes kept of a packet; 0 where there is no limit. */
  readonly snapLengthBytes: number;
  /** Ticks of its timestamps, 1,000,000 for microseconds; a bigint where a number cannot hold it. */
  readonly ticksPerSecond: number | bigint;
  /** Seconds added to every timestamp (pcapng if_tsoffset). */
  readonly offsetSeconds: number;
  /** Name that the capturing machine gave it (pcapng if_name). */
  readonly name?: string;
  /** What its owner says of it (pcapng if_description). */
  readonly description?: string;
}

/** How the bytes of a capture are laid out. */
export type CaptureFormat = 'pcap' | 'pcapng';

/** What is known of a capture: the header at first, and counts that grow while its packets are read. */
export class CaptureInfo {
  /** `undefined` until the header was read. */
  format: CaptureFormat | undefined;
  /** What the capture was wrapped in. */
  compression: 'none' | 'gzip' | 'zstd' = 'none';
  /** Whether the numbers in the (current section's) headers are little-endian. */
  littleEndian = true;
  /** One for pcap; for pcapng all of all sections, in the order in which they were met. */
  readonly interfaces: CaptureInterface[] = [];
  /** Packets read, damaged ones included. */
  packets = 0;
  /** Sum of the lengths on the wire. */
  wireBytes = 0;
  /** Sum of the captured lengths. */
  capturedBytes = 0;
  /** Packets by value of `Damage`; entry 0 counts the sound ones. */
  readonly damage: Float64Array = new Float64Array(DAMAGE_NAMES.length);
  /** Packets without a timestamp (pcapng simple packet blocks). */
  untimedPackets = 0;
  /** Packets whose timestamp lies before that of the packet ahead of them. */
  backwardsPackets = 0;
  /** Blocks that hold no packet and were passed over. */
  skippedBlocks = 0;
  /** Seconds since 1970 of the earliest packet; `undefined` before the first. */
  firstSeen: number | undefined;
  /** Seconds since 1970 of the latest packet; `undefined` before the first. */
  lastSeen: number | undefined;
  /** Why the rest of the capture was given up, where reading it was asked to salvage what it can. */
  brokenBy: CaptureError | undefined;

  /** Packets with some damage. */
  get damagedPackets(): number {
    return this.packets - this.damage[Damage.None];
  }

  /** The damage met, by name, without zeros. */
  damageCounts(): Record<string, number> {
    return Object.fromEntries(
      DAMAGE_NAMES.map((name, code): [string, number] => [name, this.damage[code]]).filter(
        ([, count], code) => code !== Damage.None && count > 0,
      ),
    );
  }

  /** Adds the packets of a batch to the counts. */
  count(batch: PacketBatch): void {
    this.packets += batch.count;
    for (let row = 0; row < batch.count; row += 1) {
      this.wireBytes += batch.wireLengthBytes[row];
      this.capturedBytes += batch.capturedLengthBytes[row];
      this.damage[batch.damage[row]] += 1;
      if (batch.deltaSeconds[row] < 0) this.backwardsPackets += 1;
      this.#countTime(batch.seconds[row] + batch.nanos[row] / 1e9);
    }
  }

  #countTime(time: number): void {
    if (Number.isNaN(time)) {
      this.untimedPackets += 1;
      return;
    }
    if (this.firstSeen === undefined || time < this.firstSeen) this.firstSeen = time;
    if (this.lastSeen === undefined || time > this.lastSeen) this.lastSeen = time;
  }
}
