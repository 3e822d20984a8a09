import { type PacketBatch } from '@networkml/pcap-reader';

import { FeatureError } from '../../errors.ts';
import { type AccumulatorTable, type PacketEnds } from '../../feature-set.ts';
import { feedKernel } from '../../kernel/kernel-input.ts';
import { DEVICE_INPUT, DEVICE_KERNELS, type DeviceKernel } from './device-kernel.ts';
import { gapQuantiles } from './gap-counts.ts';
import { DIRECTION_BYTES, DIRECTIONS, PLACES } from './layout.ts';
import { lengthPairs } from './length-counts.ts';
import { type DeviceNumbers } from './part.ts';
import { EMPTY_TALLY, PARTS } from './parts.ts';

const NO_GAPS = (shares: readonly number[]): readonly number[] => shares.map(() => 0);
const EMPTY: DeviceNumbers = { tally: EMPTY_TALLY, lengths: [[], []], gaps: [NO_GAPS, NO_GAPS] };

/** Sums up the packets of devices for the columns of `PARTS`, in WebAssembly. */
export class DeviceTable implements AccumulatorTable {
  #kernel: DeviceKernel | undefined = DEVICE_KERNELS.take();

  /** Bytes that the packets so far take. */
  get usedBytes(): number {
    return this.#use().call.usedBytes() >>> 0;
  }

  /** @throws FeatureError FEATURE_NO_MEMORY; FEATURE_FINISHED where its memory was given back. */
  observe(batch: PacketBatch, ends: PacketEnds): void {
    feedKernel(this.#use(), DEVICE_INPUT, { batch, ends });
  }

  writeRow(subject: number, row: Float64Array): void {
    const { memory, call } = this.#use();
    const address = call.finish(subject) >>> 0;
    const numbers = address === 0 ? EMPTY : readNumbers(memory.buffer, address);
    let at = 0;
    const put = (value: number): void => {
      row[at] = value;
      at += 1;
    };
    for (const part of PARTS) part.write(numbers, put);
  }

  release(): void {
    if (this.#kernel !== undefined) DEVICE_KERNELS.giveBack(this.#kernel);
    this.#kernel = undefined;
  }

  #use(): DeviceKernel {
    if (this.#kernel === undefined) throw new FeatureError('FEATURE_FINISHED', { setId: 'device' });
    return this.#kernel;
  }
}

const readNumbers = (buffer: ArrayBuffer, address: number): DeviceNumbers => {
  const sent = address + DIRECTIONS;
  const received = sent + DIRECTION_BYTES;
  return {
    tally: new Float64Array(buffer, address, PLACES),
    lengths: [lengthPairs(buffer, sent), lengthPairs(buffer, received)],
    gaps: [gapQuantiles(buffer, sent), gapQuantiles(buffer, received)],
  };
};
