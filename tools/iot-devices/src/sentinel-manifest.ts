import { copyFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { CAPTURE_EXTENSIONS, formatCaptureName } from '@networkml/naming';
import {
  PipelineError,
  listCaptures,
  makeDirectory,
  openLabels,
  summarizeCapture,
} from '@networkml/pipeline';
import { DEVICE_MAC_FILE, ROLE_MAP } from './dataset.ts';
import type { ManifestLine } from './manifest-line.ts';

const SETUP = /^Setup-([^-]+)-(\d+)-/;

/**
 * A line for every capture of a directory laid out as IoT Sentinel is: folders give devices and, by the role map, roles;
 * `_iotdevice-mac.txt` the MAC address; the person who did the set-up (`Setup-<person>-<n>-STA.pcap`) is the group.
 *
 * @throws PipelineError PIPELINE_NO_CAPTURES, PIPELINE_UNREADABLE, PIPELINE_BAD_MANIFEST where a folder has no MAC address.
 */
export const sentinelManifest = async (directory: string): Promise<ManifestLine[]> => {
  const { labeller } = await openLabels({
    from: 'directory',
    roleMap: ROLE_MAP,
    deviceMacFile: DEVICE_MAC_FILE,
  });
  const lines: ManifestLine[] = [];
  for (const capture of await listCaptures([directory])) {
    const [{ role, mac = '' }] = await labeller(capture);
    const device = basename(dirname(capture));
    const group = SETUP.exec(basename(capture))?.[1] ?? '';
    lines.push({ file: relative(directory, capture), role, mac, device, group });
  }
  return lines;
};

/** Copies captures to names of the naming convention; gives the lines with these. No part of a name holds a `-`. */
export const copyConventionally = async (
  lines: readonly ManifestLine[],
  { from, to }: { readonly from: string; readonly to: string },
): Promise<ManifestLine[]> => {
  await makeDirectory(to);
  const copied: ManifestLine[] = [];
  for (const line of lines) {
    const role = line.role.replaceAll('-', '');
    const file = await conventionalName({ ...line, role }, join(from, line.file));
    await copyFile(join(from, line.file), join(to, file));
    copied.push({ ...line, role, file });
  }
  return copied;
};

const conventionalName = async (
  { role, device, group, file }: ManifestLine,
  path: string,
): Promise<string> => {
  const { firstPacketTime, durationSeconds } = await summarizeCapture(path);
  const [year, month, day, hour, minute, second] = firstPacketTime?.split(/[-T:.Z]/).map(Number) ?? [];
  const extension = CAPTURE_EXTENSIONS.findLast((end) => file.toLowerCase().endsWith(end));
  if (extension === undefined || firstPacketTime === null)
    throw new PipelineError('PIPELINE_UNREADABLE', `${path} has no time or no known extension`);
  return formatCaptureName({
    role,
    deviceId: [device.replaceAll('-', ''), group, SETUP.exec(basename(file))?.[2] ?? '']
      .filter(Boolean)
      .join('_'),
    capturedAt: { kind: 'dated', year, month, day, hour, minute, second, utc: true },
    durationSeconds: Math.max(1, Math.ceil(durationSeconds ?? 0)),
    flags: 'n00',
    extension,
  });
};
