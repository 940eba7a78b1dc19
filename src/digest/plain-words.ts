import { fold } from '../facts/fold.ts';

/**
 * The words of a command as typed on any keyboard: dashes and spaces of every kind, full-width signs, and quotation
 * marks around words make no difference, and neither do words of courtesy at either end.
 */
export function plainWords(text: string): string[] {
  const words = text
    .normalize('NFKC')
    .replace(/[\s.,;:!?¡¿]+$/u, '')
    .split(/[\s,;]+/)
    .map((word) =>
      fold(word)
        .text.normalize('NFC')
        .replace(/^'+|'+$/g, ''),
    )
    // A stray sign is no word; a dash or an ampersand may join two.
    .filter((word) => /[\p{L}\p{N}]|^[-&]$/u.test(word));
  const isMeant = (word: string) => !COURTESY.has(word.toLowerCase().replace(/[.!]+$/, ''));
  return words.slice(Math.max(0, words.findIndex(isMeant)), words.findLastIndex(isMeant) + 1);
}

// --- internal ---

const COURTESY: ReadonlySet<string> = new Set(
  'please pls plz kindly thanks thank you thx ty cheers'.split(' '),
);
