import type { CaptureError } from './errors.ts';
import { DAMAGE_NAMES, Damage } from './protocol.ts';
import type { PacketBatch } from './packet-batch.ts';

/** Stands for the link type of a capture whose format numbers links in its own way, where no LINKTYPE_ is known for it. */
export const UNKNOWN_LINK_TYPE = 0xffff;

/** One interface that packets were captured on. Texts are told up to 256 bytes, in whole characters. */
export interface CaptureInterface {
  /** LINKTYPE_ number, or `UNKNOWN_LINK_TYPE`. */
  readonly linkType: number;
  /** Most bytes kept of a packet; 0 where there is no limit. */
  readonly snapLengthBytes: number;
  /** Ticks of its timestamps, 1,000,000 for microseconds; a bigint where a number cannot hold it. */
  readonly ticksPerSecond: number | bigint;
  /** Seconds added to every timestamp (pcapng if_tsoffset). */
  readonly offsetSeconds: number;
  /** Bytes of frame check sequence behind every packet, included in its lengths; absent where the file does not say. */
  readonly fcsBytes?: number;
  /** Name that the capturing machine gave it (pcapng if_name). */
  readonly name?: string;
  /** What its owner says of it (pcapng if_description). */
  readonly description?: string;
  /** The device that it is (pcapng if_hardware). */
  readonly hardware?: string;
  /** What ran on the machine that it is in (pcapng if_os). */
  readonly operatingSystem?: string;
  /** The expression that chose the packets (pcapng if_filter, where it is a text). */
  readonly filter?: string;
  /** Bits per second (pcapng if_speed). */
  readonly speedBitsPerSecond?: number;
  /** Packets that it received, as the last of its statistics says (pcapng isb_ifrecv). */
  readonly receivedPackets?: number;
  /** Packets lost for lack of resources, as the last of its statistics says (pcapng isb_ifdrop). */
  readonly droppedPackets?: number;
}

/** How the bytes of a capture are laid out. */
export type CaptureFormat = 'pcap' | 'pcapng' | 'snoop';

/**
 * Who wrote a capture that departs from the plain format: pcap by Kuznetzov's patched libpcap (24-byte record headers),
 * by AIX (nanoseconds, link types by RFC 1573) or by Ixia (a longer file header); snoop by Shomiti or Finisar Surveyor.
 */
export type CaptureVariant = 'modified' | 'aix' | 'ixia' | 'shomiti';

/** The kinds of pcapng blocks that hold no packet and are passed over; `other` are all that are not known. */
export const SKIPPED_BLOCKS = [
  'nameResolution',
  'interfaceStatistics',
  'systemdJournal',
  'decryptionSecrets',
  'custom',
  'other',
] as const;

/** A kind of `SKIPPED_BLOCKS`. */
export type SkippedBlock = (typeof SKIPPED_BLOCKS)[number];

/** A comment on a packet. */
export interface PacketComment {
  /** Number of the packet in the capture, 1 for the first. */
  readonly packet: number;
  /** Up to 1,024 bytes of it, in whole characters. */
  readonly text: string;
}

/** What is known of a capture: the header at first, and counts that grow while its packets are read. */
export class CaptureInfo {
  /** `undefined` until the header was read. */
  format: CaptureFormat | undefined;
  /** Version of the format as the (first) header claims it, like 2.4; `undefined` until it was read. */
  version: string | undefined;
  /** `undefined` where the capture is of the plain format. */
  variant: CaptureVariant | undefined;
  /** What the capture was wrapped in. */
  compression: 'none' | 'gzip' | 'zstd' = 'none';
  /** Whether the numbers in the (current section's) headers are little-endian. */
  littleEndian = true;
  /** File or section headers met: one, but for pcapng files that were put behind one another. */
  sections = 0;
  /** The machine that wrote the capture (pcapng shb_hardware, of the first section that tells); at most 256 bytes. */
  hardware: string | undefined;
  /** What ran on it (pcapng shb_os, likewise). */
  operatingSystem: string | undefined;
  /** The program that wrote the capture (pcapng shb_userappl, likewise). */
  application: string | undefined;
  /** The first 100 comments on sections, interfaces and statistics, each up to 1,024 bytes in whole characters. */
  readonly comments: string[] = [];
  /** How many there are in all. */
  commentCount = 0;
  /** The first 100 comments on packets. */
  readonly packetComments: PacketComment[] = [];
  /** How many there are in all. */
  packetCommentCount = 0;
  /** One for pcap and snoop; for pcapng all of all sections, in the order in which they were met, at most 65,536. */
  readonly interfaces: CaptureInterface[] = [];
  /** Packets of each of them, by the same index. */
  readonly interfacePackets: number[] = [];
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
  /** Packets whose fraction of a second claims a second or more, which is carried over. */
  carriedTimestamps = 0;
  /** Packets lost between those that were read, as their records say (pcapng epb_dropcount, old packet blocks, snoop). */
  droppedPackets = 0;
  /** Blocks that hold no packet and were passed over. */
  skippedBlocks = 0;
  /** The same by kind, in the order of `SKIPPED_BLOCKS`. */
  readonly skippedByKind: Float64Array = new Float64Array(SKIPPED_BLOCKS.length);
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

