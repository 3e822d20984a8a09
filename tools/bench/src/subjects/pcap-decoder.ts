import { createReadStream } from 'node:fs';
import Decoder from 'pcap-decoder';

/** Takes the packets out of a capture with the npm package pcap-decoder, which decodes no header of them. */
const decoder = new Decoder();
const chunks: AsyncIterable<Uint8Array> = createReadStream(process.argv[2]);
let packets = 0;
let sum = 0;
for await (const chunk of chunks) {
  for (const { body } of decoder.decode(chunk)) {
    packets += 1;
    sum += body.length;
  }
}
process.stdout.write(`${packets} packets, ${sum}\n`);
