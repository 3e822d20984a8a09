/** Bits of the 16-bit word of IPv4 flags and fragment offset that are called ip_flags: from `shift` up, by `mask`. */
export interface IpFlagsReading {
  readonly shift: number;
  readonly mask: number;
}

/** Whose reading of ip.flags to follow: tshark 4 gives three bits, tshark 3 the whole word with the fragment offset. */
export type IpFlags = 'tshark4' | 'tshark3';

/** The bits of ip.flags as each version of tshark gives them. */
export const IP_FLAGS_READINGS: Readonly<Record<IpFlags, IpFlagsReading>> = {
  tshark4: { shift: 13, mask: 0x7 },
  tshark3: { shift: 0, mask: 0x1ff },
};
