import { writeRoleSamples } from './write-samples.ts';

for (const { name, bytes } of await writeRoleSamples()) {
  process.stdout.write(`roles/${name}: ${bytes.length} bytes\n`);
}
