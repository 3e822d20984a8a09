import Papa from 'papaparse';

/** A line of a manifest: what a device in a capture is. */
export interface ManifestLine {
  /** Path of the capture, relative to the directory of the manifest. */
  readonly file: string;
  readonly role: string;
  readonly mac: string;
  /** Name of the physical device. */
  readonly device: string;
  /** What is to stay on one side of a split; empty where nothing is known. */
  readonly group: string;
}

/** A manifest as `networkml-trainer` and `networkml dataset check` take it. */
export const manifestText = (lines: readonly ManifestLine[]): string => {
  const fields = ['file', 'role', 'mac', 'device', 'group'];
  return `${Papa.unparse({ fields, data: lines.map((line) => ({ ...line })) }, { newline: '\n' })}\n`;
};
