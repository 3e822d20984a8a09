import type { Packet } from '../wire/packet.ts';

/** Packets that begin at a known time; nothing runs before. */
export interface Stream {
  readonly startMicros: number;
  readonly packets: () => Iterator<Packet>;
}

interface Running {
  readonly packets: Iterator<Packet>;
  packet: Packet;
}

/** All packets of all streams in order of time; only streams that have begun take memory. */
export function* merged(streams: readonly Stream[]): Generator<Packet> {
  const waiting = streams.toSorted((a, b) => a.startMicros - b.startMicros);
  const heap: Running[] = [];
  let begun = 0;
  for (;;) {
    while (
      begun < waiting.length &&
      (heap.length === 0 || waiting[begun].startMicros <= heap[0].packet.atMicros)
    ) {
      const packets = waiting[begun].packets();
      begun += 1;
      const first = packets.next();
      if (first.done !== true) push(heap, { packets, packet: first.value });
    }
    if (heap.length === 0) return;
    const top = heap[0];
    yield top.packet;
    const next = top.packets.next();
    if (next.done !== true) top.packet = next.value;
    else removeTop(heap);
    sink(heap);
  }
}

const push = (heap: Running[], item: Running): void => {
  heap.push(item);
  let at = heap.length - 1;
  while (at > 0) {
    const parent = (at - 1) >>> 1;
    if (heap[parent].packet.atMicros <= item.packet.atMicros) break;
    heap[at] = heap[parent];
    at = parent;
  }
  heap[at] = item;
};

const removeTop = (heap: Running[]): void => {
  const last = heap.pop();
  if (last !== undefined && heap.length > 0) heap[0] = last;
};

const sink = (heap: Running[]): void => {
  if (heap.length < 2) return;
  const item = heap[0];
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && heap[child + 1].packet.atMicros < heap[child].packet.atMicros) child += 1;
    if (heap[child].packet.atMicros >= item.packet.atMicros) break;
    heap[at] = heap[child];
    at = child;
  }
  heap[at] = item;
};
