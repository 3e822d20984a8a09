import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { emptyDirectory } from '../testing/samples.ts';
import { openJournalFile } from './journal-file.ts';

const journalPath = (): string => join(emptyDirectory(), 'features.csv.resume');

/** What a run that comes later finds, whether or not the file was closed. */
const recordsIn = async (path: string): Promise<readonly unknown[]> => {
  const found: unknown[] = [];
  const { file } = await openJournalFile(path, false, (record) => found.push(record) > 0);
  await file.close();
  return found;
};

describe('openJournalFile', () => {
  it('writes records soon, though nobody closes the file', async () => {
    const path = journalPath();
    const { file } = await openJournalFile(path, false, () => true);
    for (const record of ['first', 'second', 'third']) await file.append(record);
    await vi.waitFor(() => expect(readFileSync(path, 'latin1')).toContain('third'), { timeout: 5000 });
    expect(await recordsIn(path)).toEqual(['first', 'second', 'third']);
    await file.remove();
  });

  it('writes what waits when it is closed, in the order appended', async () => {
    const path = journalPath();
    const { file } = await openJournalFile(path, false, () => true);
    const records = Array.from({ length: 100 }, (_, index) => index);
    await Promise.all(records.map((record) => file.append(record)));
    await file.close();
    expect(await recordsIn(path)).toEqual(records);
  });

  it('is gone once it is removed, also while records wait', async () => {
    const path = journalPath();
    const { file } = await openJournalFile(path, false, () => true);
    await file.append('a');
    await file.remove();
    expect(existsSync(path)).toBe(false);
  });
});
