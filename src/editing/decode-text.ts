/** Text from bytes, and in which encoding; `isGuess` when nothing in the file says so. */
export interface DecodedText {
  text: string;
  encoding: string;
  isGuess: boolean;
}

/**
 * Decodes by byte order mark, then by what the page says of itself, then as UTF-8. What is not UTF-8 is read as
 * Windows-1252, which most old files of the West are in and which no sequence of bytes contradicts.
 * @param declared the charset of the `content-type`
 * @returns null for bytes that are no text
 */
export function decodeText(bytes: Uint8Array, declared: string | null): DecodedText | null {
  const decoded =
    byMark(bytes) ?? byZeros(bytes) ?? byName(bytes, declared ?? metaCharset(bytes)) ?? guess(bytes);
  // Printed manuals make letters bold by typing them twice.
  const text = decoded.text.replace(/.[\b]/gu, '');
  return isText(text) ? { ...decoded, text } : null;
}

// --- internal ---

function byMark(bytes: Uint8Array): DecodedText | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return decode(bytes, 'utf-8');
  if (a === 0xff && b === 0xfe) return decode(bytes, 'utf-16le');
  if (a === 0xfe && b === 0xff) return decode(bytes, 'utf-16be');
  return null;
}

/** UTF-16 without a mark: in Western text nearly every other byte is zero. */
function byZeros(bytes: Uint8Array): DecodedText | null {
  const sample = bytes.subarray(0, SAMPLE - (SAMPLE % 2));
  const zeros = [0, 0];
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] as number) + 1;
  const [even = 0, odd = 0] = zeros.map((count) => count / Math.max(1, sample.length / 2));
  if (odd > MOST && even < FEW) return { ...decode(bytes, 'utf-16le'), isGuess: true };
  if (even > MOST && odd < FEW) return { ...decode(bytes, 'utf-16be'), isGuess: true };
  return null;
}

function byName(bytes: Uint8Array, name: string | null): DecodedText | null {
  if (name === null) return null;
  try {
    return decode(bytes, name);
  } catch {
    // An encoding that nobody knows, or one that the bytes contradict.
    return null;
  }
}

function guess(bytes: Uint8Array): DecodedText {
  return byName(bytes, 'utf-8') ?? { ...decode(bytes, 'windows-1252'), isGuess: true };
}

function decode(bytes: Uint8Array, name: string): DecodedText {
  const decoder = new TextDecoder(name, { fatal: true });
  const { encoding } = decoder;
  const text = decoder.decode(bytes);
  // Node 20 reads Windows-1252 as Latin-1, which has controls in the place of quotation marks and dashes.
  const whole =
    encoding === 'windows-1252'
      ? text.replace(C1, (sign) => WINDOWS_1252[sign.charCodeAt(0) - 0x80] ?? sign)
      : text;
  return { text: whole, encoding, isGuess: false };
}

/** `<meta charset=…>` and its older form, within the first kilobyte as the standard has it. */
function metaCharset(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, SAMPLE)).toString('latin1');
  return /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1] ?? null;
}

function isText(text: string): boolean {
  const sample = text.slice(0, SAMPLE * 4);
  const controls = sample.match(CONTROLS)?.length ?? 0;
  return controls <= sample.length * FEW;
}

/** Bytes looked at to tell an encoding. */
const SAMPLE = 1024;
/** Shares of zeros or control characters that no text has, and that UTF-16 has at least. */
const FEW = 0.02;
const MOST = 0.5;
/** Controls that no text has: all but tabs, line breaks and form feeds. */
const CONTROLS = /(?![\t\n\r\f])\p{Cc}/gu;
const C1 = /[\u0080-\u009f]/g;
/** What Windows-1252 has at 0x80 to 0x9f; a space where it has nothing. */
const WINDOWS_1252 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';
