import { type RowIdentity } from './row-identity.ts';

/** Reasons to trust what is computed from a row less: a word for files, and a sentence for people. */
export const ROW_WARNINGS = {
  short: 'The device was observed for less than 15 minutes.',
  'few-packets': 'The device sent and received fewer than 20 packets.',
  'sent-nothing': 'The device sent nothing.',
  router: 'Three hosts or more sent from this MAC address: it may be a router that hides them.',
} as const;

/** One of the words of `ROW_WARNINGS`. */
export type RowWarning = keyof typeof ROW_WARNINGS;

const SHORT_SECONDS = 15 * 60;
const FEW_PACKETS = 20;
const HOSTS_OF_ROUTER = 3;

/** What of a row an assessment looks at. */
type Observed = Pick<RowIdentity, 'mac' | 'firstSeen' | 'lastSeen' | 'packets' | 'packetsOut' | 'hosts'>;

/** The warnings that a row deserves, in the order of `ROW_WARNINGS`; what is not known (NaN) gives none. */
export const warningsOf = (identity: Observed): readonly RowWarning[] => {
  const warnings: RowWarning[] = [];
  if (identity.lastSeen - identity.firstSeen < SHORT_SECONDS) warnings.push('short');
  if (identity.packets < FEW_PACKETS) warnings.push('few-packets');
  if (identity.packetsOut === 0) warnings.push('sent-nothing');
  if (identity.mac !== undefined && identity.hosts >= HOSTS_OF_ROUTER) warnings.push('router');
  return warnings;
};
