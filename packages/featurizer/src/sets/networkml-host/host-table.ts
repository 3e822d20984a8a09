import { type PacketBatch } from '@networkml/pcap-reader';

import { FeatureError } from '../../errors.ts';
import { type AccumulatorTable, Direction, type DirectionCode, type PacketEnds } from '../../feature-set.ts';
import { feedKernel, type KernelInput } from '../../kernel/kernel-input.ts';
import { TRAIT_NAMES } from './columns.ts';
import { DIRECTION_WIDTH, type DirectionState, latestOf, seenIn, writeDirection } from './direction-state.ts';
import { createHostInput } from './host-input.ts';
import { HOST_KERNELS, type HostKernel } from './host-kernel.ts';
import { type IpFlagsReading } from './ip-flags.ts';
import * as at from './kernel-layout.ts';
import { PORT_KINDS, writeRatios } from './ports.ts';
import { writeTraits } from './traits.ts';

/** What a table is made for: the reading of ip.flags, and the set's id for errors. */
export interface HostOptions {
  readonly ipFlags: IpFlagsReading;
  readonly setId: string;
}

/** Places of the columns in a row. */
const TRAITS_AT = 2 * DIRECTION_WIDTH;
const EPOCH_AT = TRAITS_AT + TRAIT_NAMES.length;
const TCP_RATIOS_AT = EPOCH_AT + 1;
const UDP_RATIOS_AT = TCP_RATIOS_AT + PORT_KINDS.length;
const UNIQUE_AT = UDP_RATIOS_AT + PORT_KINDS.length;

/**
 * Sums up the packets of subjects for NetworkML's columns, in WebAssembly. What a subject only sends, or only receives, takes no
 * memory for the other direction.
 */
export class HostTable implements AccumulatorTable {
  readonly #options: HostOptions;
  readonly #input: KernelInput;
  #kernel: HostKernel | undefined = HOST_KERNELS.take();

  constructor(options: HostOptions) {
    this.#options = options;
    this.#input = createHostInput(options.setId);
  }

  /** Bytes that the packets so far take. */
  get usedBytes(): number {
    return this.#use().call.usedBytes() >>> 0;
  }

  /** @throws FeatureError FEATURE_NEEDS_LAST_HEADERS, FEATURE_NO_MEMORY; FEATURE_FINISHED where its memory was given back. */
  observe(batch: PacketBatch, ends: PacketEnds): void {
    feedKernel(this.#use(), this.#input, { batch, ends });
  }

  writeRow(subject: number, row: Float64Array): void {
    row.fill(0);
    // Memory may grow here: views of it are made afterwards.
    this.#use().call.summarize(subject);
    const sent = this.#stateOf(subject, Direction.Out);
    if (sent !== undefined) {
      writeDirection(row, sent, this.#options.ipFlags);
      row[UNIQUE_AT] = sent.words[(at.SOURCES + at.SIZE) / 4];
      row[UNIQUE_AT + 1] = sent.words[(at.DESTINATIONS + at.SIZE) / 4];
    }
    const received = this.#stateOf(subject, Direction.In);
    if (received !== undefined)
      writeDirection(row.subarray(DIRECTION_WIDTH), received, this.#options.ipFlags);
    const states = [sent, received].filter((state) => state !== undefined);
    writeTraits(row, TRAITS_AT, seenIn(states));
    row[EPOCH_AT] = latestOf(states);
    for (const { memory, words } of states) {
      // Both directions have the same counters.
      writeRatios(row.subarray(TCP_RATIOS_AT, UDP_RATIOS_AT), memory, words[at.TCP_PORTS / 4]);
      writeRatios(row.subarray(UDP_RATIOS_AT, UNIQUE_AT), memory, words[at.UDP_PORTS / 4]);
    }
  }

  /** Packets of which an address did not fit. */
  overflow(subject: number): number {
    const { memory, call } = this.#use();
    const address = call.stateOf(subject, Direction.Out) >>> 0;
    if (address === 0) return 0;
    const state = new Float64Array(memory.buffer, address, at.SENT_BYTES / 8);
    return state[(at.SOURCES + at.OVERFLOW) / 8] + state[(at.DESTINATIONS + at.OVERFLOW) / 8];
  }

  release(): void {
    if (this.#kernel !== undefined) HOST_KERNELS.giveBack(this.#kernel);
    this.#kernel = undefined;
  }

  /** What is known of a subject's packets of a direction; `undefined` where there are none. */
  #stateOf(subject: number, direction: DirectionCode): DirectionState | undefined {
    const { memory, call } = this.#use();
    const address = call.stateOf(subject, direction) >>> 0;
    if (address === 0) return undefined;
    const { buffer } = memory;
    const bytes = direction === Direction.Out ? at.SENT_BYTES : at.RECEIVED_BYTES;
    return {
      memory: buffer,
      words: new Uint32Array(buffer, address, bytes / 4),
      doubles: new Float64Array(buffer, address, bytes / 8),
      statistics: new Float64Array(buffer, at.SUMMARIES_AT + direction * at.SUMMARIES_BYTES, at.SUMMARIES),
    };
  }

  #use(): HostKernel {
    if (this.#kernel === undefined)
      throw new FeatureError('FEATURE_FINISHED', { setId: this.#options.setId });
    return this.#kernel;
  }
}
