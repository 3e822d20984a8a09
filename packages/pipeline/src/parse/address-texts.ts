import { formatIp, formatMac } from '@networkml/pcap-reader';

/** Addresses kept; the few that most packets of a capture carry. */
const SLOTS = 4096;

/** Writes MAC and IP addresses, remembering those met lately: formatting one costs more than the rest of its row. */
export interface AddressTexts {
  /** 48 bits as `00:11:22:aa:bb:cc`. */
  mac(mac: number): string;
  /** The address of that row of a column of four words a row; empty for version 0. */
  ip(version: number, words: Uint32Array, row: number): string;
}

/** A memory of its own for one table. */
export const createAddressTexts = (): AddressTexts => {
  const macs = new Float64Array(SLOTS).fill(-1);
  const macTexts = new Array<string>(SLOTS).fill('');
  const versions = new Uint8Array(SLOTS);
  const ips = new Uint32Array(SLOTS * 4);
  const ipTexts = new Array<string>(SLOTS).fill('');
  return {
    mac: (mac) => {
      const slot = Math.imul(mac | 0, 0x9e3779b1) >>> 20;
      if (macs[slot] !== mac) {
        macs[slot] = mac;
        macTexts[slot] = formatMac(mac);
      }
      return macTexts[slot];
    },
    ip: (version, words, row) => {
      if (version === 0) return '';
      const at = row * 4;
      const slot = Math.imul(words[at] ^ words[at + 1] ^ words[at + 2] ^ words[at + 3], 0x9e3779b1) >>> 20;
      const kept = slot * 4;
      if (
        versions[slot] !== version ||
        ips[kept + 3] !== words[at + 3] ||
        ips[kept + 2] !== words[at + 2] ||
        ips[kept + 1] !== words[at + 1] ||
        ips[kept] !== words[at]
      ) {
        versions[slot] = version;
        ips.set(words.subarray(at, at + 4), kept);
        ipTexts[slot] = formatIp(version, words, row) ?? '';
      }
      return ipTexts[slot];
    },
  };
};
