import { type CapturedAt, readCapturedAt, writeCapturedAt } from './captured-at.ts';
import { readDurationSeconds, writeDuration } from './duration.ts';
import { type CaptureExtension, isTrace } from './file-name.ts';
import { failure, type NamingFailure } from './reasons.ts';

/** What a capture's file name says about it; the grammar is in docs/naming-convention.md. */
export interface CaptureName {
  /** The functional role of the device, in the spelling of training labels: `ActiveDirectoryController`. */
  readonly role: string;
  /** Tells devices of one role apart. */
  readonly deviceId: string;
  /** When the capture began. */
  readonly capturedAt: CapturedAt;
  /** How long it ran, in whole seconds up to 999,999,999; absent in the four-part form. */
  readonly durationSeconds?: number;
  /** Free marks such as `n00`; no meaning is attached to them. */
  readonly flags: string;
  /** The ending, which also says how the file is compressed. */
  readonly extension: CaptureExtension;
}

/** The name, or why the text is none. */
export type ParsedCaptureName = { readonly ok: true; readonly name: CaptureName } | NamingFailure;

/** Stands between the parts, and therefore in none of them. */
export const SEPARATOR = '-';

const WORD = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_.+]*$/u;
const FLAGS = /^[A-Za-z][A-Za-z0-9]*$/;

/** Reads the parts of a name; parsing and formatting both pass through here, so that they cannot disagree. */
export function readParts(parts: readonly string[], extension: CaptureExtension): ParsedCaptureName {
  if (parts.length < 4) return failure('NAME_TOO_FEW_PARTS', parts.join(SEPARATOR));
  if (parts.length > 5) return failure('NAME_TOO_MANY_PARTS', parts.join(SEPARATOR));
  const [role, deviceId, time] = parts;
  if (isTrace(role)) return failure('NAME_IS_TRACE', role);
  if (!WORD.test(role)) return failure('NAME_ROLE', role);
  if (!WORD.test(deviceId)) return failure('NAME_DEVICE_ID', deviceId);
  const capturedAt = readCapturedAt(time);
  if (capturedAt === undefined) return failure('NAME_TIME', time);
  const flags = parts[parts.length - 1];
  const name = { role, deviceId, capturedAt, flags, extension };
  if (parts.length === 4) return checkFlags(name);
  const durationSeconds = readDurationSeconds(parts[3]);
  if (durationSeconds === undefined) return failure('NAME_DURATION', parts[3]);
  return checkFlags({ ...name, durationSeconds });
}

/** The four or five parts of a name, in the order of the convention. */
export function writeParts(name: CaptureName): readonly string[] {
  const head = [name.role, name.deviceId, writeCapturedAt(name.capturedAt)];
  const duration = name.durationSeconds === undefined ? [] : [writeDuration(name.durationSeconds)];
  return [...head, ...duration, name.flags];
}

function checkFlags(name: CaptureName): ParsedCaptureName {
  return FLAGS.test(name.flags) ? { ok: true, name } : failure('NAME_FLAGS', name.flags);
}
