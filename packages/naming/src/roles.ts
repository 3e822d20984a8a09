/** The roles of NetworkML 0.6 as training labels spell them, each with its name for people. */
export const ROLE_LABELS = {
  ActiveDirectoryController: 'Active Directory controller',
  AdminServer: 'Administrator server',
  AdminWorkstation: 'Administrator workstation',
  BusinessWorkstation: 'Business workstation',
  ConfluenceServer: 'Confluence server',
  DevWorkstation: 'Developer workstation',
  DistrFileShare: 'Distributed file share',
  ExchangeServer: 'Exchange server',
  GPULaptop: 'GPU laptop',
  GithubRepo: 'GitHub server',
  PKIServer: 'PKI server',
  Printer: 'Printer',
} as const;

const LABELS: ReadonlyMap<string, string> = new Map(Object.entries(ROLE_LABELS));

/** The name of a role for people; a role not in `ROLE_LABELS` unchanged, so that `iKettle2` stays a brand. */
export function roleLabel(role: string): string {
  return LABELS.get(role) ?? role;
}
