import { stat } from 'node:fs/promises';
import type { CaptureInfo, CaptureInterface, PacketBatch } from '@networkml/pcap-reader';
import { type CaptureOptions, openCapture } from '@networkml/pcap-reader/node';
import { linkTypeName } from './link-type-names.ts';

/** One interface of a capture; `null` where the file does not say. */
export interface InterfaceSummary {
  readonly index: number;
  readonly name: string | null;
  readonly description: string | null;
  /** LINKTYPE_ number. */
  readonly linkType: number;
  /** Its name without `LINKTYPE_`; empty where it is not known. */
  readonly linkTypeName: string;
  /** Most bytes kept of a packet; 0 where there is no limit. */
  readonly snapLengthBytes: number;
  /** Ticks of its timestamps; a text where a number cannot hold it. */
  readonly ticksPerSecond: number | string;
  readonly offsetSeconds: number;
  readonly packets: number;
  readonly hardware: string | null;
  readonly operatingSystem: string | null;
  readonly filter: string | null;
  readonly speedBitsPerSecond: number | null;
  /** Packets it received, and those it lost, by its own statistics. */
  readonly receivedPackets: number | null;
  readonly droppedPackets: number | null;
}

/** What a capture holds, as capinfos tells it; `null` where there is nothing to tell. */
export interface CaptureSummary {
  readonly capture: string;
  /** Size of the file; `null` of a stream. */
  readonly fileBytes: number | null;
  readonly format: string | null;
  readonly version: string | null;
  readonly variant: string | null;
  readonly compression: string;
  readonly byteOrder: 'little-endian' | 'big-endian';
  readonly sections: number;
  readonly packets: number;
  /** Packets of which the capture holds fewer bytes than were on the wire. */
  readonly cutPackets: number;
  readonly damagedPackets: number;
  /** Damaged packets by the name of the damage. */
  readonly damage: Readonly<Record<string, number>>;
  /** Packets without a timestamp. */
  readonly untimedPackets: number;
  /** Packets that are earlier than the one before. */
  readonly backwardsPackets: number;
  /** Whether no packet is earlier than the one before. */
  readonly strictTimeOrder: boolean;
  /** The earliest and the latest packet, UTC with nanoseconds such as `2024-03-01T00:36:00.100000000Z`. */
  readonly firstPacketTime: string | null;
  readonly lastPacketTime: string | null;
  readonly durationSeconds: number | null;
  readonly wireBytes: number;
  readonly capturedBytes: number;
  /** Bytes on the wire a packet. */
  readonly averagePacketBytes: number | null;
  readonly packetsPerSecond: number | null;
  /** Bits on the wire a second. */
  readonly bitsPerSecond: number | null;
  /** Packets lost while capturing, by the records of the packets. */
  readonly droppedPackets: number;
  readonly application: string | null;
  readonly operatingSystem: string | null;
  readonly hardware: string | null;
  readonly comments: readonly string[];
  readonly commentCount: number;
  readonly packetComments: readonly { readonly packet: number; readonly text: string }[];
  readonly packetCommentCount: number;
  /** Blocks without packets, by kind. */
  readonly skippedBlocks: Readonly<Record<string, number>>;
  readonly interfaces: readonly InterfaceSummary[];
  /** Why the capture was only read up to somewhere, where it was asked to be salvaged; `null` of a whole one. */
  readonly broken: string | null;
}

/**
 * Reads a capture (a path, or `-` for standard input) to its end, and tells what it holds. `onBatch` sees every batch of
 * packets on the way.
 *
 * @throws CaptureError where it cannot be read (to its end, unless it is to be salvaged).
 */
export const summarizeCapture = async (
  source: string,
  options: Pick<CaptureOptions, 'salvage' | 'maxExpansion' | 'last'> = {},
  onBatch?: (batch: PacketBatch) => void,
): Promise<CaptureSummary> => {
  const capture = openCapture(source, options);
  const times = createTimeRange();
  let cutPackets = 0;
  for await (const batch of capture) {
    times.observe(batch);
    cutPackets += countCut(batch);
    onBatch?.(batch);
  }
  const { info } = capture;
  return {
    capture: capture.name,
    fileBytes: await fileBytes(source),
    ...formatOf(info),
    ...packetsOf(info),
    cutPackets,
    ...ratesOf(info, times),
    ...writerOf(info),
    interfaces: info.interfaces.map((entry, index) =>
      interfaceOf(entry, { index, packets: info.interfacePackets[index] ?? 0 }),
    ),
    broken: info.brokenBy?.message ?? null,
  };
};

const fileBytes = async (source: string): Promise<number | null> => {
  if (source === '-') return null;
  const stats = await stat(source).catch(() => undefined);
  return stats?.isFile() === true ? stats.size : null;
};

const countCut = (batch: PacketBatch): number => {
  let cut = 0;
  for (let row = 0; row < batch.count; row += 1) {
    if (batch.capturedLengthBytes[row] < batch.wireLengthBytes[row]) cut += 1;
  }
  return cut;
};

interface Instant {
  readonly seconds: number;
  readonly nanos: number;
}

