import { type PacketBatch } from '@networkml/pcap-reader';

import { CaptureSeam } from './capture-seam.ts';
import { columnsOfSets } from './columns-of-sets.ts';
import { canonicalDevice, type DeviceKey } from './device.ts';
import { type DeviceChoice } from './device-choice.ts';
import {
  DEFAULT_MAX_DEVICES,
  DeviceRegistry,
  type Registry,
  type RegistryOptions,
} from './device-registry.ts';
import { FeatureError } from './errors.ts';
import { type FeatureSet } from './feature-set.ts';
import { joinBlocks, type RowOptions } from './row-block.ts';
import { createRowWriter } from './row-writer.ts';
import { DEFAULT_MAX_SESSIONS, SessionRegistry } from './session-registry.ts';
import { addOverflow, createTable, type FeatureTable, NO_OVERFLOW, type Overflow } from './table.ts';
import { Windows } from './windows.ts';

/** What to compute, and for whom. */
export interface FeaturizerOptions {
  /** The feature sets, whose columns follow one another in this order; all of one level. */
  readonly sets: readonly FeatureSet[];
  readonly devices: DeviceChoice;
  /** Name of the capture, for the rows' identity; empty unless given. */
  readonly capture?: string;
  /** Devices told apart at most, `DEFAULT_MAX_DEVICES` unless given; further ones are counted in `overflow`. */
  readonly maxDevices?: number;
  /** Sessions told apart at most, `DEFAULT_MAX_SESSIONS` unless given; further ones are counted in `overflow`. */
  readonly maxSessions?: number;
  /**
   * Length of time windows in seconds, above 0: a row a device and window. Windows count from the first packet of the
   * capture. Absent for rows of whole captures.
   */
  readonly windowSeconds?: number;
  /** Values that the rows of time windows may come to, `MAX_WINDOW_VALUES` unless given. */
  readonly maxWindowValues?: number;
}

/** Packet batches in, one feature table out, in one pass. */
export interface Featurizer {
  /**
   * Takes in the packets of a batch, which may be filled anew afterwards.
   * @throws FeatureError FEATURE_NEEDS_LAST_HEADERS where a set reads `batch.last` and it is absent; FEATURE_FINISHED;
   * FEATURE_TOO_MANY_WINDOWS; what `finish` throws of sets, where a time window ends.
   */
  observe(batch: PacketBatch): void;
  /**
   * Says that the batches to come are of another capture that continues the one before, so that its first packet is
   * told the time since the last packet before it. Its `deltaSeconds` is corrected in the batch itself.
   */
  nextPart(): void;
  /**
   * The rows by time window, and in the order in which the devices were met. It can be called once.
   * @throws FeatureError FEATURE_MISSING_VALUE, FEATURE_UNDECLARED_VALUE or FEATURE_NOT_FINITE, naming set and column,
   * where a set breaks its contract; FEATURE_FINISHED; FEATURE_TOO_MANY_WINDOWS.
   */
  finish(): FeatureTable;
}

/** Whose addresses tell devices apart: the outer headers', or those of `PacketBatch.last`. */
export type DeviceHeaders = 'outer' | 'last';

/**
 * Devices are the stations on the wire (outer headers) as soon as one set reads the outer headers. Only where all sets
 * read `batch.last`, as NetworkML's do, devices are those of the last Ethernet header, as NetworkML has it. The two
 * differ where Ethernet is carried in a tunnel (VXLAN and the like).
 */
export const deviceHeaders = (sets: readonly FeatureSet[]): DeviceHeaders =>
  sets.every(({ needsLastHeaders }) => needsLastHeaders) ? 'last' : 'outer';

/** Whether the reader must be opened with `last: true` for these sets. */
export const needsLastHeaders = (sets: readonly FeatureSet[]): boolean =>
  sets.some((set) => set.needsLastHeaders);

/**
 * Starts a featurizer for one capture.
 *
 * A device is a single station of a MAC source or destination address; where a packet has no MAC address at all (raw
 * IP), the single hosts of its outer IP addresses; `devices` says which of the two count. It sent the packets whose
 * source it is, and received those whose destination, but not source, it is: what goes to a group is received by no device.
 * @throws FeatureError FEATURE_DUPLICATE_COLUMN, FEATURE_BAD_SET, FEATURE_MIXED_LEVELS, FEATURE_BAD_WINDOW.
 */
