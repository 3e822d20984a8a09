import { answer, ask, type Dialogue, type Message, overTcp } from '../flow/dialogue.ts';
import type { Random } from '../random.ts';

/** What is done on a share. */
export interface SmbUse {
  /** Bytes read from it, a file after the other. */
  readonly readBytes: number;
  readonly writeBytes: number;
  /** Folders looked through. */
  readonly listings: number;
  /** Keeps the connection open so long after the work. */
  readonly idleSeconds: number;
}

const LARGEST_TRANSFER_BYTES = 1 << 20;

/** A session with a share: negotiation, logon, tree, files (MS-SMB2, section 3); over NetBIOS now and then. */
export const smbSession =
  (use: (random: Random) => SmbUse) =>
  (random: Random, year: number): Dialogue => {
    const isFirstVersion = random.chance(year < 2008 ? 1 : year < 2015 ? 0.3 : 0.03);
    const isOverNetbios = random.chance(year < 2008 ? 0.35 : 0.03);
    const messages = isFirstVersion ? firstVersion(random, use(random)) : session(random, use(random));
    return overTcp(isOverNetbios ? 139 : 445, messages, {
      end: random.pick(['client-fin', 'client-reset', 'client-reset', 'server-reset', 'open']),
      keepAliveSeconds: random.pick([30, 60, 120]),
    });
  };

/** A few files read and written, and folders looked through. */
export const fileWork = (random: Random): SmbUse => ({
  readBytes: random.chance(0.75) ? random.around(90_000, 1.8) : 0,
  writeBytes: random.chance(0.35) ? random.around(60_000, 1.8) : 0,
  listings: random.integer(0, 12),
  idleSeconds: random.chance(0.5) ? random.around(60, 1) : 0,
});

/** A share is opened and little done with it. */
export const fileLook = (random: Random): SmbUse => ({
  readBytes: random.chance(0.3) ? random.around(1_500, 1) : 0,
  writeBytes: random.chance(0.15) ? random.around(800, 1) : 0,
  listings: random.integer(0, 4),
  idleSeconds: random.chance(0.5) ? random.around(10, 1) : 0,
});

/** One large file, to the share or from it. */
export const fileCopy = (random: Random): SmbUse => {
  const isRead = random.chance(0.6);
  const bytes = random.around(4e6, 1.2);
  return {
    readBytes: isRead ? bytes : 0,
    writeBytes: isRead ? 0 : bytes,
    listings: random.integer(0, 3),
    idleSeconds: random.around(4, 1),
  };
};

/** Group policy files: small ones in many folders of the system volume. */
export const policyFetch = (random: Random): SmbUse => ({
  readBytes: random.around(3_000, 0.8),
  writeBytes: 0,
  listings: random.integer(2, 14),
  idleSeconds: random.around(12, 0.5),
});

function* session(random: Random, use: SmbUse): Generator<Message> {
  if (random.chance(0.4)) {
    yield ask(random.pick([73, 159, 137]));
    yield answer(random.integer(200, 260));
  }
  yield ask(random.integer(170, 300));
  yield answer(random.integer(206, 460));
  yield* logon(random);
  yield ask(random.integer(104, 180));
  yield answer(84);
  if (random.chance(0.6)) {
    yield ask(random.integer(110, 190));
    yield answer(random.integer(140, 500));
  }
  for (let i = 0; i < use.listings; i += 1) yield* listing(random);
  yield* transfer(random, use.readBytes, true);
  yield* transfer(random, use.writeBytes, false);
  if (use.idleSeconds > 0) yield ask(72, use.idleSeconds * 1000);
  else yield ask(72, 10);
  yield answer(random.pick([72, 76]), 1);
}

/** Version 1 of the protocol: small messages, blocks of at most 60 KiB (MS-CIFS, MS-SMB). */
function* firstVersion(random: Random, use: SmbUse): Generator<Message> {
  yield ask(random.pick([72, 137, 159]));
  yield answer(random.integer(89, 210));
  yield ask(random.integer(140, 260));
  yield answer(random.integer(220, 400));
  yield ask(random.integer(230, 430));
  yield answer(random.integer(110, 240), 5);
  yield ask(random.integer(76, 110));
  yield answer(random.integer(50, 64));
  for (let i = use.listings * 2; i > 0; i -= 1) {
    yield ask(random.integer(76, 180), random.around(12, 1.2));
    yield answer(random.chance(0.15) ? random.around(1_500, 0.8) : random.integer(39, 172), 1);
  }
  const block = random.pick([4_096, 16_384, 32_768, 61_440]);
  for (const [bytes, isRead] of [
    [use.readBytes, true],
    [use.writeBytes, false],
  ] as const) {
    for (let left = bytes; left >= 1; left -= block) {
      const part = Math.min(block, left);
      yield ask(isRead ? 63 : 68 + part, 0.5);
      yield answer(isRead ? 64 + part : 51, random.around(0.8, 0.6));
    }
  }
  yield ask(random.pick([39, 45]), use.idleSeconds * 1000 + 10);
  yield answer(39, 1);
}

/** By ticket in one step, by challenge and response in two. */
function* logon(random: Random): Generator<Message> {
  if (random.chance(0.6)) {
    yield ask(random.integer(1_600, 3_400));
    yield answer(random.integer(250, 340), 4);
    return;
  }
  yield ask(random.integer(166, 240));
  yield answer(random.integer(300, 420));
  yield ask(random.integer(500, 760));
  yield answer(random.integer(76, 160), 5);
}

function* listing(random: Random): Generator<Message> {
  yield ask(random.integer(180, 420), random.around(12, 1.2));
  yield answer(random.integer(156, 300), 1);
  if (random.chance(0.7)) {
    yield ask(random.integer(102, 206));
    yield answer(random.around(700, 1), 1);
  }
  yield ask(92);
  yield answer(128, 1);
}

function* transfer(random: Random, bytes: number, isRead: boolean): Generator<Message> {
  if (bytes < 1) return;
  yield ask(random.integer(250, 420), 5);
  yield answer(random.integer(156, 320), 1);
  const block = random.pick([4_096, 32_768, 61_440, 65_536, 262_144, LARGEST_TRANSFER_BYTES]);
  for (let left = bytes; left > 0; left -= block) {
    const part = Math.min(block, left);
    yield ask(isRead ? 117 : 116 + part, 0.4);
    yield answer(isRead ? 84 + part : 84, random.around(0.8, 0.6));
  }
  yield ask(92);
  yield answer(128, 1);
}
