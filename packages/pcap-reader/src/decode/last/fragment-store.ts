/** Datagrams being put together at one time; beyond it the oldest is forgotten. */
const MOST_DATAGRAMS = 4096;

/** Bytes from the start of a datagram that are kept: headers, never the payload. */
const KEPT_BYTES = 512;

/** Stretches of a datagram with gaps between them; no network reorders fragments further than that. */
const MOST_STRETCHES = 256;

/** One fragment of a datagram. */
export interface Fragment {
  /** Which datagram it belongs to: addresses, protocol and identification. */
  readonly key: string;
  readonly view: DataView;
  /** Where in `view` its payload lies. */
  readonly start: number;
  readonly end: number;
  /** Its place in the datagram, in bytes. */
  readonly position: number;
  /** Whether more fragments follow it. */
  readonly more: boolean;
}

interface Datagram {
  readonly head: Uint8Array;
  /** Received stretches `[from, to)`, in order, without overlaps or gaps between neighbours left unmerged. */
  stretches: (readonly [from: number, to: number])[];
  /** Length, once the last fragment was seen. */
  length: number | undefined;
}

/**
 * Puts IP fragments together as far as headers reach, in bounded memory. Only the fragment that completes a datagram,
 * whichever it is, tells what the datagram carries; an incomplete one never does. Ref: RFC 791, section 3.2.
 */
export class FragmentStore {
  readonly #datagrams = new Map<string, Datagram>();

  /** Takes a fragment in; gives the first bytes of the datagram where it is complete now. */
  add(fragment: Fragment): DataView | undefined {
    const datagram = this.#datagram(fragment.key);
    const { start, end, position } = fragment;
    for (let i = start; i < end && position + i - start < KEPT_BYTES; i += 1) {
      datagram.head[position + i - start] = fragment.view.getUint8(i);
    }
    if (!fragment.more) datagram.length = position + end - start;
    datagram.stretches = merge(datagram.stretches, position, position + end - start);
    const [first] = datagram.stretches;
    if (datagram.stretches.length > MOST_STRETCHES) this.#datagrams.delete(fragment.key);
    if (datagram.length === undefined || first[0] !== 0 || first[1] < datagram.length) return undefined;
    this.#datagrams.delete(fragment.key);
    return new DataView(datagram.head.buffer, 0, Math.min(KEPT_BYTES, datagram.length));
  }

  #datagram(key: string): Datagram {
    const known = this.#datagrams.get(key);
    if (known !== undefined) return known;
    if (this.#datagrams.size >= MOST_DATAGRAMS) {
      const [oldest] = this.#datagrams.keys();
      this.#datagrams.delete(oldest);
    }
    const datagram: Datagram = { head: new Uint8Array(KEPT_BYTES), stretches: [], length: undefined };
    this.#datagrams.set(key, datagram);
    return datagram;
  }
}

const merge = (
  stretches: readonly (readonly [number, number])[],
  from: number,
  to: number,
): (readonly [number, number])[] => {
  const apart = stretches.filter(([start, end]) => end < from || start > to);
  const touching = stretches.filter(([start, end]) => end >= from && start <= to);
  const joined = [
    Math.min(from, ...touching.map(([start]) => start)),
    Math.max(to, ...touching.map(([, end]) => end)),
  ] as const;
  return [...apart, joined].sort(([a], [b]) => a - b);
};
