import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findQuote, firstDifference, paragraphsOf } from '../../src/facts/quote.ts';
import { DATA } from '../facts/folder.ts';

const folder = `${DATA}/sources`;
const sources = readdirSync(folder).map((file) => readFileSync(`${folder}/${file}`, 'utf8'));

/** Few letters, so that words recur, and everything that folding affects. */
const UNITS = [
  ...['a', 'b', 'ab', 'B', '1', '.', '😀', '\ud83d', 'e\u0301', '\u200b', '\u0000', '<'],
  ...[' ', '  ', '\t', '\u00a0', '\u2028', '\ufeff', "'", '’', '‘', '"', '“', '”', '-', '–', '—'],
];
const line = fc.array(fc.constantFrom(...UNITS), { maxLength: 30 }).map((units) => units.join(''));
const text = fc.oneof(
  fc
    .array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\n\n', '\r')), { minLength: 1, maxLength: 6 })
    .map((lines) => lines.flat().join('')),
  fc.constantFrom(...sources),
);

/** A text and a passage of one of its paragraphs. */
const cut = text.chain((whole) => {
  const paragraphs = paragraphsOf(whole);
  return paragraphs.length === 0
    ? fc.constant(null)
    : fc
        .tuple(fc.constantFrom(...paragraphs), fc.nat(), fc.nat())
        .map(([{ number, start, end }, from, length]) => {
          const at = start + (from % (end - start));
          return { whole, number, at, words: whole.slice(at, at + 1 + (length % (end - at))) };
        });
});

describe('finding a quote', () => {
  it('finds any passage of a paragraph where it was cut from', () => {
    fc.assert(
      fc.property(cut, (made) => {
        if (made === null || made.words.trim() === '') return;
        const { whole, number, at, words } = made;
        const start = at + words.length - words.trimStart().length;
        const expected = { paragraph: number, start, end: start + words.trim().length };
        for (const written of [words, typed(words), ` ${words}\u00a0`])
          expect(findQuote(whole, written)).toContainEqual(expected);
      }),
      { numRuns: 700 },
    );
  });

  it('finds only passages of the paragraph named that equal the quote after folding', () => {
    fc.assert(
      fc.property(text, line, (whole, quote) => {
        const found = findQuote(whole, quote);
        for (const { paragraph, start, end } of found) {
          const home = paragraphsOf(whole).find(({ number }) => number === paragraph);
          expect(home && home.start <= start && end <= home.end).toBe(true);
          expect(plain(whole.slice(start, end))).toBe(plain(quote));
        }
        const stands = whole
          .split(/[\r\n]+/)
          .some((paragraph) => plain(quote) !== '' && plain(paragraph).includes(plain(quote)));
        expect(found.length > 0).toBe(stands);
      }),
      { numRuns: 700 },
    );
  });

  it('finds nothing once a letter is replaced by one the text lacks', () => {
    fc.assert(
      fc.property(cut, fc.nat(), fc.constantFrom('Ж', '\u0416\u0301', 'ж '), (made, where, letter) => {
        if (made === null) return;
        const { whole, words } = made;
        const at = where % words.length;
        const spoilt = words.slice(0, at) + letter + words.slice(at + 1);
        expect(findQuote(whole, spoilt)).toEqual([]);
        const difference = firstDifference(whole, spoilt);
        if (difference) expect(paragraphsOf(whole)[difference.paragraph - 1]).toBeDefined();
      }),
      { numRuns: 500 },
    );
  });
});

// --- internal ---

/** An independent implementation of folding. */
function plain(words: string): string {
  return words.replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/[–—]/g, '-').replace(/\s+/g, ' ').trim();
}

/** As a person would type it. */
function typed(words: string): string {
  return words.replaceAll('’', "'").replaceAll('“', '"').replaceAll('—', '-').replace(/\s+/g, '  ');
}
