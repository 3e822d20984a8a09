import { once } from 'node:events';
import { pcapLayout } from '../capture/pcap-layout.ts';
import { repeatedRecords } from '../capture/repeated-records.ts';

/** Writes a pcap of so many bytes or a little more to standard output: the same records again and again. */
const bytes = Number(process.argv[2]);
const block = repeatedRecords();
let written = pcapLayout.header.length;
process.stdout.write(pcapLayout.header);
while (written < bytes) {
  written += block.length;
  if (!process.stdout.write(block)) await once(process.stdout, 'drain');
}
