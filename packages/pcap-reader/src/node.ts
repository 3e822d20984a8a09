export { PacketBatch } from './packet-batch.ts';
