import { writeFileSync } from 'node:fs';
import { compileKernels, targetOf } from './compile-kernels.ts';
import { KERNEL_MODULES } from './kernel-modules.ts';

for (const module of KERNEL_MODULES) writeFileSync(targetOf(module), await compileKernels(module));
