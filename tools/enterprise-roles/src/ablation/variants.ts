/** Training sites of which some kinds of variety are held still. */
export interface Variant {
  readonly name: string;
  /** Kinds as the simulator names them. */
  readonly without: readonly string[];
}

const KINDS = {
  systems: 'one operating system a role',
  views: 'full captures of one length, at work',
  vantages: 'one vantage point',
  noise: 'no noise',
  'side-roles': 'no second roles',
  links: 'one link',
} as const;

/** Everything varies; then each kind of variety is held still in turn; then all of them. */
export const VARIANTS: readonly Variant[] = [
  { name: 'everything varies', without: [] },
  ...Object.entries(KINDS).map(([kind, name]) => ({ name, without: [kind] })),
  { name: 'all of these', without: Object.keys(KINDS) },
];
