import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const SAMPLES = fileURLToPath(new URL('../../../../datasets/samples', import.meta.url));

/** How a run of the trainer ended. */
export interface TrainerRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the trainer from source. */
export const trainer = (...args: readonly string[]): TrainerRun => {
  const command = ['--conditions=@networkml/source', MAIN, ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  return { status, stdout, stderr };
};

/** A directory that is gone when all tests of the file are over. */
export const directoryForAll = (): string => {
  const directory = mkdtempSync(join(tmpdir(), 'networkml-trainer-'));
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });
  return directory;
};

/** Path of a sample capture of this repository. */
export const sample = (name: string): string => join(SAMPLES, name);

/** A little-endian pcap file without every `nth` packet: a capture of its own. */
const thinned = (name: string, nth: number): Buffer => {
  const bytes = readFileSync(sample(name));
  const pieces = [bytes.subarray(0, 24)];
  for (let at = 24, packet = 0; at < bytes.length; packet += 1) {
    const end = at + 16 + bytes.readUInt32LE(at + 8);
    if (packet % nth > 0) pieces.push(bytes.subarray(at, end));
    at = end;
  }
  return Buffer.concat(pieces);
};

/** Where a role has its captures from: a sample as it is, then the same without every third, fourth and so on packet. */
export interface RoleCaptures {
  readonly role: string;
  readonly sample: string;
  /** Device ids; one capture each. */
  readonly devices: readonly string[];
}

/** Writes a directory of captures that are named by the convention, and gives its path. */
export const writeCaptures = (directory: string, roles: readonly RoleCaptures[]): string => {
  mkdirSync(directory);
  for (const { role, sample: name, devices } of roles) {
    devices.forEach((device, i) => {
      const path = join(directory, `${role}-${device}-Fri0036-15m-n00.pcap`);
      if (i === 0) copyFileSync(sample(name), path);
      else writeFileSync(path, thinned(name, i + 2));
    });
  }
  return directory;
};
