import type { DamageCode } from '@networkml/pcap-reader';
import type { CellDifference } from '../difference.ts';
import { type OracleField, fieldIndex } from '../oracle.ts';

/** tshark's cell of a field in the packet of a difference. */
export const theirField = ({ cells }: CellDifference, field: OracleField): string => cells[fieldIndex(field)];

/** Whether the packet was seen to carry a header: one of the bits of `Protocol`. */
export const carries = ({ batch, row }: CellDifference, bits: number): boolean =>
  (batch.protocols[row] & bits) !== 0;

/** Whether the packet is damaged in one of these ways. */
export const damagedBy = ({ batch, row }: CellDifference, ...codes: readonly DamageCode[]): boolean =>
  codes.some((code) => batch.damage[row] === code);

/** Whether tshark tells the cell and we do not. */
export const onlyTheirs = ({ ours, theirs }: CellDifference): boolean => ours === '' && theirs !== '';

/** Whether we tell the cell and tshark does not. */
export const onlyOurs = ({ ours, theirs }: CellDifference): boolean => ours !== '' && theirs === '';
