import type { LabelOptions } from '../labeller.ts';

/** The arguments that say where labels come from and whose rows they mean. */
export interface LabelArguments {
  readonly labels?: LabelOptions['from'] | undefined;
  readonly manifest?: string | undefined;
  readonly 'role-map'?: string | undefined;
  readonly 'device-mac-file'?: string | undefined;
  readonly devices?: 'canonical' | 'all' | 'labelled' | undefined;
}

/** A manifest, where one is named, is what labels come from. */
export const labelOptions = (args: LabelArguments): LabelOptions => ({
  from: args.labels ?? (args.manifest === undefined ? 'file-name' : 'manifest'),
  ...(args.manifest === undefined ? {} : { manifest: args.manifest }),
  ...(args['role-map'] === undefined ? {} : { roleMap: args['role-map'] }),
  ...(args['device-mac-file'] === undefined ? {} : { deviceMacFile: args['device-mac-file'] }),
});

/** The devices whose rows are meant: those that labels name, if labels can name any. */
export const labelledDevices = (args: LabelArguments): 'canonical' | 'all' | 'labelled' =>
  args.devices ??
  (args.manifest === undefined && args['device-mac-file'] === undefined ? 'canonical' : 'labelled');
