import type { CaptureInfo } from '@networkml/pcap-reader';
import { isDeepStrictEqual } from 'node:util';

/** Whether two readings tell the same of a capture, but for the error at its end. */
export const tellSame = (one: CaptureInfo, other: CaptureInfo): boolean =>
  isDeepStrictEqual(facts(one), facts(other));

const facts = (info: CaptureInfo): readonly (readonly [string, unknown])[] =>
  Object.entries(info).filter(([name]) => name !== 'brokenBy');
