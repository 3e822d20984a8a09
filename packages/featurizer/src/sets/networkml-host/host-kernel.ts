import { type Kernel, KernelPool } from '../../kernel/kernel-pool.ts';
import { FIXED_BYTES, KINDS_AT, RANGES_AT, VERDICTS_AT } from './kernel-layout.ts';
import { networkmlHostWasm } from './networkml-host-wasm.ts';
import { KIND_OF_PORT } from './ports.ts';
import { PRIVATE_ADDRESSES } from './private-addresses.ts';

/** The functions of the kernel: see assembly/networkml-host.ts. */
const NAMES = ['start', 'observe', 'stateOf', 'summarize', 'usedBytes'] as const;

const RANGES = Uint32Array.from([...PRIVATE_ADDRESSES.ranges4, ...PRIVATE_ADDRESSES.ranges6].flat());

type HostKernels = KernelPool<(typeof NAMES)[number]>;

/** The kernel of NetworkML's features, in a memory of its own. */
export type HostKernel = Kernel<(typeof NAMES)[number]>;

/** Starts kernels of NetworkML's features. */
export const HOST_KERNELS: HostKernels = new KernelPool({
  wasm: networkmlHostWasm,
  names: NAMES,
  fixedBytes: FIXED_BYTES,
  prepare({ memory: { buffer }, call }) {
    const { verdicts, ranges4, ranges6 } = PRIVATE_ADDRESSES;
    const bytes = new Uint8Array(buffer);
    bytes.set(KIND_OF_PORT, KINDS_AT);
    bytes.set(verdicts, VERDICTS_AT);
    new Uint32Array(buffer, RANGES_AT).set(RANGES);
    call.start(FIXED_BYTES, ranges4.length, ranges6.length);
  },
});
