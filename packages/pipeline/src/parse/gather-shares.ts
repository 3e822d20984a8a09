import { on } from 'node:events';
import { type MessagePort, MessageChannel } from 'node:worker_threads';
import { threadExecutor } from '@networkml/jobs';
import type { CaptureTaskResult } from '../run-capture-task.ts';
import type { ShareMessage, ShareTask } from './share-rows.ts';

/** Rows of a capture, made on several threads, in the order of its packets. */
export type SharedRows = Extract<ShareMessage, { kind: 'rows' }>;
/** How a share ended. */
export type ShareEnd = Extract<ShareMessage, { kind: 'end' }>;

/** Has threads write the rows of one capture, each those of its share of the packets; gives how each of them ended. */
export async function* gatherShares(
  task: Pick<ShareTask, 'capture' | 'options'>,
  threads: number,
): AsyncGenerator<SharedRows, readonly ShareEnd[]> {
  const workerUrl = new URL(import.meta.resolve('@networkml/pipeline/capture-worker'));
  const transfer = ({ port }: ShareTask): [MessagePort] => [port];
  const executor = threadExecutor<ShareTask, CaptureTaskResult>({ workerUrl, threads, transfer });
  const channels = Array.from({ length: threads }, () => new MessageChannel());
  const stop = new AbortController();
  const running = executor.map(
    channels.map(({ port2: port }, index) => ({
      ...task,
      kind: 'share',
      share: { index, of: threads },
      port,
    })),
  );
  running.catch((error: unknown) => {
    stop.abort(error); // whoever waits for rows is told
  });
  try {
    const ends = yield* inOrder(channels.map(({ port1 }) => readPort(port1, stop.signal)));
    await running;
    return ends;
  } finally {
    for (const { port1 } of channels) port1.close();
    await executor.close();
  }
}

/** The messages of a port; each that is asked for tells the other side that the one before it was taken. */
async function* readPort(port: MessagePort, signal: AbortSignal): AsyncGenerator<ShareMessage, void> {
  const messages: AsyncIterable<unknown[]> = on(port, 'message', { signal });
  for await (const [message] of messages) {
    if (!isShareMessage(message)) throw new TypeError('a share sent something else than rows');
    yield message;
    port.postMessage('taken');
  }
}

const isShareMessage = (value: unknown): value is ShareMessage =>
  typeof value === 'object' && value !== null && 'kind' in value;

/** Puts the rows of all shares in the order of their packets. */
async function* inOrder(
  shares: readonly AsyncGenerator<ShareMessage, void>[],
): AsyncGenerator<SharedRows, readonly ShareEnd[]> {
  const heads = await Promise.all(shares.map(next));
  const ends: ShareEnd[] = [];
  for (;;) {
    let first: SharedRows | undefined;
    for (const head of heads) {
      if (head.kind === 'rows' && (first === undefined || head.firstPacket < first.firstPacket)) first = head;
    }
    if (first === undefined) break;
    yield first;
    const index = heads.indexOf(first);
    heads[index] = await next(shares[index]);
  }
  for (const head of heads) if (head.kind === 'end') ends.push(head);
  return ends;
}

const next = async (share: AsyncGenerator<ShareMessage, void>): Promise<ShareMessage> => {
  const { value, done } = await share.next();
  if (done === true) throw new RangeError('a share ended without saying how');
  return value;
};