  /** The blocks passed over, by kind, without zeros. */
  skippedBlockCounts(): Record<string, number> {
    return Object.fromEntries(
      SKIPPED_BLOCKS.map((name, kind): [string, number] => [name, this.skippedByKind[kind]]).filter(
        ([, count]) => count > 0,
      ),
    );
  }

  /**
   * Adds what another reader of the same capture counted in its share of the packets (`CaptureOptions.share`). What
   * every reader sees, such as interfaces and blocks, stays as it is.
   */
  addShare(other: ShareCounts): void {
    this.packets += other.packets;
    this.wireBytes += other.wireBytes;
    this.capturedBytes += other.capturedBytes;
    this.untimedPackets += other.untimedPackets;
    this.backwardsPackets += other.backwardsPackets;
    other.damage.forEach((count, code) => {
      this.damage[code] += count;
    });
    this.#widen(other.firstSeen ?? Infinity, other.lastSeen ?? -Infinity);
  }

  /** Adds the packets of a batch, and what they come to, to the counts. */
  count({ count, damage }: PacketBatch, summary: BatchSummary): void {
    const [wireBytes, capturedBytes, damaged, untimed, backwards, first, last] = summary;
    this.packets += count;
    this.wireBytes += wireBytes;
    this.capturedBytes += capturedBytes;
    this.untimedPackets += untimed;
    this.backwardsPackets += backwards;
    this.#widen(first, last);
    this.damage[Damage.None] += count - damaged;
    if (damaged === 0) return;
    for (let row = 0; row < count; row += 1) if (damage[row] !== Damage.None) this.damage[damage[row]] += 1;
  }

  #widen(first: number, last: number): void {
    if (last < first) return; // no packet had a time
    if (this.firstSeen === undefined || first < this.firstSeen) this.firstSeen = first;
    if (this.lastSeen === undefined || last > this.lastSeen) this.lastSeen = last;
  }
}

/** The counts of `CaptureInfo` that come from packets. */
export type ShareCounts = Pick<
  CaptureInfo,
  | 'packets'
  | 'wireBytes'
  | 'capturedBytes'
  | 'untimedPackets'
  | 'backwardsPackets'
  | 'damage'
  | 'firstSeen'
  | 'lastSeen'
>;

/** What a batch comes to; the time of the first packet is infinite, of the last one negative infinite, where none has a time. */
export type BatchSummary = readonly [
  wireBytes: number,
  capturedBytes: number,
  damaged: number,
  untimed: number,
  backwards: number,
  first: number,
  last: number,
];

/** Sums up a batch. */
export const summarize = (batch: PacketBatch): BatchSummary => {
  const { count, seconds, nanos, wireLengthBytes, capturedLengthBytes, damage, deltaSeconds } = batch;
  let [wireBytes, capturedBytes, damaged, untimed, backwards] = [0, 0, 0, 0, 0];
  let [first, last] = [Infinity, -Infinity];
  for (let row = 0; row < count; row += 1) {
    wireBytes += wireLengthBytes[row];
    capturedBytes += capturedLengthBytes[row];
    if (damage[row] !== Damage.None) damaged += 1;
    if (deltaSeconds[row] < 0) backwards += 1;
    const time = seconds[row] + nanos[row] / 1e9;
    if (time < first) first = time;
    if (time > last) last = time;
    if (Number.isNaN(time)) untimed += 1;
  }
  return [wireBytes, capturedBytes, damaged, untimed, backwards, first, last];
};
