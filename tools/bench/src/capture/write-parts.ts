import { type PacketRecord, writeCaptureFile } from './capture-file.ts';
import { pcapLayout } from './pcap-layout.ts';

/** Writes the first `count` packets to pcap files, one after the other, as many to each as to the others or one more. */
export const writeParts = (
  packets: Iterable<PacketRecord>,
  count: number,
  paths: readonly string[],
): void => {
  const iterator = packets[Symbol.iterator]();
  let written = 0;
  for (const [part, path] of paths.entries()) {
    const end = Math.floor(((part + 1) * count) / paths.length);
    const writer = writeCaptureFile(path, pcapLayout);
    for (; written < end; written += 1) {
      const step = iterator.next();
      if (step.done === true) throw new RangeError(`there are ${written} packets, not ${count}`);
      writer.write(step.value);
    }
    writer.close();
  }
};
