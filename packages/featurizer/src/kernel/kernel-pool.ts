import { FeatureError } from '../errors.ts';

/** A function of a WebAssembly module; addresses are in bytes. */
type KernelFunction = (...parameters: readonly number[]) => number;

/** Memory that a module computes in. */
interface WasmMemory {
  /** Another one after the memory has grown: views are made anew then. */
  readonly buffer: ArrayBuffer;
}

/** The part of the JavaScript interface that is used here; Node's types do not declare it. */
declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number }) => WasmMemory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: { readonly env: { readonly memory: WasmMemory; readonly abort: () => never } },
  ) => { readonly exports: Readonly<Record<string, KernelFunction>> };
};

const PAGE_BYTES = 65_536;
/** Kernels that wait to be used again, and how long their memory may be for that: memory never shrinks. */
const KEPT_KERNELS = 4;
const KEPT_BYTES = 2 ** 23;

/** A module at work in a memory of its own. */
export interface Kernel<Name extends string> {
  readonly memory: WasmMemory;
  readonly call: Readonly<Record<Name, KernelFunction>>;
}

/** What a pool starts kernels of. */
export interface KernelSource<Name extends string> {
  /** The module as base64: AssemblyScript of `assembly`, compiled by `npm run kernels`. */
  readonly wasm: string;
  /** The functions that are called. */
  readonly names: readonly Name[];
  /** Bytes at fixed places, behind which the kernel takes its blocks. */
  readonly fixedBytes: number;
  /** Makes a kernel, one used before too, ready for a new table. */
  prepare(kernel: Kernel<Name>): void;
}

/** Kernels of one module, which is compiled when the first is asked for. A few are kept to be used again. */
export class KernelPool<Name extends string> {
  readonly #source: KernelSource<Name>;
  readonly #idle: Kernel<Name>[] = [];
  #module: object | undefined;

  constructor(source: KernelSource<Name>) {
    this.#source = source;
  }

  /** A kernel that is ready for a new table. It throws the same once its memory does not grow. @throws FeatureError FEATURE_NO_MEMORY. */
  take(): Kernel<Name> {
    const kernel = this.#idle.pop() ?? this.#start();
    this.#source.prepare(kernel);
    return kernel;
  }

  /** Takes back a kernel that nobody uses any more. */
  giveBack(kernel: Kernel<Name>): void {
    if (this.#idle.length < KEPT_KERNELS && kernel.memory.buffer.byteLength <= KEPT_BYTES)
      this.#idle.push(kernel);
  }

  #start(): Kernel<Name> {
    const { wasm, names, fixedBytes } = this.#source;
    const memory = demand(() => new WebAssembly.Memory({ initial: Math.ceil(fixedBytes / PAGE_BYTES) }));
    this.#module ??= demand(
      () => new WebAssembly.Module(Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0))),
    );
    const abort = (): never => {
      throw new FeatureError('FEATURE_NO_MEMORY');
    };
    const { exports } = new WebAssembly.Instance(this.#module, { env: { memory, abort } });
    const missing = names.find((name) => !(name in exports));
    if (missing !== undefined) throw new TypeError(`the module has no function ${missing}`);
    return { memory, call: exports };
  }
}

/** @throws FeatureError FEATURE_NO_MEMORY where there is none, or no WebAssembly, or one without what is made. */
const demand = <Made>(make: () => Made): Made => {
  try {
    return make();
  } catch (cause) {
    throw new FeatureError('FEATURE_NO_MEMORY', {}, { cause });
  }
};
