import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { LargeCaptures } from '../capture/large-captures.ts';
import {
  type Subjects,
  isThere,
  nodeCommand,
  nothingSubject,
  ofPcap,
  partSubjects,
  readerSubject,
  tcpdumpSubject,
} from '../compare/common-subjects.ts';
import { NAMES } from '../compare/names.ts';
import type { SkippedSubject, Subject } from '../compare/subject.ts';
import { REPOSITORY } from '../places.ts';
import type { Command } from '../run/command.ts';

/** What tshark is asked for: as near to our columns as its fields come. */
const TSHARK_FIELDS = [
  'frame.time_epoch frame.len frame.cap_len frame.interface_id frame.protocols eth.src eth.dst eth.type vlan.id arp.opcode',
  'ip.version ip.src ip.dst ip.proto ip.ttl ip.dsfield ip.flags ip.frag_offset ip.len ip.id',
  'ipv6.src ipv6.dst ipv6.nxt ipv6.hlim ipv6.tclass ipv6.plen',
  'tcp.srcport tcp.dstport tcp.flags tcp.window_size_value tcp.seq_raw tcp.ack_raw tcp.options.mss_val tcp.options.wscale.shift tcp.option_kind tcp.len',
  'udp.srcport udp.dstport udp.length icmp.type icmp.code icmpv6.type icmpv6.code gre.proto',
]
  .join(' ')
  .split(' ');

/** All that can be compared on this machine, and what cannot, in the order of the table. */
export const subjectsFor = (captures: LargeCaptures): Subjects =>
  partSubjects([...ours(captures), ...cPrograms(captures), tshark(captures), ...npmPackages(captures)]);

const ours = (captures: LargeCaptures): readonly Subject[] => {
  const pcap = { ...ofPcap(captures), countsPackets: true };
  const pcapng = { ...pcap, bytes: captures.pcapngBytes };
  return [
    { name: NAMES.readerSync, command: nodeCommand('decode-sync', captures.paths.pcap), ...pcap },
    readerSubject(captures),
    { name: NAMES.readerSyncPcapng, command: nodeCommand('decode-sync', captures.paths.pcapng), ...pcapng },
    { name: NAMES.readerPcapng, command: nodeCommand('decode', captures.paths.pcapng), ...pcapng },
    nothingSubject,
  ];
};

const npmPackages = (captures: LargeCaptures): readonly Subject[] => {
  const pcap = { ...ofPcap(captures), countsPackets: true };
  return [
    {
      name: 'npm pcap-parser 0.2.1, no decoding',
      command: nodeCommand('pcap-parser', captures.paths.pcap),
      ...pcap,
    },
    {
      name: 'npm pcap-decoder 1.0.3, no decoding',
      command: nodeCommand('pcap-decoder', captures.paths.pcap),
      ...pcap,
    },
  ];
};

const cPrograms = (captures: LargeCaptures): readonly (Subject | SkippedSubject)[] => {
  const { paths, pcapngBytes } = captures;
  const pcap = ofPcap(captures);
  const loop = buildLoop(join(paths.folder, 'empty-loop'));
  const loopPcapng = `${NAMES.loop}, pcapng`;
  return [
    tcpdumpSubject(captures),
    ...('reason' in loop
      ? [{ name: NAMES.loop, reason: loop.reason }]
      : [
          { name: NAMES.loop, command: [loop.program, paths.pcap], ...pcap, countsPackets: true } as const,
          {
            name: loopPcapng,
            command: [loop.program, paths.pcapng],
            packets: pcap.packets,
            bytes: pcapngBytes,
            countsPackets: true,
          } as const,
        ]),
  ];
};

const tshark = (captures: LargeCaptures): Subject | SkippedSubject => {
  const name = 'tshark -T fields';
  if (!isThere('tshark')) return { name, reason: 'not installed' };
  const fields = TSHARK_FIELDS.flatMap((field) => ['-e', field]);
  const on = (path: string): Command => ['tshark', '-n', '-r', path, '-T', 'fields', ...fields];
  return {
    name,
    command: on(captures.paths.slice),
    ...ofPcap(captures),
    countsPackets: false,
    slice: { packets: captures.slicePackets, emptyCommand: on(captures.paths.empty) },
  };
};

/** Compiles the C program, or says why that cannot be done. */
const buildLoop = (program: string): { readonly program: string } | { readonly reason: string } => {
  const source = join(REPOSITORY, 'tools/bench/c/empty-loop.c');
  const { error, status, stderr } = spawnSync(
    process.env.CC ?? 'cc',
    ['-O2', '-o', program, source, '-lpcap'],
    {
      encoding: 'utf8',
    },
  );
  if (error !== undefined) return { reason: 'no C compiler' };
  return status === 0
    ? { program }
    : { reason: stderr.includes('pcap.h') ? 'no libpcap-dev' : stderr.trim() };
};
