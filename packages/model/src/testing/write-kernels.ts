import { writeFileSync } from 'node:fs';
import { KERNEL_MODULES, compileKernels } from './compile-kernels.ts';

for (const module of KERNEL_MODULES) {
  writeFileSync(new URL(`../../${module.target}`, import.meta.url), await compileKernels(module));
}
