import type { Stats } from 'node:fs';
import { type FileHandle, open, rm, stat } from 'node:fs/promises';
import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';
import { unwritable } from '../files.ts';

/** Begins a journal; raised where its records change. */
const MAGIC = Buffer.from('NMLJRNL1');

/** Magic, and the number of the process that wrote last. */
const HEADER_BYTES = MAGIC.length + 4;

/** Length of a record and CRC-32 of it (ISO 3309), in front of it. */
const FRAME_BYTES = 8;

/** Records that follow one another faster are written together, and so many at most: a short run is done before any is. */
const WAITING_MS = 250;
const MOST_WAITING = 32;

/** A larger record is not written: it is cheaper to read such a capture again than to keep it twice. */
const MOST_BYTES = 2 ** 30;

/** Where a record lies in the file. */
export interface RecordPlace {
  readonly offset: number;
  readonly bytes: number;
}

/** Records appended to a file, each whole or not at all. Values are those that structured cloning takes. */
export interface JournalFile {
  /** The record at a place; `undefined` where it is damaged. */
  read(place: RecordPlace): Promise<unknown>;
  /** Appends a record, unless it is too large to keep: at once, or a quarter of a second later where many come. */
  append(record: unknown): Promise<void>;
  /** Writes what is still to be written, closes the file and leaves it there. */
  close(): Promise<void>;
  /** Closes the file and deletes it. */
  remove(): Promise<void>;
}

/** A journal, and what was found in it. */
export interface OpenedJournal {
  readonly file: JournalFile;
  /** The process that wrote the records found; `undefined` where there was no journal. */
  readonly writtenBy: number | undefined;
}

/**
 * Opens a journal, or begins one; `isKept` is asked of every whole record whether it is of use. Where none is, and where
 * it is to be `fresh`, the journal begins anew. What stands behind the last whole record is cut off.
 *
 * @throws PipelineError PIPELINE_UNWRITABLE.
 */
export const openJournalFile = async (
  path: string,
  fresh: boolean,
  isKept: (record: unknown, place: RecordPlace) => boolean,
): Promise<OpenedJournal> => {
  try {
    const file = await open(path, (await isFile(path)) ? 'r+' : 'w+');
    const writtenBy = await writerOf(file);
    let end = HEADER_BYTES;
    let kept = 0;
    for await (const [record, place] of fresh || writtenBy === undefined ? [] : recordsOf(file)) {
      if (isKept(record, place)) kept += 1;
      end = place.offset + place.bytes;
    }
    if (kept === 0) end = HEADER_BYTES;
    const header = Buffer.concat([MAGIC, word(process.pid)]);
    await writeAll(file, header, 0);
    await file.truncate(end);
    return { file: journalAt({ path, file, end }), writtenBy };
  } catch (cause) {
    throw unwritable(path, cause);
  }
};

const isFile = async (path: string): Promise<boolean> => (await statOf(path))?.isFile() === true;

/** What the file system says of a path; `undefined` where there is nothing to be looked at. */
export const statOf = async (path: string): Promise<Stats | undefined> => {
  try {
    return await stat(path);
  } catch {
    return undefined;
  }
};

const writerOf = async (file: FileHandle): Promise<number | undefined> => {
  const header = await readAll(file, { offset: 0, bytes: HEADER_BYTES });
  return header?.subarray(0, MAGIC.length).equals(MAGIC) === true
    ? header.readUInt32LE(MAGIC.length)
    : undefined;
};

async function* recordsOf(file: FileHandle): AsyncGenerator<[record: unknown, place: RecordPlace]> {
  let offset = HEADER_BYTES;
  for (;;) {
    const frame = await readAll(file, { offset, bytes: FRAME_BYTES });
    if (frame === undefined) return;
    const place = { offset, bytes: FRAME_BYTES + frame.readUInt32LE(0) };
    if (place.bytes > MOST_BYTES) return;
    const record = await readRecord(file, place);
    if (record === undefined) return;
    yield [record, place];
    offset += place.bytes;
  }
}

const readRecord = async (file: FileHandle, place: RecordPlace): Promise<unknown> => {
  const framed = await readAll(file, place);
  if (framed === undefined) return undefined;
  const bytes = framed.subarray(FRAME_BYTES);
  return crc32(bytes) === framed.readUInt32LE(4) ? deserialize(bytes) : undefined;
};

/** So many bytes; `undefined` where the file has fewer. */
const readAll = async (file: FileHandle, { offset, bytes }: RecordPlace): Promise<Buffer | undefined> => {
  const buffer = Buffer.alloc(bytes);
  let filled = 0;
  while (filled < bytes) {
    const { bytesRead } = await file.read(buffer, filled, bytes - filled, offset + filled);
    if (bytesRead === 0) return undefined;
    filled += bytesRead;
  }
  return buffer;
};

const writeAll = async (file: FileHandle, bytes: Buffer, offset: number): Promise<void> => {
  let written = 0;
  while (written < bytes.length) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written, offset + written);
    written += bytesWritten;
  }
};

const word = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

const journalAt = ({ path, file, end }: { path: string; file: FileHandle; end: number }): JournalFile => {
  const write = async (records: readonly unknown[], offset: number): Promise<number> => {
    const framed = Buffer.concat(records.flatMap(framesOf));
    try {
      await writeAll(file, framed, offset);
    } catch (cause) {
      throw unwritable(path, cause);
    }
    return offset + framed.length;
  };
  let waiting: unknown[] = [];
  let timer: NodeJS.Timeout | undefined;
  let writtenMs = performance.now();
  /** Where the file ends, once all that was to be written is. */
  let ending = Promise.resolve(end);
  const writeWaiting = (): Promise<number> => {
    clearTimeout(timer);
    timer = undefined;
    writtenMs = performance.now();
    const records = waiting;
    waiting = [];
    ending = ending.then((offset) => write(records, offset));
    ending.catch(() => undefined); // whoever appends next is told, or who closes
    return ending;
  };
  return {
    read: (place) => readRecord(file, place),
    append: async (record) => {
      waiting.push(record);
      const isDue = waiting.length === MOST_WAITING || performance.now() - writtenMs >= WAITING_MS;
      if (!isDue) timer ??= setTimeout(() => void writeWaiting(), WAITING_MS);
      await (isDue ? writeWaiting() : ending);
    },
    close: async () => {
      try {
        await writeWaiting();
      } finally {
        await file.close();
      }
    },
    remove: async () => {
      clearTimeout(timer);
      await ending.catch(() => undefined); // a file that goes need not be whole
      await file.close();
      await rm(path, { force: true });
    },
  };
};

/** The bytes of a record in a file; none of one that is too large to keep. */
const framesOf = (record: unknown): readonly Buffer[] => {
  const bytes = serialize(record);
  return bytes.length > MOST_BYTES ? [] : [word(bytes.length), word(crc32(bytes)), bytes];
};