export const createFeaturizer = (options: FeaturizerOptions): Featurizer => {
  const { sets } = options;
  const columns = columnsOfSets(sets);
  const headers = deviceHeaders(sets);
  const needsLast = sets.find((set) => set.needsLastHeaders);
  const seam = new CaptureSeam();
  const rows = createRows(options, columns.length);
  let isFinished = false;
  return {
    observe(batch) {
      if (isFinished) throw new FeatureError('FEATURE_FINISHED');
      if (needsLast !== undefined && batch.last === undefined) {
        throw new FeatureError('FEATURE_NEEDS_LAST_HEADERS', { setId: needsLast.id });
      }
      seam.close(batch);
      rows.observe(batch, headers === 'last' ? (batch.last ?? batch) : batch);
    },
    nextPart: () => {
      seam.open();
    },
    finish() {
      if (isFinished) throw new FeatureError('FEATURE_FINISHED');
      isFinished = true;
      const featureSets = sets.map(({ id, version }) => ({ id, version }));
      return createTable({ ...rows.finish(), columns, featureSets });
    },
  };
};

/** The rows of a capture in the making. */
interface Rows {
  readonly observe: Windows['observe'];
  finish(): Pick<FeatureTable, 'rows' | 'values' | 'overflow'>;
}

const createRows = (options: FeaturizerOptions, columnCount: number): Rows => {
  const { sets, devices, capture = '', windowSeconds, maxWindowValues } = options;
  if (windowSeconds !== undefined && !(windowSeconds > 0 && Number.isFinite(windowSeconds))) {
    throw new FeatureError('FEATURE_BAD_WINDOW', { found: `${windowSeconds} s` });
  }
  const rowOptions: RowOptions = { writeRow: createRowWriter(sets), columnCount, capture };
  let overflow = NO_OVERFLOW;
  let registry: Registry | undefined;
  const windows = new Windows({
    ...(windowSeconds === undefined ? {} : { seconds: windowSeconds }),
    ...(maxWindowValues === undefined ? {} : { maxValues: maxWindowValues }),
    createRegistry: () => {
      registry = createRegistry(options);
      return registry;
    },
    rows: rowOptions,
    onFinish: (registry) => {
      overflow = addOverflow(overflow, overflowOf(registry));
    },
  });
  /** Where a registry is of a window only, or of sessions, the devices of the whole capture are told apart beside it. */
  const isWhole = windowSeconds === undefined && sets[0].level === 'device';
  const beside =
    devices === 'canonical' && !isWhole
      ? new DeviceRegistry({ ...registryOptions(options), sets: [] })
      : undefined;
  return {
    observe(batch, addresses) {
      windows.observe(batch, addresses);
      beside?.observe(batch, addresses, 0, batch.count);
    },
    finish() {
      if (devices !== 'canonical')
        return { ...joinBlocks(windows.finish(rowOptions), { columnCount }), overflow };
      const device = canonicalOf(beside ?? registry);
      if (device === undefined) return { rows: [], values: new Float64Array(), overflow };
      const blocks = windows.finish({ ...rowOptions, device });
      return { ...joinBlocks(blocks, { columnCount, device }), overflow };
    },
  };
};

const registryOptions = ({
  sets,
  devices,
  maxDevices = DEFAULT_MAX_DEVICES,
}: FeaturizerOptions): RegistryOptions => ({
  sets,
  devices,
  maxDevices,
});

const createRegistry = (options: FeaturizerOptions): Registry => {
  const { sets, maxSessions = DEFAULT_MAX_SESSIONS } = options;
  return sets[0].level === 'session'
    ? new SessionRegistry({ ...registryOptions(options), maxSessions })
    : new DeviceRegistry(registryOptions(options));
};

/** No device where there is no registry, since no packet was met. */
const canonicalOf = (devices: Registry | undefined): DeviceKey | undefined =>
  devices === undefined
    ? undefined
    : canonicalDevice(
        devices.subjects().map((subject) => ({ subject, packetsOut: devices.countsOf(subject).packetsOut })),
      );

const overflowOf = (registry: Registry): Overflow => {
  let addressPackets = 0;
  let featurePackets = 0;
  for (const { index, sources, accumulators } of registry.subjects()) {
    addressPackets += sources.overflow;
    for (const accumulator of accumulators) featurePackets += accumulator.overflow?.() ?? 0;
    for (const table of registry.tables()) featurePackets += table?.overflow?.(index) ?? 0;
  }
  return { ...registry.overflow(), addressPackets, featurePackets };
};
