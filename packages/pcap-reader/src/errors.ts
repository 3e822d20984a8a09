/** Every way in which a capture can be unreadable; the text says what is wrong. */
export const CAPTURE_ERRORS = {
  CAPTURE_NOT_FOUND: 'the file does not exist',
  CAPTURE_UNREADABLE: 'the bytes could not be read',
  CAPTURE_EMPTY: 'the file is empty',
  CAPTURE_UNKNOWN_FORMAT: 'this is neither pcap, pcapng nor snoop',
  CAPTURE_BAD_VERSION: 'this version of the format cannot be read',
  CAPTURE_CUT_HEADER: 'the file ends inside its header',
  CAPTURE_CUT_RECORD: 'the file ends inside a packet record or block',
  CAPTURE_BAD_RECORD: 'a packet record contradicts itself',
  CAPTURE_BAD_BLOCK: 'a pcapng block contradicts itself',
  CAPTURE_BAD_COMPRESSION: 'the compressed data is damaged or cut short',
  CAPTURE_UNSUPPORTED_COMPRESSION: 'this runtime cannot unpack it',
  CAPTURE_EXPANSION_LIMIT: 'the compressed data grows out of all proportion',
} as const;

/** A key of `CAPTURE_ERRORS`. */
export type CaptureErrorCode = keyof typeof CAPTURE_ERRORS;

/** Where a capture is broken, and what may help. */
export interface CaptureErrorContext {
  /** Path or name of the capture, `-` for standard input. */
  readonly capture: string;
  /** Where in the (decompressed) bytes. */
  readonly offsetBytes: number;
  /** What was met there, or what to do next; a sentence without its full stop. */
  readonly detail?: string;
  /** The error of the file, stream or decompression underneath. */
  readonly cause?: unknown;
}

/** A capture that cannot be read, or not to its end. */
export class CaptureError extends Error {
  override readonly name = 'CaptureError';
  /** What is wrong, for programs. */
  readonly code: CaptureErrorCode;
  /** Path or name of the capture. */
  readonly capture: string;
  /** Offset in the decompressed bytes of the capture. */
  readonly offsetBytes: number;

  constructor(code: CaptureErrorCode, context: CaptureErrorContext) {
    const { capture, offsetBytes, detail, cause } = context;
    const more = detail === undefined ? '' : `; ${detail}`;
    super(`${capture}: ${CAPTURE_ERRORS[code]}${more} (${code}, byte ${offsetBytes})`, { cause });
    this.code = code;
    this.capture = capture;
    this.offsetBytes = offsetBytes;
  }
}
