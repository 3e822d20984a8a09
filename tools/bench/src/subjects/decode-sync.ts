import { openCaptureSync } from '@networkml/pcap-reader/node';
import { createToucher } from './touch.ts';

/** Decodes every column of a capture with the synchronous interface and says how many packets and what sum it met. */
const capture = openCaptureSync(process.argv[2]);
const touch = createToucher();
let sum = 0;
for (const batch of capture) sum += touch(batch);
process.stdout.write(`${capture.info.packets} packets, ${sum}\n`);
