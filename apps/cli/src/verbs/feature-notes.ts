import type { FeatureReport, WriteFeaturesOptions } from '@networkml/pipeline/captures';
import { note } from '@networkml/pipeline/command-line';

/** Says what was met while features were written, and what to beware of. */
export const noteFeatures = (report: FeatureReport, options: WriteFeaturesOptions): void => {
  for (const { error } of report.broken) note(`networkml: ${error.message}`);
  if (report.recalled > 0) note(`${report.recalled} captures had been read by a run before.`);
  note(
    `${report.rows} rows from ${report.packets} packets, ${report.damagedPackets} of them damaged` +
      `${report.skippedBlocks === 0 ? '' : `; ${report.skippedBlocks} blocks without packets skipped`}.`,
  );
  for (const [what, times] of report.overflow) if (times > 0) note(overflowText(what, times));
  for (const text of warningTexts(report, options)) note(text);
  if (options.format === 'table') note('Only some columns are shown; --output FILE writes them all.');
};

const OVERFLOW_TEXTS: ReadonlyMap<string, string> = new Map([
  ['devicePackets', 'packets of devices beyond the number that is told apart: such devices have no row'],
  ['sessionPackets', 'packets of sessions beyond the number that is told apart: such sessions have no row'],
  ['featurePackets', 'packets that features could not take in wholly'],
  ['addressPackets', 'packets from addresses beyond the number kept of a device'],
]);

const overflowText = (what: string, times: number): string =>
  `left out for lack of room: ${times} ${OVERFLOW_TEXTS.get(what) ?? what}.`;

/** A window that is itself shorter than 15 minutes says nothing of its device, nor does a session. */
const WINDOW_SECONDS = 15 * 60;

const warningTexts = (
  { rows, warnings, routers }: FeatureReport,
  { windowSeconds = Number.POSITIVE_INFINITY, devices, sets }: WriteFeaturesOptions,
): string[] => {
  const isOfDevices = sets.every(({ level }) => level === 'device');
  const short = isOfDevices && windowSeconds > WINDOW_SECONDS ? (warnings.get('short') ?? 0) : 0;
  const few = isOfDevices ? (warnings.get('few-packets') ?? 0) : 0;
  const routerRows = warnings.get('router') ?? 0;
  const observed = [
    ...(short === 0 ? [] : [`${short} of devices observed for less than 15 minutes`]),
    ...(few === 0 ? [] : [`${few} of devices with fewer than 20 packets`]),
  ];
  const more = routerRows > routers.length ? ' and others' : '';
  return [
    ...(observed.length === 0 ? [] : [`Of ${rows} rows, ${observed.join(', ')}: trust those less.`]),
    ...(routers.length === 0 || devices === 'ip'
      ? []
      : [
          `${routers.join(', ')}${more} may be routers that hide several hosts; --devices ip gives each host a row.`,
        ]),
  ];
};
