import { describeText } from './text-formats.ts';

/** A kind of file that is not read. */
export interface Description {
  /** What it is, to follow "this is". */
  readonly name: string;
  /** What to do about it. */
  readonly hint: string;
}

/** Bytes in Latin-1, what they stand at the start of, and where they stand if not at 0. */
type Signature = readonly [bytes: string, name: string, offset?: number];

const CAPTURES: readonly Signature[] = [
  ['GMBU', 'Microsoft NetMon 2'],
  ['RTSS', 'Microsoft NetMon 1'],
  ['iptrace 1.0', 'AIX iptrace 1.0'],
  ['iptrace 2.0', 'AIX iptrace 2.0'],
  ['TRSNIFF data    \x1a', 'a DOS Sniffer trace'],
  ['XCP\0', 'a Windows Sniffer (NetXRay) capture'],
  ['VL\0\0', 'a NetXRay capture'],
  ['Trace Display Trace File', 'a Novell LANalyzer trace', 6],
  ['\x7fver', 'an EtherPeek or OmniPeek capture'],
  ['\x05VNF', 'a Visual Networks capture'],
  ['\xaa\xaa\xaa\xaa', 'an InfoVista 5View capture'],
  ['TR\0d', 'an HP-UX nettl trace'],
  ['\0\0\0\x01\0\0\0\0\0\x07\xd0\0', 'an HP-UX nettl trace'],
  ['btsnoop\0', 'a btsnoop log of Bluetooth'],
  ['\0\0\x02\0\x12\x05\0\x10', 'a Tektronix K12 recording'],
  ['Session Transcript', 'a Catapult DCT2000 trace'],
  ['ObserverPktBufferVersion=', 'a Viavi (Network Instruments) Observer capture'],
  ['EyeSDN', 'an EyeSDN trace'],
  ['\x42\xd2\0\x34\x12\x66\x22\x88', 'a RADCOM capture'],
  ['cpse', 'a Colasoft Capsa capture'],
  ['V0208', 'an Aethra trace'],
  ['LOGG', 'a Vector BLF log'],
];

/** What unpacks a file. */
const COMPRESSED: readonly (readonly [bytes: string, name: string, tool: string])[] = [
  ['\xfd7zXZ\0', 'xz', 'xz -d'],
  ['BZh', 'bzip2', 'bzip2 -d'],
  ['\x04\x22\x4d\x18', 'lz4', 'lz4 -d'],
  ['LZIP', 'lzip', 'lzip -d'],
  ['\x89LZO\0\r\n\x1a\n', 'lzop', 'lzop -d'],
  ['\x1f\x9d', 'compress (.Z)', 'gzip -d'],
  ['\xff\x06\0\0sNaPpY', 'Snappy', 'snzip -d'],
];

const ARCHIVES: readonly Signature[] = [
  ['PK\x03\x04', 'a zip archive'],
  ['PK\x05\x06', 'an empty zip archive'],
  ['7z\xbc\xaf\x27\x1c', 'a 7z archive'],
  ['Rar!\x1a\x07', 'a rar archive'],
  ['ustar', 'a tar archive', 257],
  ['070701', 'a cpio archive'],
  ['!<arch>\n', 'an ar archive'],
];

const OTHERS: readonly Signature[] = [
  ['\x7fELF', 'a program'],
  ['MZ\x90\0', 'a Windows program'],
  ['\xcf\xfa\xed\xfe', 'a macOS program'],
  ['\xca\xfe\xba\xbe', 'a macOS program or a Java class'],
  ['#!/', 'a script'],
  ['%PDF', 'a PDF document'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'an old Office document'],
  ['\x89PNG', 'a PNG picture'],
  ['\xff\xd8\xff', 'a JPEG picture'],
  ['GIF8', 'a GIF picture'],
  ['SQLite format 3\0', 'an SQLite database'],
  ['PAR1', 'a Parquet table'],
  ['ARROW1', 'an Arrow table'],
  ['\x89HDF', 'an HDF5 file'],
  ['\x93NUMPY', 'a NumPy array'],
  ['LPKSHHRH', 'a systemd journal'],
];

/** What becomes of the first bytes of pcap and pcapng where somebody took them for text. */
const SPOILED: readonly Signature[] = [
  ['\xef\xbf\xbd\xc3\xb2\xef\xbf\xbd', 'a pcap file that was decoded as text'],
  ['\xc3\x94\xc3\x83\xc2\xb2\xc2\xa1', 'a pcap file that was decoded as text'],
  ['\r\n\r\r\r\n', 'a pcapng file whose line ends were converted'],
];

/** Names what the first bytes of a file show it to be, by marks that nothing else has; ERF has none. */
export const describeOther = (head: Uint8Array): Description | undefined => {
  const text = Array.from(head, (byte) => String.fromCharCode(byte)).join('');
  const compressed = COMPRESSED.find(([bytes]) => text.startsWith(bytes));
  if (compressed !== undefined) return { name: compressed[1], hint: `unpack it with ${compressed[2]}` };
  return (
    describeBy(CAPTURES, text, 'convert it with editcap -F pcap') ??
    describeBy(ARCHIVES, text, 'unpack it and give the captures in it') ??
    describeBy(SPOILED, text, 'copy it again, as binary') ??
    describeBy(OTHERS, text, 'give a capture instead') ??
    describeText(head)
  );
};

const describeBy = (
  signatures: readonly Signature[],
  text: string,
  hint: string,
): Description | undefined => {
  const found = signatures.find(([bytes, , offset = 0]) => text.startsWith(bytes, offset));
  return found === undefined ? undefined : { name: found[1], hint };
};
