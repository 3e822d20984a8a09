/** How bad a finding is: training fails or deceives, it may deceive, or it is good to know. */
export const SEVERITIES = ['error', 'warning', 'note'] as const;

/** One of `SEVERITIES`. */
export type Severity = (typeof SEVERITIES)[number];

/** Everything that `checkDataset` looks for: how bad it is, and what to do about it. */
export const FINDINGS = {
  unreadable: { severity: 'error', advice: 'repair the file or leave it out' },
  'cut-short': {
    severity: 'error',
    advice: 'write what can be read to a new file (editcap does), or leave it out',
  },
  empty: { severity: 'error', advice: 'leave it out' },
  'no-label': { severity: 'error', advice: 'rename it, or say --labels directory or --manifest' },
  'no-device': {
    severity: 'error',
    advice: 'correct the MAC address of the label, or leave the capture out',
  },
  copies: {
    severity: 'error',
    advice: 'keep one of them; else one is learned from and another one judges what was learned',
  },
  'two-roles': {
    severity: 'error',
    advice:
      'correct the labels, or name the device they mean (column mac): a device has one role; of several behind one MAC address keep one',
  },
  'split-leak': { severity: 'error', advice: 'put all of it on one side of the split' },
  'one-role': { severity: 'error', advice: 'add captures of at least one other role' },
  'too-few-rows': {
    severity: 'error',
    advice: 'add captures of other devices of this role, or leave it out',
  },
  'few-rows': { severity: 'warning', advice: 'add captures of other devices of this role' },
  'one-device': {
    severity: 'warning',
    advice:
      'add a second device; else a model learns this device, not the role, and no fold can tell the difference',
  },
  'one-group': { severity: 'warning', advice: 'add captures of this role from another group' },
  imbalance: {
    severity: 'warning',
    advice: 'add captures of the rare role, and look at macro figures, not at accuracy',
  },
  'torn-device': {
    severity: 'warning',
    advice: 'give all captures of a device one group, or train with --group-by device',
  },
  'cut-in-two': { severity: 'warning', advice: 'join them (mergecap does), or give them one group' },
  overlap: { severity: 'warning', advice: 'keep one of them, or give them one group' },
  'told-by': {
    severity: 'warning',
    advice: 'mix it across roles when capturing; till then figures may show how captures were made',
  },
  'roles-alike': { severity: 'warning', advice: 'if it is one role, spell it one way or use --role-map' },
  'role-not-known': { severity: 'warning', advice: 'check the spelling, or rename it with --role-map' },
  'name-and-label': { severity: 'warning', advice: 'rename the capture or correct the label' },
  'not-in-manifest': { severity: 'warning', advice: 'add a line for it, or move it away' },
  'few-packets': { severity: 'warning', advice: 'capture longer, or leave it out' },
  'sent-nothing': { severity: 'warning', advice: 'check the MAC address, or leave it out' },
  damaged: { severity: 'warning', advice: 'look at it with networkml info, and capture it anew if you can' },
  'packets-lost': { severity: 'warning', advice: 'capture with a larger buffer, or cut behind the headers' },
  'no-times': { severity: 'warning', advice: 'capture it anew: features of time mean nothing' },
  'headers-cut': { severity: 'warning', advice: 'capture at least 128 bytes of every packet' },
  'mixed-link-types': {
    severity: 'warning',
    advice: 'see that every role has each of them, or train on those of one link type',
  },
  'other-roles': { severity: 'note', advice: 'nothing, if these are the roles you mean' },
  'tells-address': { severity: 'note', advice: 'nothing for features that read no address, as ours do' },
  name: { severity: 'note', advice: 'rename it by docs/naming-convention.md, or label it by a manifest' },
  'labelled-unknown': { severity: 'note', advice: 'nothing: such captures are not learned from' },
  'name-duration': { severity: 'note', advice: 'rename it, so that its name says how long it is' },
  short: { severity: 'note', advice: 'nothing, if devices are to be told from captures as short' },
  router: { severity: 'note', advice: 'check that the label means the router, not a host behind it' },
  backwards: { severity: 'note', advice: 'sort it by time (reordercap does)' },
  'mixed-snap-lengths': {
    severity: 'note',
    advice: 'nothing: features use lengths on the wire',
  },
} as const;

/** A key of `FINDINGS`. */
export type FindingName = keyof typeof FINDINGS;

/** Something about a dataset that its owner should know before training. */
export interface Finding {
  readonly severity: Severity;
  readonly finding: FindingName;
  /** The captures it is about; none where it is about a role or the whole. */
  readonly captures: readonly string[];
  /** The roles it is about. */
  readonly roles: readonly string[];
  /** What was found, a sentence. */
  readonly message: string;
  /** What to do next. */
  readonly advice: string;
}

/** What of a finding is not the same for all of its name. */
export interface FindingDetails {
  readonly message: string;
  readonly captures?: readonly string[];
  readonly roles?: readonly string[];
}

/** A finding with the severity and the advice of its name. */
export const findingOf = (
  finding: FindingName,
  { message, captures = [], roles = [] }: FindingDetails,
): Finding => {
  const { severity, advice } = FINDINGS[finding];
  return { severity, finding, captures, roles, message, advice };
};
