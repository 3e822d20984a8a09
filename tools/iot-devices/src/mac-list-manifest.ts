import { relative } from 'node:path';
import { formatMac, parseMac } from '@networkml/pcap-reader';
import { PipelineError, featurizeCapture, inventory, listCaptures, readText } from '@networkml/pipeline';
import Papa from 'papaparse';
import type { ManifestLine } from './manifest-line.ts';

/** What is known of a device by its MAC address. */
export type ListedDevice = Pick<ManifestLine, 'mac' | 'role' | 'device'>;

/**
 * Reads a CSV of `mac,role[,device]`.
 *
 * @throws PipelineError PIPELINE_BAD_MANIFEST naming row and column, PIPELINE_UNREADABLE.
 */
export const readMacList = async (path: string): Promise<ListedDevice[]> => {
  const { data, meta } = Papa.parse<Readonly<Record<string, string | undefined>>>(await readText(path), {
    header: true,
    delimiter: ',',
    skipEmptyLines: true,
  });
  const refuse = (place: string): never => {
    throw new PipelineError('PIPELINE_BAD_MANIFEST', `${path}, ${place}`);
  };
  for (const column of ['mac', 'role'])
    if (meta.fields?.includes(column) !== true) refuse(`row 1, no column ${column}`);
  return data.map(({ mac = '', role = '', device = '' }, index) => {
    const address = parseMac(mac.trim());
    if (role === '') refuse(`row ${index + 2}, column role, it is empty`);
    if (address === undefined) return refuse(`row ${index + 2}, column mac, ${mac} is no MAC address`);
    return { mac: formatMac(address), role, device: device === '' ? formatMac(address) : device };
  });
};

/**
 * A line for every listed device that sends in a capture of a directory, as where one capture a day shows a whole network.
 *
 * @throws CaptureError, PipelineError PIPELINE_NO_CAPTURES.
 */
export const macListManifest = async (
  directory: string,
  listed: readonly ListedDevice[],
): Promise<ManifestLine[]> => {
  const byMac = new Map(listed.map((device) => [device.mac, device]));
  const lines: ManifestLine[] = [];
  for (const capture of await listCaptures([directory])) {
    const { table } = await featurizeCapture(capture, { sets: [inventory], devices: 'mac' });
    for (const { mac = '', packetsOut } of table.rows) {
      const device = byMac.get(mac);
      if (device !== undefined && packetsOut > 0)
        lines.push({ file: relative(directory, capture), ...device, group: '' });
    }
  }
  return lines;
};
