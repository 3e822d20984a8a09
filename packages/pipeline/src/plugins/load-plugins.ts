import { existsSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { type Jiti, createJiti } from 'jiti';
import * as featurizer from '@networkml/featurizer';
import * as pcapReader from '@networkml/pcap-reader';
import { PipelineError } from '../errors.ts';

/** What plug-ins import of ours, wherever they lie and whether or not it is installed there. */
const OURS = { '@networkml/featurizer': featurizer, '@networkml/pcap-reader': pcapReader };

/**
 * The feature sets of plug-ins, each tried before it is given. A plug-in is a file (TypeScript or JavaScript, ES module or
 * CommonJS) or a package. Its sets are what it exports as default, one or a list of them, and every other export that is
 * one.
 *
 * @param specifiers paths relative to `directory`, or names of packages that are installed there.
 * @throws PipelineError PIPELINE_PLUGIN_NOT_FOUND, PIPELINE_BAD_PLUGIN with the cause, PIPELINE_PLUGIN_EMPTY.
 */
export const loadPlugins = async (
  specifiers: readonly string[],
  directory: string,
): Promise<readonly featurizer.FeatureSet[]> => {
  const jiti = createJiti(join(directory, 'plugins.js'), {
    virtualModules: OURS,
    fsCache: false, // a plug-in is small, and nothing is left behind
    interopDefault: false,
  });
  const sets: featurizer.FeatureSet[] = [];
  for (const specifier of new Set(specifiers)) {
    sets.push(...setsOf(specifier, await importPlugin(jiti, specifier, directory)));
  }
  return sets;
};

const importPlugin = async (jiti: Jiti, specifier: string, directory: string): Promise<unknown> => {
  const file = fileOf(jiti, specifier, directory);
  try {
    return await jiti.import(file);
  } catch (cause) {
    throw badPlugin(specifier, cause);
  }
};

const fileOf = (jiti: Jiti, specifier: string, directory: string): string => {
  const path = resolve(directory, specifier);
  if (existsSync(path)) return path;
  if (isPath(specifier)) {
    throw new PipelineError('PIPELINE_PLUGIN_NOT_FOUND', `${specifier} (there is no file ${path})`);
  }
  const file = jiti.esmResolve(specifier, { try: true });
  if (file !== undefined) return file;
  throw new PipelineError(
    'PIPELINE_PLUGIN_NOT_FOUND',
    `${specifier} (there is no such file, and no such package is installed for ${directory}; npm install it, or give the path of a file)`,
  );
};

const isPath = (specifier: string): boolean =>
  specifier.startsWith('.') || isAbsolute(specifier) || /\.[cm]?[jt]s$/.test(specifier);

const badPlugin = (specifier: string, cause: unknown): PipelineError => {
  const message = cause instanceof Error ? cause.message : String(cause);
  return new PipelineError('PIPELINE_BAD_PLUGIN', `${specifier}: ${message.replace(/\.$/, '')}`, { cause });
};

const setsOf = (specifier: string, exported: unknown): readonly featurizer.FeatureSet[] => {
  const candidates = [...new Set(candidatesOf(exported))];
  if (candidates.length === 0) {
    throw new PipelineError(
      'PIPELINE_PLUGIN_EMPTY',
      `${specifier} (export what defineFeatureSet gives: export const mySet = defineFeatureSet({ ... }))`,
    );
  }
  return candidates.map((candidate) => {
    try {
      return featurizer.checkFeatureSet(candidate);
    } catch (cause) {
      throw badPlugin(specifier, cause);
    }
  });
};

/** Exports that are meant to be sets; all members of a default list are. */
const candidatesOf = (exported: unknown): readonly unknown[] => {
  if (looksLikeSet(exported)) return [exported]; // module.exports = defineFeatureSet(...)
  if (isList(exported)) return exported;
  if (!isObject(exported)) return [];
  return Object.entries(exported).flatMap(([name, value]) => {
    if (name === 'default' && isList(value)) return value;
    if (name === 'default' && isObject(value) && !looksLikeSet(value))
      return Object.values(value).filter(looksLikeSet); // module.exports = { first, second }
    return looksLikeSet(value) ? [value] : [];
  });
};

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Whether an export is meant to be a set: half of one is an error to report, not to pass over. */
const looksLikeSet = (value: unknown): boolean =>
  isObject(value) && 'columns' in value && ('create' in value || 'id' in value);
