import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { SimulatorError } from '../errors.ts';
import { parseSite, type Site } from './site.ts';

/**
 * Reads a site description in YAML.
 *
 * @throws SimulatorError SIMULATOR_UNREADABLE, SIMULATOR_BAD_SITE.
 */
export const readSite = async (path: string): Promise<Site> => {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new SimulatorError('SIMULATOR_UNREADABLE', path, { cause: error });
  });
  return parseSite(parsed(text, path));
};

const parsed = (text: string, path: string): unknown => {
  try {
    return parse(text);
  } catch (error) {
    throw new SimulatorError('SIMULATOR_BAD_SITE', `${path} is no YAML`, { cause: error });
  }
};