/** The earliest and latest times met, exact to the nanosecond. */
interface TimeRange {
  first: Instant | undefined;
  last: Instant | undefined;
  observe(batch: PacketBatch): void;
}

const createTimeRange = (): TimeRange => {
  const range: TimeRange = {
    first: undefined,
    last: undefined,
    observe: ({ seconds, nanos, count }) => {
      for (let row = 0; row < count; row += 1) {
        if (Number.isNaN(seconds[row])) continue;
        if (range.first === undefined || since(range.first, seconds[row], nanos[row]) < 0)
          range.first = { seconds: seconds[row], nanos: nanos[row] };
        if (range.last === undefined || since(range.last, seconds[row], nanos[row]) > 0)
          range.last = { seconds: seconds[row], nanos: nanos[row] };
      }
    },
  };
  return range;
};

/** Seconds from an instant to a time. */
const since = (instant: Instant, seconds: number, nanos: number): number =>
  seconds - instant.seconds + (nanos - instant.nanos) / 1e9;

/** What `Date` can hold, in seconds. */
const MAX_DATE_SECONDS = 8.64e12;

const isoTime = (instant: Instant | undefined): string | null => {
  if (instant === undefined || Math.abs(instant.seconds) > MAX_DATE_SECONDS) return null;
  const iso = new Date(instant.seconds * 1000).toISOString();
  return `${iso.slice(0, iso.indexOf('.'))}.${String(instant.nanos).padStart(9, '0')}Z`;
};

const formatOf = (
  info: CaptureInfo,
): Pick<CaptureSummary, 'format' | 'version' | 'variant' | 'compression' | 'byteOrder' | 'sections'> => ({
  format: info.format ?? null,
  version: info.version ?? null,
  variant: info.variant ?? null,
  compression: info.compression,
  byteOrder: info.littleEndian ? 'little-endian' : 'big-endian',
  sections: info.sections,
});

const packetsOf = (
  info: CaptureInfo,
): Pick<
  CaptureSummary,
  | 'packets'
  | 'damagedPackets'
  | 'damage'
  | 'untimedPackets'
  | 'backwardsPackets'
  | 'strictTimeOrder'
  | 'wireBytes'
  | 'capturedBytes'
  | 'droppedPackets'
> => ({
  packets: info.packets,
  damagedPackets: info.damagedPackets,
  damage: info.damageCounts(),
  untimedPackets: info.untimedPackets,
  backwardsPackets: info.backwardsPackets,
  strictTimeOrder: info.backwardsPackets === 0,
  wireBytes: info.wireBytes,
  capturedBytes: info.capturedBytes,
  droppedPackets: info.droppedPackets,
});

const ratesOf = (
  { packets, wireBytes }: CaptureInfo,
  { first, last }: TimeRange,
): Pick<
  CaptureSummary,
  | 'firstPacketTime'
  | 'lastPacketTime'
  | 'durationSeconds'
  | 'averagePacketBytes'
  | 'packetsPerSecond'
  | 'bitsPerSecond'
> => {
  const duration = first === undefined || last === undefined ? null : since(first, last.seconds, last.nanos);
  const perSecond = (amount: number): number | null =>
    duration === null || duration === 0 ? null : amount / duration;
  return {
    firstPacketTime: isoTime(first),
    lastPacketTime: isoTime(last),
    durationSeconds: duration === null ? null : Number(duration.toFixed(9)),
    averagePacketBytes: packets === 0 ? null : wireBytes / packets,
    packetsPerSecond: perSecond(packets),
    bitsPerSecond: perSecond(wireBytes * 8),
  };
};

const writerOf = (
  info: CaptureInfo,
): Pick<
  CaptureSummary,
  | 'application'
  | 'operatingSystem'
  | 'hardware'
  | 'comments'
  | 'commentCount'
  | 'packetComments'
  | 'packetCommentCount'
  | 'skippedBlocks'
> => ({
  application: info.application ?? null,
  operatingSystem: info.operatingSystem ?? null,
  hardware: info.hardware ?? null,
  comments: info.comments,
  commentCount: info.commentCount,
  packetComments: info.packetComments,
  packetCommentCount: info.packetCommentCount,
  skippedBlocks: info.skippedBlockCounts(),
});

const interfaceOf = (
  entry: CaptureInterface,
  { index, packets }: Pick<InterfaceSummary, 'index' | 'packets'>,
): InterfaceSummary => ({
  index,
  name: entry.name ?? null,
  description: entry.description ?? null,
  linkType: entry.linkType,
  linkTypeName: linkTypeName(entry.linkType),
  snapLengthBytes: entry.snapLengthBytes,
  ticksPerSecond:
    typeof entry.ticksPerSecond === 'bigint' ? String(entry.ticksPerSecond) : entry.ticksPerSecond,
  offsetSeconds: entry.offsetSeconds,
  packets,
  hardware: entry.hardware ?? null,
  operatingSystem: entry.operatingSystem ?? null,
  filter: entry.filter ?? null,
  speedBitsPerSecond: entry.speedBitsPerSecond ?? null,
  receivedPackets: entry.receivedPackets ?? null,
  droppedPackets: entry.droppedPackets ?? null,
});
