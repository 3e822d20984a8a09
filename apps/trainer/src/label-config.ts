import type { LabelArguments } from '@networkml/pipeline/command-line';

/** Where labels come from and whose rows count, as `config.json` of a run folder says it. */
export const labelConfig = (args: LabelArguments): Readonly<Record<string, unknown>> => ({
  labels: args.labels,
  manifest: args.manifest,
  roleMap: args['role-map'],
  deviceMacFile: args['device-mac-file'],
  devices: args.devices,
});
