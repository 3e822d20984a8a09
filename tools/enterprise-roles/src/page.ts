import { fileURLToPath } from 'node:url';

/** The document that keeps what was measured. */
export const PAGE: string = fileURLToPath(new URL('../../../docs/accuracy.md', import.meta.url));
