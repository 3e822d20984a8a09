import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileKernels, targetOf } from './compile-kernels.ts';
import { KERNEL_MODULES } from './kernel-modules.ts';

describe('the kernels', () => {
  it.each(KERNEL_MODULES)(
    'of $package/assembly/$source.ts are what their source compiles to',
    async (module) => {
      expect(readFileSync(targetOf(module), 'utf8')).toBe(await compileKernels(module));
    },
    60_000,
  );
});
