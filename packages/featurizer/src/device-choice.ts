/** The ways to choose the devices that get a row, in the order in which they are listed to people. */
export const DEVICE_CHOICES = ['auto', 'mac', 'ip', 'canonical'] as const;

/**
 * Which devices of a capture get a row: `auto` every station by MAC address, and hosts by IP address where a packet has
 * no MAC address; `mac` stations only; `ip` hosts by outer IP address, whatever the link, as behind a router; `canonical`
 * the single one NetworkML takes the capture to be of.
 */
export type DeviceChoice = (typeof DEVICE_CHOICES)[number];

/** What people may write for a choice of devices: its own name, or `all` for `auto`. */
export const DEVICE_WORDS = ['auto', 'mac', 'ip', 'canonical', 'all'] as const;

/** One of `DEVICE_WORDS`. */
export type DeviceWord = (typeof DEVICE_WORDS)[number];

/** The choice of devices that a word stands for. */
export const deviceChoiceOf = (word: DeviceWord): DeviceChoice => (word === 'all' ? 'auto' : word);
