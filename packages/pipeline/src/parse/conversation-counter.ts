import { type PacketBatch, Protocol } from '@networkml/pcap-reader';
import { PipelineError } from '../errors.ts';
import { createConversationIndex } from './conversation-index.ts';
import { Conversations } from './conversations.ts';

/** The number of conversations told apart in a capture unless another limit is given; each takes about 130 bytes. */
export const MAX_CONVERSATIONS = 1_000_000;

const TCP = 6;
const UDP = 17;

/** Counts the TCP and UDP conversations of one capture as Wireshark's tables of conversations do. */
export interface ConversationCounter {
  readonly conversations: Conversations;
  /** Seconds and nanoseconds of the capture's first packet, from which relative starts count; NaN without a time. */
  readonly start: { readonly seconds: number; readonly nanos: number };
  /**
   * Counts the packets of a batch. Where it has the last headers, a datagram that came in fragments counts as Wireshark
   * counts it: with the one fragment that completes it, and not at all while it is incomplete. Without them it
   * counts with its first fragment. The ports of fragments in the batch are changed.
   *
   * @throws PipelineError PIPELINE_TOO_MANY_CONVERSATIONS.
   */
  observe(batch: PacketBatch): void;
}

/**
 * A counter for one capture. UDP packets between the same addresses and ports are one conversation. TCP packets are too,
 * until a SYN with another sequence number than the sender's first one begins the next.
 */
export const createConversationCounter = (
  options: { readonly capture?: string; readonly maxConversations?: number } = {},
): ConversationCounter => {
  const { capture = 'capture', maxConversations = MAX_CONVERSATIONS } = options;
  const conversations = new Conversations();
  const index = createConversationIndex(conversations);
  const start = { seconds: Number.NaN, nanos: 0 };
  let isFirst = true;

  const begin = (batch: PacketBatch, row: number): number => {
    if (conversations.count >= maxConversations) {
      throw new PipelineError(
        'PIPELINE_TOO_MANY_CONVERSATIONS',
        `${capture} (more than ${maxConversations})`,
      );
    }
    const added = conversations.begin(batch, row);
    index.put(added);
    return added;
  };

  const conversationOf = (batch: PacketBatch, row: number): number => {
    const found = index.find(batch, row);
    if (found === -1) return begin(batch, row);
    const isNext = batch.ipProtocol[row] === TCP && conversations.isNextTcp(found, batch, row);
    return isNext ? begin(batch, row) : found;
  };

  return {
    conversations,
    start,
    observe: (batch) => {
      if (isFirst && batch.count > 0) {
        isFirst = false;
        start.seconds = batch.seconds[0];
        start.nanos = batch.nanos[0];
      }
      for (let row = 0; row < batch.count; row += 1) {
        if ((batch.protocols[row] & Protocol.Fragment) !== 0) tellReassembled(batch, row);
        if (!hasPorts(batch, row)) continue;
        const conversation = conversationOf(batch, row);
        if (batch.ipProtocol[row] === TCP) conversations.learnSequences(conversation, batch, row);
        conversations.add(conversation, batch, row);
      }
    },
  };
};

const hasPorts = (batch: PacketBatch, row: number): boolean => {
  const protocols = batch.protocols[row];
  if ((protocols & (Protocol.Tcp | Protocol.Udp)) === 0) return false;
  const number = batch.ipProtocol[row];
  return number === TCP || number === UDP;
};

/** Takes the ports from a fragment that does not complete its datagram, and gives them to the one that does. */
const tellReassembled = (batch: PacketBatch, row: number): void => {
  const { last } = batch;
  if (last === undefined) return;
  batch.protocols[row] &= ~(Protocol.Tcp | Protocol.Udp);
  const isTcp = batch.ipProtocol[row] === TCP;
  const isComplete = (last.protocols[row] & (isTcp ? Protocol.Tcp : Protocol.Udp)) !== 0;
  if (!isComplete || !(isTcp || batch.ipProtocol[row] === UDP)) return;
  batch.protocols[row] |= isTcp ? Protocol.Tcp : Protocol.Udp;
  batch.sourcePort[row] = (isTcp ? last.tcpSourcePort : last.udpSourcePort)[row];
  batch.destinationPort[row] = (isTcp ? last.tcpDestinationPort : last.udpDestinationPort)[row];
};
