import { afterEach, describe, expect, it, vi } from 'vitest';

import { networkmlHostWasm } from '../sets/networkml-host/networkml-host-wasm.ts';
import { type Kernel, KernelPool } from './kernel-pool.ts';

const BLOCKS_AT = 262_144;

const createPool = (): KernelPool<'start' | 'usedBytes'> =>
  new KernelPool({
    wasm: networkmlHostWasm,
    names: ['start', 'usedBytes'],
    fixedBytes: BLOCKS_AT,
    prepare: ({ call }) => call.start(BLOCKS_AT, 0, 0),
  });

const grow = (kernel: Kernel<'start' | 'usedBytes'>, bytes: number): void => {
  kernel.call.start(bytes, 0, 0);
};

describe('KernelPool', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('gives kernels memories of their own, and one again that was given back', () => {
    const pool = createPool();
    const [one, other] = [pool.take(), pool.take()];
    expect(other.memory.buffer).not.toBe(one.memory.buffer);
    pool.giveBack(one);
    expect(pool.take()).toBe(one);
  });

  it('prepares a kernel each time it is taken', () => {
    const pool = createPool();
    const kernel = pool.take();
    const used = kernel.call.usedBytes();
    new Uint8Array(kernel.memory.buffer, BLOCKS_AT).fill(1, 0, used);
    pool.giveBack(kernel);
    const { memory, call } = pool.take();
    expect(call.usedBytes()).toBe(used);
    expect(new Uint8Array(memory.buffer, BLOCKS_AT).every((byte) => byte === 0)).toBe(true);
  });

  it('keeps few kernels, and none with much memory', () => {
    const pool = createPool();
    const kernels = Array.from({ length: 10 }, () => pool.take());
    for (const kernel of kernels) pool.giveBack(kernel);
    expect(Array.from({ length: 10 }, () => kernels.includes(pool.take())).filter(Boolean)).toHaveLength(4);
    const large = pool.take();
    grow(large, 2 ** 24);
    pool.giveBack(large);
    expect(pool.take()).not.toBe(large);
  });

  it('says so where there is no more memory', () => {
    expect(() => grow(createPool().take(), 2 ** 32 - 64)).toThrow('FEATURE_NO_MEMORY');
  });

  it('says so where WebAssembly cannot do what the module asks', () => {
    const memory = vi.fn(function Memory() {
      return { buffer: new ArrayBuffer(0) };
    });
    const refuse = vi.fn(function Module() {
      throw new SyntaxError('no SIMD');
    });
    vi.stubGlobal('WebAssembly', { Memory: memory, Module: refuse });
    expect(() => createPool().take()).toThrow('FEATURE_NO_MEMORY');
    expect(refuse).toHaveBeenCalledOnce();
  });

  it('says so where there is no WebAssembly', () => {
    vi.stubGlobal('WebAssembly', undefined);
    expect(() => createPool().take()).toThrow('FEATURE_NO_MEMORY');
  });
});
