/** A function of a WebAssembly module; addresses are in bytes. */
export type Kernel = (...parameters: readonly number[]) => number;

/** Memory that a module computes in. */
export interface WasmMemory {
  /** Another one after the memory has grown. */
  readonly buffer: ArrayBuffer;
  /** Makes it longer by so many pages of 64 KiB. */
  grow(pages: number): number;
}

/** The part of the JavaScript interface that is used here; Node's types do not declare it. */
declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number }) => WasmMemory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: { readonly env: { readonly memory: WasmMemory; readonly abort: () => never } },
  ) => { readonly exports: Readonly<Record<string, Kernel>> };
};

const PAGE_BYTES = 65_536;

/** A module with the memory it computes in. */
export interface Kernels<Name extends string> {
  readonly call: Readonly<Record<Name, Kernel>>;
  readonly memory: WasmMemory;
}

/** Starts a module given in base64. */
export const instantiate = <Name extends string>(base64: string, names: readonly Name[]): Kernels<Name> => {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const memory = new WebAssembly.Memory({ initial: 1 });
  const abort = (): never => {
    throw new RangeError('a kernel was called with impossible sizes');
  };
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory, abort } });
  return { call: pick(exports, names), memory };
};

const pick = <Name extends string>(
  from: Readonly<Record<string, Kernel>>,
  names: readonly Name[],
): Readonly<Record<Name, Kernel>> => {
  const missing = names.find((name) => !(name in from));
  if (missing !== undefined) throw new RangeError(`the module has no kernel ${missing}`);
  return from;
};

/** Gives addresses one after the other, each a multiple of 16 and behind what the module keeps itself. */
export interface Arena {
  /** The first address it gives. */
  readonly start: number;
  /** Address of so many bytes. */
  take(bytes: number): number;
  /** Makes the memory long enough for all that was taken; views of it are made after this. */
  fit(): void;
}

const FIRST_ADDRESS = 8192;
const ALIGNMENT = 16;

/** Lays out a memory from its start. */
export const layOut = (memory: WasmMemory): Arena => {
  let next = FIRST_ADDRESS;
  return {
    start: FIRST_ADDRESS,
    take(bytes) {
      const address = next;
      next = Math.ceil((next + bytes) / ALIGNMENT) * ALIGNMENT;
      return address;
    },
    fit() {
      const pages = Math.ceil((next - memory.buffer.byteLength) / PAGE_BYTES);
      if (pages > 0) memory.grow(pages);
    },
  };
};
