import type { Host } from '../host/host.ts';
import type { Random } from '../random.ts';
import type { Vantage } from '../wire/packet.ts';
import type { Dialogue } from './dialogue.ts';

/** The way packets take: where they are seen, and how often one gets lost. */
export interface Path {
  readonly vantage: Vantage;
  /** Share of messages whose last segment has to be sent again. */
  readonly lossRate: number;
  /** Slowest link on the way. */
  readonly bitsPerMicro: number;
  /** Segments a network card hands over as one where it captures on the host (offload); 1 elsewhere. */
  readonly offloadSegments: number;
}

/** A dialogue between two hosts. */
export interface Conversation {
  readonly path: Path;
  readonly random: Random;
  readonly client: Host;
  readonly server: Host;
  readonly version: 4 | 6;
  readonly startMicros: number;
  readonly dialogue: Dialogue;
}
