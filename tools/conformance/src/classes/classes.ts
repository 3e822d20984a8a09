import type { DifferenceClass } from '../difference.ts';
import { HEADER_CLASSES } from './header-classes.ts';
import { LINK_CLASSES } from './link-classes.ts';
import { RECORD_CLASSES } from './record-classes.ts';

/** Every reason for which a cell may differ. The first class that a difference falls in explains it. */
export const CLASSES: readonly DifferenceClass[] = [...RECORD_CLASSES, ...LINK_CLASSES, ...HEADER_CLASSES];
