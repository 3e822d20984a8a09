import { NO_MAC, type PacketBatch } from '@networkml/pcap-reader';

import { columnsOfSets } from './columns-of-sets.ts';
import {
  type AddressColumns,
  addPacket,
  canonicalDevice,
  type Device,
  identifyDevice,
  type PacketPlace,
} from './device.ts';
import { type DeviceChoice } from './device-choice.ts';
import { createDeviceRegistry, DEFAULT_MAX_DEVICES, type DeviceRegistry } from './device-registry.ts';
import { FeatureError } from './errors.ts';
import { Direction, type FeatureSet } from './feature-set.ts';
import { createRowWriter } from './row-writer.ts';
import { createTable, type FeatureTable, type Overflow } from './table.ts';

/** What to compute, and for whom. */
export interface FeaturizerOptions {
  /** The feature sets, whose columns follow one another in this order. */
  readonly sets: readonly FeatureSet[];
  readonly devices: DeviceChoice;
  /** Name of the capture, for the rows' identity; empty unless given. */
  readonly capture?: string;
  /** Devices told apart at most, `DEFAULT_MAX_DEVICES` unless given; further ones are counted in `overflow`. */
  readonly maxDevices?: number;
  /**
   * Length of time windows in seconds, above 0: a row a device and window. Windows count from the first packet of the
   * capture. Absent for rows of whole captures.
   */
  readonly windowSeconds?: number;
}

/** Packet batches in, one feature table out, in one pass. */
export interface Featurizer {
  /**
   * Takes in the packets of a batch, which may be filled anew afterwards.
   * @throws FeatureError FEATURE_NEEDS_LAST_HEADERS where a set reads `batch.last` and it is absent; FEATURE_FINISHED.
   */
  observe(batch: PacketBatch): void;
  /**
   * The rows, in the order in which the devices were met. It can be called once.
   * @throws FeatureError FEATURE_MISSING_VALUE, FEATURE_UNDECLARED_VALUE or FEATURE_NOT_FINITE, naming set and column,
   * where a set breaks its contract; FEATURE_FINISHED.
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
 * IP), the single hosts of its outer IP addresses. It sent the packets whose source it is, and received those whose
 * destination, but not source, it is: what goes to a group is received by no device.
 * @throws FeatureError FEATURE_DUPLICATE_COLUMN, FEATURE_BAD_SET.
 */
export const createFeaturizer = (options: FeaturizerOptions): Featurizer => {
  const { sets, devices: choice, capture = '', maxDevices = DEFAULT_MAX_DEVICES } = options;
  const columns = columnsOfSets(sets);
  const headers = deviceHeaders(sets);
  const needsLast = sets.find((set) => set.needsLastHeaders);
  const registry = createDeviceRegistry(sets, maxDevices);
  let isFinished = false;
  return {
    observe(batch) {
      if (isFinished) throw new FeatureError('FEATURE_FINISHED');
      if (needsLast !== undefined && batch.last === undefined) {
        throw new FeatureError('FEATURE_NEEDS_LAST_HEADERS', { setId: needsLast.id });
      }
      const addresses = headers === 'last' ? (batch.last ?? batch) : batch;
      if (choice === 'ip') observeHostsOf(registry, batch);
      else observeBatch({ registry, batch, addresses, hasHosts: choice !== 'mac' });
    },
    finish() {
      if (isFinished) throw new FeatureError('FEATURE_FINISHED');
      isFinished = true;
      const devices = chooseDevices(registry.all(), choice);
      const values = new Float64Array(devices.length * columns.length);
      const writeRow = createRowWriter(sets);
      devices.forEach(({ accumulators }, row) => {
        writeRow(accumulators, values, row * columns.length);
      });
      return createTable({
        values,
        columns,
        rows: devices.map((device) => identifyDevice(device, capture)),
        featureSets: sets.map(({ id, version }) => ({ id, version })),
        overflow: overflowOf(registry),
      });
    },
  };
};

/** Packets, whose addresses tell devices apart, and whether hosts without MAC addresses are devices. */
interface BatchToObserve {
  readonly registry: DeviceRegistry;
  readonly batch: PacketBatch;
  readonly addresses: AddressColumns;
  readonly hasHosts: boolean;
}

/** Every packet belongs to the hosts of its outer IP header. */
const observeHostsOf = (registry: DeviceRegistry, batch: PacketBatch): void => {
  const place = { batch, addresses: batch, row: 0 };
  for (; place.row < batch.count; place.row += 1) observeHosts(registry, place);
};

/** The per-packet loop: most packets are of the same two stations as the one before. */
const observeBatch = ({ registry, batch, addresses, hasHosts }: BatchToObserve): void => {
  const { sourceMac, destinationMac } = addresses;
  let source: Device | undefined;
  let destination: Device | undefined;
  let cachedSourceMac = NO_MAC;
  let cachedDestinationMac = NO_MAC;
  const place = { batch, addresses, row: 0 };
  const hostPlace = { batch, addresses: batch, row: 0 };
  for (let row = 0; row < batch.count; row += 1) {
    place.row = row;
    const from = sourceMac[row];
    const to = destinationMac[row];
    if (from === NO_MAC && to === NO_MAC) {
      hostPlace.row = row;
      if (hasHosts) observeHosts(registry, hostPlace);
      continue;
    }
    if (source === undefined || from !== cachedSourceMac) {
      source = registry.byMac(from);
      cachedSourceMac = from;
    }
    if (source !== undefined) addPacket(source, place, Direction.Out);
    if (to === from) continue;
    if (destination === undefined || to !== cachedDestinationMac) {
      destination = registry.byMac(to);
      cachedDestinationMac = to;
    }
    if (destination !== undefined) addPacket(destination, place, Direction.In);
  }
};

/** A packet without MAC addresses belongs to the hosts of its outer IP header. */
const observeHosts = (registry: DeviceRegistry, place: PacketPlace): void => {
  const { batch, row } = place;
  const version = batch.ipVersion[row];
  if (version === 0) return;
  const source = registry.byIp(version, batch.sourceIp, row);
  if (source !== undefined) addPacket(source, place, Direction.Out);
  const destination = registry.byIp(version, batch.destinationIp, row);
  if (destination !== undefined && destination !== source) addPacket(destination, place, Direction.In);
};

const chooseDevices = (devices: readonly Device[], choice: DeviceChoice): readonly Device[] => {
  if (choice !== 'canonical') return devices;
  const canonical = canonicalDevice(devices);
  return canonical === undefined ? [] : [canonical];
};

const overflowOf = (registry: DeviceRegistry): Overflow => ({
  devicePackets: registry.overflow(),
  addressPackets: registry.all().reduce((sum, { sources }) => sum + sources.overflow(), 0),
});
