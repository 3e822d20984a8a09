/** A packet of a classic pcap file. */
interface PcapRecord {
  readonly seconds: number;
  readonly micros: number;
  readonly wireLengthBytes: number;
  readonly bytes: Uint8Array;
}

/** A little-endian pcap file of microseconds, taken apart: its file header and its records. */
interface PcapFile {
  readonly header: Uint8Array;
  readonly linkType: number;
  readonly records: readonly PcapRecord[];
}

const FILE_HEADER_BYTES = 24;
const RECORD_HEADER_BYTES = 16;

/** Takes a pcap file apart. */
export const readPcap = (bytes: Uint8Array): PcapFile => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const records: PcapRecord[] = [];
  for (let at = FILE_HEADER_BYTES; at < bytes.length;) {
    const captured = view.getUint32(at + 8, true);
    records.push({
      seconds: view.getUint32(at, true),
      micros: view.getUint32(at + 4, true),
      wireLengthBytes: view.getUint32(at + 12, true),
      bytes: bytes.slice(at + RECORD_HEADER_BYTES, at + RECORD_HEADER_BYTES + captured),
    });
    at += RECORD_HEADER_BYTES + captured;
  }
  return { header: bytes.slice(0, FILE_HEADER_BYTES), linkType: view.getUint32(20, true), records };
};

/** Puts a pcap file together. */
export const writePcap = ({ header, records }: Pick<PcapFile, 'header' | 'records'>): Uint8Array =>
  Buffer.concat([
    header,
    ...records.flatMap(({ seconds, micros, wireLengthBytes, bytes }) => [
      words([seconds, micros, bytes.length, wireLengthBytes]),
      bytes,
    ]),
  ]);

/** The same packets as pcapng: a section, an interface of microseconds, and enhanced packet blocks. */
export const writePcapng = ({ linkType, records }: PcapFile): Uint8Array =>
  Buffer.concat([
    words([0x0a0d0d0a, 28, 0x1a2b3c4d, 0x00000001, 0xffffffff, 0xffffffff, 28]),
    words([1, 20, linkType, 0, 20]),
    ...records.map(({ seconds, micros, wireLengthBytes, bytes }) => {
      const time = BigInt(seconds) * 1_000_000n + BigInt(micros);
      const padded = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
      const length = 32 + padded.length;
      const [high, low] = [Number(time >> 32n), Number(time & 0xffffffffn)];
      return Buffer.concat([
        words([6, length, 0, high, low, bytes.length, wireLengthBytes]),
        padded,
        words([length]),
      ]);
    }),
  ]);

const words = (values: readonly number[]): Uint8Array => {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeUInt32LE(value, index * 4));
  return bytes;
};

/** As `editcap -s` does it: no packet longer than so many bytes. */
export const snapped = (file: PcapFile, length: number): PcapFile => ({
  ...file,
  records: file.records.map((record) => ({ ...record, bytes: record.bytes.slice(0, length) })),
});

/** Other MAC and IP addresses of the same kinds in Ethernet frames, and another epoch. */
export const disguised = (file: PcapFile): PcapFile => ({
  ...file,
  records: file.records.map((record) => {
    const micros = record.micros + 250_000;
    return {
      ...record,
      seconds: record.seconds + 106_617_600 + Math.floor(micros / 1e6),
      micros: micros % 1e6,
      bytes: withOtherAddresses(record.bytes),
    };
  }),
});

const withOtherAddresses = (original: Uint8Array): Uint8Array => {
  const bytes = Uint8Array.from(original);
  for (const mac of [0, 6])
    if ((bytes[mac] & 1) === 0) for (let at = mac + 3; at < mac + 6; at += 1) bytes[at] ^= 0x5a;
  const etherType = bytes[12] * 256 + bytes[13];
  if (etherType === 0x0800) for (const ip of [26, 30]) disguiseIpv4(bytes, ip);
  if (etherType === 0x86dd) for (const ip of [22, 38]) disguiseIpv6(bytes, ip);
  return bytes;
};

/** Changes the host within its /16, leaving groups, 0.0.0.0 and 255.255.255.255 alone. */
const disguiseIpv4 = (bytes: Uint8Array, at: number): void => {
  const isNobody = bytes.subarray(at, at + 4).every((byte) => byte === 0);
  if (isNobody || bytes[at] >= 224) return;
  bytes[at + 2] ^= 0x15;
  bytes[at + 3] ^= 0x2a;
};

/** Changes the end of an address of a single host. */
const disguiseIpv6 = (bytes: Uint8Array, at: number): void => {
  const address = bytes.subarray(at, at + 16);
  if (address[0] === 0xff || address.every((byte) => byte === 0)) return;
  address[14] ^= 0x33;
  address[13] ^= 0x44;
};
