import { type Kernel, KernelPool } from '../kernel/kernel-pool.ts';
import { BLOCKS_AT } from './layout.ts';
import { subjectsWasm } from './subjects-wasm.ts';

/** The functions of the kernel: see assembly/subjects.ts. */
const NAMES = ['start', 'admit', 'station', 'noteStations', 'met', 'refused', 'count', 'recordsAt'] as const;

type FunctionName = (typeof NAMES)[number];

/** What tells stations apart and counts the packets of subjects, in a memory of its own. */
export type SubjectKernel = Kernel<FunctionName>;

/** Starts what tells stations apart and counts the packets of subjects. */
export const SUBJECT_KERNELS: KernelPool<FunctionName> = new KernelPool<FunctionName>({
  wasm: subjectsWasm,
  names: NAMES,
  fixedBytes: BLOCKS_AT,
  prepare: ({ call }) => {
    call.start();
  },
});
