import { mkdir, writeFile } from 'node:fs/promises';
import { samples } from './samples.ts';

const folder = new URL('../../../datasets/samples/', import.meta.url);
await mkdir(folder, { recursive: true });
for (const { fileName, bytes } of samples()) {
  await writeFile(new URL(fileName, folder), bytes);
  process.stdout.write(`${fileName}: ${bytes.length} bytes\n`);
}
