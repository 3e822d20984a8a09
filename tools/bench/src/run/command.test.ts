import { describe, expect, it } from 'vitest';
import { measure } from './command.ts';

const quiet = { withMemory: false, withOutput: false } as const;

describe('measure', () => {
  it('gives what a command prints, and a time', async () => {
    const { output, seconds, peakMebibytes } = await measure(
      [process.execPath, '-e', 'process.stdout.write("7 packets")'],
      { ...quiet, withOutput: true },
    );
    expect(output).toBe('7 packets');
    expect(seconds).toBeGreaterThan(0);
    expect(peakMebibytes).toBeUndefined();
  });

  it('refuses a command that fails, with what it said', async () => {
    const failing = [
      process.execPath,
      '-e',
      'process.stderr.write("no such capture"); process.exit(3)',
    ] as const;
    await expect(measure(failing, quiet)).rejects.toThrow('no such capture');
  });
});
