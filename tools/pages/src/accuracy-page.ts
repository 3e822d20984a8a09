import { fileURLToPath } from 'node:url';

/** The document that keeps how good models are. */
export const ACCURACY_PAGE: string = fileURLToPath(new URL('../../../docs/accuracy.md', import.meta.url));
