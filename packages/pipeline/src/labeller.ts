import { readFile } from 'node:fs/promises';
import { basename, dirname, normalize, relative, sep } from 'node:path';
import { parseCaptureName, roleOfFileName } from '@networkml/naming';
import { formatMac, parseMac } from '@networkml/pcap-reader';
import { PipelineError } from './errors.ts';
import { type ManifestEntry, readManifest, readRoleMap } from './manifest.ts';

/** Where the roles of captures are told. */
export interface LabelOptions {
  /** The part of the file name before the first `-`, the name of the directory, or the lines of a manifest. */
  readonly from: 'file-name' | 'directory' | 'manifest';
  /** Path of the manifest, for `manifest`. */
  readonly manifest?: string;
  /** What the manifest's paths are relative to; its own directory by default. */
  readonly directory?: string;
  /** Path of a CSV that renames labels. */
  readonly roleMap?: string;
  /** Name of a file beside captures that holds the MAC address of the device they are labelled for. */
  readonly deviceMacFile?: string;
}

/** What is known of a capture's label. */
export interface CaptureLabel {
  readonly role: string;
  /** The labelled device; any device of the capture where absent. */
  readonly mac?: string;
  /** Tells physical devices apart: what the manifest's column `device` says, or role and device id of a name of the convention. */
  readonly device?: string;
  /** What the manifest's column `group` says. */
  readonly group?: string;
  /** The manifest's further columns. */
  readonly columns?: Readonly<Record<string, string>>;
}

/** Gives the labels of a capture: none where it is not labelled, several where several of its devices are. */
export type Labeller = (capture: string) => Promise<readonly CaptureLabel[]>;

/** A source of labels that was read. */
export interface Labels {
  readonly labeller: Labeller;
  /** The captures that have labels, each once; absent where any capture may have one. */
  readonly captures?: readonly string[];
}

/**
 * Prepares the source of labels.
 *
 * @throws PipelineError PIPELINE_BAD_MANIFEST, PIPELINE_BAD_ROLE_MAP, PIPELINE_UNREADABLE.
 */
export const openLabels = async (options: LabelOptions): Promise<Labels> => {
  const { labeller, ...rest } = await chooseLabels(options);
  const roleMap = options.roleMap === undefined ? undefined : await readRoleMap(options.roleMap);
  const macOf = options.deviceMacFile === undefined ? undefined : deviceMacs(options.deviceMacFile);
  return {
    ...rest,
    labeller: async (capture) => {
      const mac = await macOf?.(dirname(capture));
      return (await labeller(capture)).map((label) => ({
        ...(mac === undefined ? {} : { mac }),
        ...label,
        role: roleMap?.get(label.role) ?? label.role,
      }));
    },
  };
};

const chooseLabels = async (options: LabelOptions): Promise<Labels> => {
  switch (options.from) {
    case 'directory':
      return { labeller: (capture) => Promise.resolve([{ role: basename(dirname(capture)) }]) };
    case 'file-name':
      return { labeller: (capture) => Promise.resolve(labelOfName(capture)) };
    case 'manifest':
      return manifestLabels(options);
  }
};

const manifestLabels = async ({ manifest, ...options }: LabelOptions): Promise<Labels> => {
  if (manifest === undefined) throw new PipelineError('PIPELINE_BAD_MANIFEST', 'no manifest was given');
  const { directory = dirname(manifest) } = options;
  const entries = await readManifest(manifest, directory);
  const byPath = new Map<string, ManifestEntry[]>();
  for (const entry of entries) {
    for (const path of new Set([entry.capture, relative(directory, entry.capture)])) {
      const known = byPath.get(path);
      if (known === undefined) byPath.set(path, [entry]);
      else known.push(entry);
    }
  }
  return {
    labeller: (capture) =>
      Promise.resolve(
        endsOf(normalize(capture))
          .map((end) => byPath.get(end))
          .find(Boolean) ?? [],
      ),
    captures: [...new Set(entries.map(({ capture }) => capture))],
  };
};

/**
 * A path, and what is left of it as directories are taken off its front: a file of features may name its captures by other
 * directories than its manifest does.
 */
const endsOf = (path: string): string[] => {
  const parts = path.split(sep);
  return parts.map((_, index) => parts.slice(index).join(sep));
};

/** A name of the convention gives its role and device; any other the part before its first `-`. */
const labelOfName = (capture: string): readonly CaptureLabel[] => {
  const parsed = parseCaptureName(capture);
  if (parsed.ok) return [{ role: parsed.name.role, device: `${parsed.name.role}-${parsed.name.deviceId}` }];
  const role = roleOfFileName(capture);
  return role === undefined ? [] : [{ role }];
};

const deviceMacs = (fileName: string): ((directory: string) => Promise<string | undefined>) => {
  const known = new Map<string, Promise<string | undefined>>();
  const read = async (directory: string): Promise<string | undefined> => {
    const path = `${directory}/${fileName}`;
    const text = await readFile(path, 'utf8').catch((cause: unknown) => {
      throw new PipelineError('PIPELINE_UNREADABLE', path, { cause });
    });
    const mac = parseMac(text.trim());
    if (mac === undefined) throw new PipelineError('PIPELINE_BAD_MANIFEST', `${path} holds no MAC address`);
    return formatMac(mac);
  };
  return (directory) => {
    const mac = known.get(directory) ?? read(directory);
    known.set(directory, mac);
    return mac;
  };
};
