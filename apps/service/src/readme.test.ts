import { readFile } from 'node:fs/promises';
import { CAPTURE_ERRORS } from '@networkml/pcap-reader';
import { describe, expect, it } from 'vitest';
import { SERVICE_ERRORS } from './errors.ts';

/** Only where a file is read by its path. */
const NEVER_OVER_HTTP = 'CAPTURE_NOT_FOUND';

describe('README.md', () => {
  it('lists every error a request or a start can meet', async () => {
    const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
    const listed = new Set(readme.match(/\b(?:SERVICE|CAPTURE)_[A-Z_]+/gu));
    const codes = [...Object.keys(SERVICE_ERRORS), ...Object.keys(CAPTURE_ERRORS)];
    expect([...listed].sort()).toEqual(codes.filter((code) => code !== NEVER_OVER_HTTP).sort());
  });
});
