import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const PACKAGE = fileURLToPath(new URL('../..', import.meta.url));

/** The modules of kernels: the source below `assembly`, and the file that holds its WebAssembly. */
export const KERNEL_MODULES = [
  { source: 'dense', target: 'src/dense/dense-wasm.ts', about: 'What prediction computes with' },
  {
    source: 'training',
    target: 'src/engine/simd/training-wasm.ts',
    about: 'What the engine simd computes with',
  },
] as const;

/** The text of the file that holds the WebAssembly of a module. @throws Error where the source does not compile. */
export const compileKernels = async (module: (typeof KERNEL_MODULES)[number]): Promise<string> => {
  const binaries: Uint8Array[] = [];
  const { error } = await asc.main(
    [
      `assembly/${module.source}.ts`,
      ...['--baseDir', PACKAGE, '--outFile', 'out.wasm'],
      ...['-O3', '--converge', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--importMemory'],
      ...['--disableWarning', '112'],
    ],
    {
      writeFile: (_, contents) => {
        if (typeof contents !== 'string') binaries.push(contents);
      },
    },
  );
  if (error !== null) throw new Error(`assembly/${module.source}.ts does not compile`, { cause: error });
  const base64 = Buffer.from(binaries[0]).toString('base64');
  return `/** ${module.about}: assembly/${module.source}.ts compiled by \`npm run kernels\`, as base64. */
export const ${module.source}Wasm =
  '${base64}';
`;
};
