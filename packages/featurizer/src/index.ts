export { Damage, NO_MAC, NO_VLAN, type PacketBatch, Protocol } from '@networkml/pcap-reader';

export { checkFeatureSet } from './check-feature-set.ts';
export { columnsOfSets } from './columns-of-sets.ts';
export { type FeatureCsvOptions, featureCsvLines, formatFeatureCsv } from './csv/format-csv.ts';
export { parseFeatureCsv } from './csv/parse-csv.ts';
export {
  DEVICE_CHOICES,
  DEVICE_WORDS,
  type DeviceChoice,
  deviceChoiceOf,
  type DeviceWord,
} from './device-choice.ts';
export { DEFAULT_MAX_DEVICES } from './device-registry.ts';
export { FEATURE_ERRORS, FeatureError, type FeatureErrorCode, type FeatureErrorPlace } from './errors.ts';
export {
  type Accumulator,
  type AccumulatorTable,
  type ColumnDeclaration,
  defineFeatureSet,
  Direction,
  type DirectionCode,
  type FeatureSet,
  type FeatureSetDefinition,
  type Level,
  type PacketEnds,
  type Unit,
} from './feature-set.ts';
export {
  createFeaturizer,
  deviceHeaders,
  type DeviceHeaders,
  type Featurizer,
  type FeaturizerOptions,
  needsLastHeaders,
} from './featurizer.ts';
export { parseFeatureJsonLines } from './records/parse-json-lines.ts';
export type { FeatureCell, FeatureRecords } from './records/record.ts';
export { tableOfRecords } from './records/table-of-records.ts';
export { IDENTITY_COLUMNS, type RowIdentity } from './row-identity.ts';
export { ROW_WARNINGS, type RowWarning, warningsOf } from './row-warnings.ts';
export { hashSchema, type Schema } from './schema-hash.ts';
export { builtinSets } from './sets/builtin.ts';
export { deviceFeatures } from './sets/device/device.ts';
export { type IpFlags } from './sets/networkml-host/ip-flags.ts';
export { networkmlHost } from './sets/networkml-host/networkml-host.ts';
export { networkmlSessionhost } from './sets/networkml-sessionhost/networkml-sessionhost.ts';
export { MAX_ADDRESSES } from './stats/address-table.ts';
export {
  type Column,
  concatTables,
  createTable,
  type FeatureSetVersion,
  type FeatureTable,
  modelInputNames,
  type Overflow,
  selectColumns,
  type TableParts,
} from './table.ts';
