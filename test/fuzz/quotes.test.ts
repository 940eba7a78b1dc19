import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findQuote, firstDifference, paragraphsOf, quotable } from '../../src/facts/quote.ts';
import { DATA } from '../facts/folder.ts';
import { cases, runs } from './runs.ts';

const folder = `${DATA}/sources`;
const sources = readdirSync(folder).map((file) => readFileSync(`${folder}/${file}`, 'utf8'));

/** Few letters, so that words recur, and everything that folding affects. Each is one character to a reader. */
const UNITS = [
  ...[
    'a',
    'b',
    'ab',
    'B',
    '1',
    '.',
    '😀',
    '👩‍👩‍👧',
    '🇭🇹',
    'é',
    'e\u0301',
    'ệ',
    'e\u0323\u0302',
    'fi',
    'ﬁ',
    'œ',
  ],
  ...['<', '\u200b', '\u00ad', '\u2060', '\u200e', '\u0000', '\ufeff', '…', '...', '?', '½', '²', '한'],
  ...[' ', '  ', '\t', '\u00a0', '\u202f', '\u2009', '\u2028', "'", '’', '‘', '"', '“', '”', '„', '«', '»'],
  ...['′', '″', '-', '\u2010', '\u2011', '–', '—', '−'],
];
const units = fc.array(fc.constantFrom(...UNITS), { maxLength: 30 });
const line = units.map((all) => all.join(''));
const text = fc.oneof(
  fc
    .array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\n\n', '\r')), { minLength: 1, maxLength: 6 })
    .map((lines) => lines.flat().join('')),
  fc.constantFrom(...sources),
);

/** A text and a passage of whole characters of one of its paragraphs. */
const cut = text.chain((whole) => {
  const paragraphs = paragraphsOf(whole);
  return paragraphs.length === 0
    ? fc.constant(null)
    : fc
        .tuple(fc.constantFrom(...paragraphs), fc.nat(), fc.nat())
        .map(([{ number, start, end }, from, length]) => {
          const all = characters(whole.slice(start, end));
          const first = from % all.length;
          const chosen = all.slice(first, first + 1 + (length % (all.length - first)));
          const isSeen = (character: string) => plain(character) !== '';
          const shown = chosen.slice(chosen.findIndex(isSeen), chosen.findLastIndex(isSeen) + 1);
          const at = start + all.slice(0, first + Math.max(0, chosen.findIndex(isSeen))).join('').length;
          return { whole, number, at, words: chosen.join(''), shown: shown.join('') };
        });
});

describe('finding a quote', () => {
  it(`finds any passage of a paragraph where it was cut from, however its typography is typed (${cases(700)})`, () => {
    fc.assert(
      fc.property(cut, fc.infiniteStream(fc.nat(99)), (made, picks) => {
        if (made === null || made.shown === '') return;
        const { whole, number, at, words, shown } = made;
        const expected = { paragraph: number, start: at, end: at + shown.length };
        const source = quotable(whole);
        for (const written of [words, retyped(words, picks), ` ${words}\u00a0`]) {
          const found = findQuote(source, written);
          expect(found).toContainEqual(expected);
          expect(whole.slice(expected.start, expected.end)).toBe(shown);
        }
      }),
      runs(700),
    );
  });

  it(`finds only whole characters of the paragraph named that look like the quote (${cases(700)})`, () => {
    fc.assert(
      fc.property(text, line, (whole, quote) => {
        for (const { paragraph, start, end } of findQuote(quotable(whole), quote)) {
          const home = paragraphsOf(whole).find(({ number }) => number === paragraph);
          expect(home && home.start <= start && end <= home.end).toBe(true);
          const shown = whole.slice(start, end);
          expect([plain(quote), plain(quote).slice(1, -1)]).toContain(plain(shown));
          const inside = characters(whole.slice(home?.start, home?.end));
          expect(inside.join('').startsWith(shown, start - (home?.start ?? 0))).toBe(true);
          let offset = home?.start ?? 0;
          const edges = new Set([offset, ...inside.map((one) => (offset += one.length))]);
          expect(edges.has(start) && edges.has(end)).toBe(true);
        }
      }),
      runs(700),
    );
  });

  it(`finds nothing once a letter is replaced by one the text lacks (${cases(500)})`, () => {
    fc.assert(
      fc.property(cut, fc.nat(), fc.constantFrom('Ж', '\u0416\u0301', 'ж '), (made, where, letter) => {
        if (made === null) return;
        const { whole, words } = made;
        const at = where % words.length;
        const spoilt = words.slice(0, at) + letter + words.slice(at + 1);
        expect(findQuote(quotable(whole), spoilt)).toEqual([]);
        const difference = firstDifference(quotable(whole), spoilt);
        if (difference) {
          expect(whole).toContain(difference.sourceSays);
          expect(spoilt).toContain(difference.quoteSays);
        }
      }),
      runs(500),
    );
  });
});

// --- internal ---

function characters(words: string): string[] {
  return Array.from(new Intl.Segmenter('en').segment(words), ({ segment }) => segment);
}

const HIDDEN = new Set(['\u0000', '\u00ad', '\u200b', '\u200d', '\u200e', '\u2060', '\ufeff']);

/** An independent implementation of folding. */
function plain(words: string): string {
  return Array.from(words)
    .filter((sign) => !HIDDEN.has(sign))
    .join('')
    .normalize('NFD')
    .replace(/[‘’“”„«»′″"]/g, "'")
    .replace(/[\u2010-\u2015−-]/g, '-')
    .replaceAll('…', '...')
    .replaceAll('ﬁ', 'fi')
    .replaceAll('œ', 'oe')
    .replace(/\s+/g, ' ')
    .replace(/ ?(['-]) ?/g, '$1')
    .replace(/ (?=[?!;:'-])/g, '')
    .replace(/(['-]) /g, '$1')
    .trim();
}

/** What else may be typed for a character. */
const TYPED = [
  ["'", '’', '‘', '′', '‹', '"', '“', '”', '„', '«', '»', '″'],
  ['-', '\u2010', '\u2011', '–', '—', '−'],
  ['…', '...'],
  ['ﬁ', 'fi'],
  ['œ', 'oe'],
  ['é', 'e\u0301'],
  ['ệ', 'e\u0323\u0302', 'ẹ\u0302'],
  ['한', '한'.normalize('NFD')],
  [' ', '\u00a0', '\u202f', '  ', '\t'],
];

/** The same words as another person, keyboard or site would write them. */
function retyped(words: string, picks: Iterator<number>): string {
  const pick = () => picks.next().value as number;
  const hidden = () => ['', '', '', '\u00ad', '\u200b', '\u2060'][pick() % 6] ?? '';
  return characters(words)
    .map((character) => {
      const ways = TYPED.find((all) => all.includes(character)) ?? [character];
      return (ways[pick() % ways.length] ?? character) + hidden();
    })
    .join('');
}
