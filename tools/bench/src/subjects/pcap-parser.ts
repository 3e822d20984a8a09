import { parse } from 'pcap-parser';

/** Takes the packets out of a capture with the npm package pcap-parser, which decodes no header of them. */
let packets = 0;
let sum = 0;
parse(process.argv[2])
  .on('packet', ({ data }) => {
    packets += 1;
    sum += data.length;
  })
  .on('end', () => {
    process.stdout.write(`${packets} packets, ${sum}\n`);
  });
