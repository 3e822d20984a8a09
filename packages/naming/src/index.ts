export type { CapturedAt, DatedTime, Weekday, WeeklyTime } from './captured-at.ts';
export { CAPTURE_EXTENSIONS, type CaptureExtension } from './file-name.ts';
export { formatCaptureName } from './format-name.ts';
export type { CaptureName, ParsedCaptureName } from './grammar.ts';
export { parseCaptureName, roleOfFileName } from './parse-name.ts';
export { type PcapKey, pcapKeyOf } from './pcap-key.ts';
export { NAMING_REASONS, NamingError, type NamingFailure, type NamingReason } from './reasons.ts';
export { ROLE_LABELS, roleLabel } from './roles.ts';
export {
  formatTraceName,
  type ParsedTraceName,
  parseTraceName,
  type TraceEndpoint,
  type TraceLabels,
  type TraceName,
} from './trace-name.ts';
