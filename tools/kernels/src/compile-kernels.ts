import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import type { KernelModule } from './kernel-modules.ts';

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));

/** Where the WebAssembly of a module is held. */
export const targetOf = (module: KernelModule): string => join(REPOSITORY, module.package, module.target);

/** The text of the file that holds the WebAssembly of a module. @throws Error where the source does not compile. */
export const compileKernels = async (module: KernelModule): Promise<string> => {
  const binaries: Uint8Array[] = [];
  const messages: string[] = [];
  const { error } = await asc.main(
    [
      `assembly/${module.source}.ts`,
      ...['--baseDir', join(REPOSITORY, module.package), '--outFile', 'out.wasm'],
      ...['-O3', '--converge', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--importMemory'],
      ...['--disableWarning', '112'],
    ],
    {
      writeFile: (_, contents) => {
        if (typeof contents !== 'string') binaries.push(contents);
      },
      stderr: { write: (text) => messages.push(String(text)) > 0 },
    },
  );
  if (error !== null) {
    const message = `${module.package}/assembly/${module.source}.ts does not compile:\n${messages.join('')}`;
    throw new Error(message, { cause: error });
  }
  const base64 = Buffer.from(binaries[0]).toString('base64');
  const name = module.source.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return `/** ${module.about}: assembly/${module.source}.ts compiled by \`npm run kernels\`, as base64. */
export const ${name}Wasm =
  '${base64}';
`;
};
