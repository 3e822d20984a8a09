/** File name endings of captures, in lower case. */
export const CAPTURE_EXTENSIONS = [
  '.pcap',
  '.pcap.gz',
  '.pcap.zst',
  '.pcapng',
  '.pcapng.gz',
  '.pcapng.zst',
  '.cap',
  '.cap.gz',
  '.cap.zst',
  '.snoop',
  '.snoop.gz',
  '.snoop.zst',
  '.dump',
  '.dump.gz',
  '.dump.zst',
] as const;

/** One of `CAPTURE_EXTENSIONS`. */
export type CaptureExtension = (typeof CAPTURE_EXTENSIONS)[number];

/** What every name of the trace convention starts with. */
export const TRACE_PREFIX = 'trace_';

const LONGEST_EXTENSION = Math.max(...CAPTURE_EXTENSIONS.map((extension) => extension.length));

/** The part after the last `/` or `\`: a name made on any system is read alike on every system. */
export function baseNameOf(fileName: string): string {
  return fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
}

/** The capture extension a base name ends with, in any case; no two of them fit one name. */
export function extensionOf(baseName: string): CaptureExtension | undefined {
  const tail = baseName.slice(-LONGEST_EXTENSION).toLowerCase();
  return CAPTURE_EXTENSIONS.find((extension) => tail.endsWith(extension));
}

/** Whether a base name belongs to the trace convention. */
export function isTrace(baseName: string): boolean {
  return baseName.startsWith(TRACE_PREFIX);
}
