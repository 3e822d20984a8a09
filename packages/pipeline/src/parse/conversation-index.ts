import type { PacketBatch } from '@networkml/pcap-reader';
import type { Conversations } from './conversations.ts';

const FIRST_SLOTS = 4096;

/** Finds the latest conversation between two ends without an object or string per packet: open addressing over numbers. */
export interface ConversationIndex {
  /** The latest conversation of a packet's ends and protocol, in either direction; -1 where there is none. */
  find(batch: PacketBatch, row: number): number;
  /** Makes a conversation the latest of the ends that `find` was asked for last. */
  put(conversation: number): void;
}

/** An index over conversations that are there or will be. */
export const createConversationIndex = (conversations: Conversations): ConversationIndex => {
  /** Number of a conversation plus 1, 0 where a slot is free. */
  let slots = new Uint32Array(FIRST_SLOTS);
  let used = 0;
  let slot = 0;

  const grow = (): void => {
    const before = slots;
    slots = new Uint32Array(before.length * 2);
    for (const entry of before) {
      if (entry === 0) continue;
      let free = hashConversation(conversations, entry - 1) & (slots.length - 1);
      while (slots[free] !== 0) free = (free + 1) & (slots.length - 1);
      slots[free] = entry;
    }
  };

  return {
    find: (batch, row) => {
      if (used * 2 >= slots.length) grow();
      slot = hashPacket(batch, row) & (slots.length - 1);
      for (;;) {
        const entry = slots[slot];
        if (entry === 0) return -1;
        const found = entry - 1;
        if (
          conversations.protocol[found] === batch.ipProtocol[row] &&
          conversations.ipVersion[found] === batch.ipVersion[row] &&
          (conversations.isFromA(found, batch, row) || conversations.isFromB(found, batch, row))
        ) {
          return found;
        }
        slot = (slot + 1) & (slots.length - 1);
      }
    },
    put: (conversation) => {
      if (slots[slot] === 0) used += 1;
      slots[slot] = conversation + 1;
    },
  };
};

/** Equal for both directions, as the ends are added. */
const hashPacket = (batch: PacketBatch, row: number): number =>
  hashEnds(
    hashEnd(batch.sourceIp, row * 4, batch.sourcePort[row]),
    hashEnd(batch.destinationIp, row * 4, batch.destinationPort[row]),
    batch.ipProtocol[row],
  );

const hashConversation = (conversations: Conversations, index: number): number =>
  hashEnds(
    hashEnd(conversations.addressA, index * 4, conversations.portA[index]),
    hashEnd(conversations.addressB, index * 4, conversations.portB[index]),
    conversations.protocol[index],
  );

/** Multipliers and shifts are those of MurmurHash3's mixing. */
const hashEnd = (words: Uint32Array, at: number, port: number): number => {
  let hash = port;
  for (let index = 0; index < 4; index += 1) {
    hash = Math.imul(hash ^ words[at + index], 0xcc9e2d51);
    hash = (hash << 15) | (hash >>> 17);
  }
  return hash;
};

const hashEnds = (a: number, b: number, protocol: number): number => {
  let hash = (a + b + protocol) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};
