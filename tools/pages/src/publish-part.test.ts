import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { publishPart } from './publish-part.ts';

const PAGE = 'before\n\n<!-- one -->\n\nold\n\n<!-- /one -->\n\n<!-- two -->\n\nkept\n\n<!-- /two -->\n';

describe('publishPart', () => {
  it('writes its own part of a page, and only where asked to', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'networkml-pages-'));
    onTestFinished(() => {
      rmSync(directory, { recursive: true });
    });
    const page = join(directory, 'page.md');
    writeFileSync(page, PAGE);
    await publishPart({ page, name: 'one', write: false }, 'new');
    expect(readFileSync(page, 'utf8')).toBe(PAGE);
    await publishPart({ page, name: 'one', write: true }, 'new');
    expect(readFileSync(page, 'utf8')).toBe(PAGE.replace('old', 'new'));
  });
});
