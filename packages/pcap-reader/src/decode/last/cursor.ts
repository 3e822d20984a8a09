import type { LastHeaders } from '../../last-headers.ts';
import type { FragmentStore } from './fragment-store.ts';

/** Reads one header, writes what it gives, moves the cursor behind it, and names the layer that comes next. */
export type Layer = (cursor: Cursor) => Layer | undefined;

/** More headers than this in one packet are a nesting bomb; what lies deeper is not looked at. */
const MOST_LAYERS = 64;

/** Where in a packet the next header starts, and the row that takes what it gives. */
export class Cursor {
  view: DataView;
  offset = 0;
  end = 0;
  row = 0;
  readonly columns: LastHeaders;
  readonly fragments: FragmentStore;

  constructor(columns: LastHeaders, fragments: FragmentStore) {
    this.columns = columns;
    this.fragments = fragments;
    this.view = new DataView(new ArrayBuffer(0));
  }

  get available(): number {
    return this.end - this.offset;
  }

  /** Follows the packet from its first layer to its last. */
  follow(first: Layer | undefined): void {
    let layer = first;
    for (let depth = 0; layer !== undefined && depth < MOST_LAYERS; depth += 1) layer = layer(this);
  }

  /** Moves on and names the next layer; nothing comes next where the packet ends before that. */
  next(length: number, layer: Layer | undefined): Layer | undefined {
    this.offset += length;
    return this.offset <= this.end ? layer : undefined;
  }

  saw(protocol: number): void {
    this.columns.protocols[this.row] |= protocol;
  }
}
