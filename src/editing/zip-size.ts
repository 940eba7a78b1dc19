import { inflateRawSync } from 'node:zlib';
import { DocumentRefusal } from './document.ts';

/**
 * Names of the files in a zip archive, after proving that all of them together unpack to no more than `limit` bytes. The
 * sizes that an archive states of itself may be false, and several entries may share the same bytes, so each is unpacked
 * and counted; no more than the limit is ever in memory.
 * @throws DocumentRefusal for one that unpacks to more, is damaged or is encrypted
 */
export function zipEntries(bytes: Uint8Array, limit: number): string[] {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const names: string[] = [];
  let left = limit;
  for (const { name, method, start, size } of directoryOf(zip)) {
    names.push(name);
    const packed = zip.subarray(start, start + size);
    if (method === STORED) left -= packed.length;
    else if (method === DEFLATED) left -= unpackedSize(packed, left);
    else throw new DocumentRefusal('it is packed in a way that is not read here; save it again as DOCX');
    if (left < 0) throw tooLarge();
  }
  return names;
}

// --- internal ---

const STORED = 0;
const DEFLATED = 8;
const ENTRY = 0x02014b50;
const END = 0x06054b50;
/** Bytes of the record at an archive's end, and of each entry before its name. */
const END_SIZE = 22;
const ENTRY_SIZE = 46;
const LOCAL_SIZE = 30;
const MAX_COMMENT = 0xffff;
const MAX_ENTRIES = 5000;

interface Entry {
  name: string;
  method: number;
  start: number;
  size: number;
}

function* directoryOf(zip: Buffer): Generator<Entry> {
  try {
    let end = zip.length - END_SIZE;
    const first = Math.max(0, end - MAX_COMMENT);
    while (end >= first && zip.readUInt32LE(end) !== END) end--;
    if (end < first) throw damaged();
    const count = zip.readUInt16LE(end + 10);
    if (count > MAX_ENTRIES) throw tooLarge();
    let at = zip.readUInt32LE(end + 16);
    for (let entry = 0; entry < count; entry++) {
      if (zip.readUInt32LE(at) !== ENTRY) throw damaged();
      if ((zip.readUInt16LE(at + 8) & 1) === 1)
        throw new DocumentRefusal('it is encrypted; save a copy without a password and add that');
      const nameSize = zip.readUInt16LE(at + 28);
      const local = zip.readUInt32LE(at + 42);
      yield {
        name: zip.toString('utf8', at + ENTRY_SIZE, at + ENTRY_SIZE + nameSize),
        method: zip.readUInt16LE(at + 10),
        start: local + LOCAL_SIZE + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28),
        size: zip.readUInt32LE(at + 20),
      };
      at += ENTRY_SIZE + nameSize + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    }
  } catch (error) {
    throw error instanceof RangeError ? damaged() : error;
  }
}

function unpackedSize(packed: Buffer, limit: number): number {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, limit) }).length;
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge() : damaged();
  }
}

function tooLarge(): DocumentRefusal {
  return new DocumentRefusal('it unpacks to far more than a document holds (a zip bomb?); it was not opened');
}

function damaged(): DocumentRefusal {
  return new DocumentRefusal('its archive is damaged; save it again as DOCX');
}
