import { openCapture } from '@networkml/pcap-reader/node';
import { createToucher } from './touch.ts';

/**
 * Decodes every column of a capture with the asynchronous interface, those of the last headers too where the second
 * argument is `last`, and says how many packets and what sum it met.
 */
const capture = openCapture(process.argv[2], { last: process.argv[3] === 'last' });
const touch = createToucher();
let sum = 0;
for await (const batch of capture) sum += touch(batch);
process.stdout.write(`${capture.info.packets} packets, ${sum}\n`);
