import { writeFile } from 'node:fs/promises';
import { pages } from './pages.ts';

for (const [name, text] of Object.entries(pages())) {
  await writeFile(new URL(`../../../docs/${name}`, import.meta.url), text);
}
