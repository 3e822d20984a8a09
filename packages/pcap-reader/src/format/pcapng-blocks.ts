import { type CaptureInfo, SKIPPED_BLOCKS, type SkippedBlock } from '../capture-info.ts';

/** Block types that are read; draft-ietf-opsawg-pcapng, section 4. */
export const BlockType = {
  InterfaceDescription: 1,
  OldPacket: 2,
  SimplePacket: 3,
  InterfaceStatistics: 5,
  EnhancedPacket: 6,
  SectionHeader: 0x0a0d0d0a,
} as const;

/** Block types that are known and passed over. The two of custom blocks say whether they may be copied. */
const SKIPPED: ReadonlyMap<number, SkippedBlock> = new Map<number, SkippedBlock>([
  [4, 'nameResolution'],
  [BlockType.InterfaceStatistics, 'interfaceStatistics'],
  [9, 'systemdJournal'],
  [10, 'decryptionSecrets'],
  [0x0000_0bad, 'custom'],
  [0x4000_0bad, 'custom'],
]);

/** Counts a block that holds no packet. */
export const noteSkipped = (type: number, info: CaptureInfo): void => {
  info.skippedBlocks += 1;
  info.skippedByKind[SKIPPED_BLOCKS.indexOf(SKIPPED.get(type) ?? 'other')] += 1;
};
