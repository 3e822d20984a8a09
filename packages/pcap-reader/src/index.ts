export { NO_MAC, formatIp, formatIpv4, formatIpv6, formatMac, isGroupMac, parseMac } from './address.ts';
export {
  type CaptureFormat,
  CaptureInfo,
  type CaptureInterface,
  type CaptureVariant,
  type PacketComment,
  SKIPPED_BLOCKS,
  type ShareCounts,
  type SkippedBlock,
} from './capture-info.ts';
export type { Capture, CaptureOptions } from './capture.ts';
export { CAPTURE_ERRORS, CaptureError, type CaptureErrorCode, type CaptureErrorContext } from './errors.ts';
export { MAGIC_BYTES as CAPTURE_MAGIC_BYTES, isCapture } from './format/detect.ts';
export { ABSENT, type LastHeaders } from './last-headers.ts';
export { type CaptureBytes, openCapture, openCaptureSync } from './open-capture.ts';
export { DEFAULT_BATCH_CAPACITY, NO_VLAN, NO_WINDOW_SCALE, PacketBatch } from './packet-batch.ts';
export type { SyncCapture } from './sync-capture.ts';
export { DAMAGE_NAMES, Damage, type DamageCode, Protocol } from './protocol.ts';
