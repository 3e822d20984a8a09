/** A function of a WebAssembly module; addresses are in bytes. */
export type Kernel = (...parameters: readonly number[]) => number;

/** Memory that a module computes in. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

/** The part of the JavaScript interface that is used here; Node's types do not declare it. */
declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number; readonly maximum: number }) => WasmMemory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: { readonly env: { readonly memory: WasmMemory; readonly abort: () => never } },
  ) => { readonly exports: Readonly<Record<string, Kernel>> };
};

/** Compiles a module given in base64. */
export const compileModule = (base64: string): object =>
  new WebAssembly.Module(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));

/** A module at work in a memory of its own. */
export interface Instance {
  readonly memory: WasmMemory;
  readonly exports: Readonly<Record<string, Kernel>>;
}

/** Starts a module in a memory of so many pages of 64 KiB. @throws RangeError where there is no room for it. */
export const startModule = (module: object, pages: number): Instance => {
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const abort = (): never => {
    throw new RangeError('a kernel was called with impossible numbers');
  };
  const { exports } = new WebAssembly.Instance(module, { env: { memory, abort } });
  return { memory, exports };
};
