import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { KERNEL_MODULES, compileKernels } from '../testing/compile-kernels.ts';

describe('the kernels', () => {
  it.each(KERNEL_MODULES)(
    'of $source are what their source compiles to',
    async (module) => {
      const held = readFileSync(new URL(`../../${module.target}`, import.meta.url), 'utf8');
      expect(held).toBe(await compileKernels(module));
    },
    60_000,
  );
});
