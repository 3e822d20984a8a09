import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));

/** Where the captures and tshark's tables lie, which are not part of the repository. */
export const CAPTURES: string = join(
  process.env.NETWORKML_SHARED ?? join(REPOSITORY, '../shared'),
  'captures',
);

/** Whether they are at hand. */
export const HAS_CAPTURES: boolean = existsSync(join(CAPTURES, 'oracle/status.tsv'));

/** The page that the tool writes. */
export const PAGE: string = join(REPOSITORY, 'docs/conformance.md');
