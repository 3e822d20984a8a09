import type { CaptureInfo } from '../capture-info.ts';
import type { BlockBody } from './pcapng-interface.ts';
import { COMMENT, forEachOption, keepComment, readText } from './pcapng-options.ts';

/** Options of a section header; draft-ietf-opsawg-pcapng, section 4.1. */
const SHB_HARDWARE = 2;
const SHB_OS = 3;
const SHB_USERAPPL = 4;

const OPTIONS_BYTES = 24;

/**
 * Notes in `info` what a section header block says: the first section that tells something is believed. The section's
 * length is not, as sections are read block by block.
 */
export const noteSection = ({ view, start, end, littleEndian }: BlockBody, info: CaptureInfo): void => {
  info.sections += 1;
  info.littleEndian = littleEndian;
  info.version ??= `${view.getUint16(start + 12, littleEndian)}.${view.getUint16(start + 14, littleEndian)}`;
  forEachOption(view, start + OPTIONS_BYTES, end, littleEndian, (code, value, length) => {
    switch (code) {
      case COMMENT:
        keepComment(info, view, value, length);
        break;
      case SHB_HARDWARE:
        info.hardware ??= readText(view, value, length);
        break;
      case SHB_OS:
        info.operatingSystem ??= readText(view, value, length);
        break;
      case SHB_USERAPPL:
        info.application ??= readText(view, value, length);
        break;
    }
  });
};
