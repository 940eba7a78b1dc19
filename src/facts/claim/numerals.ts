import type { Language } from './language.ts';
import { NUMBER_WORDS, type NumberWords } from './number-words.ts';
import type { Token } from './tokens.ts';

/** A number without its unit. */
export interface Numeral {
  value: number;
  /** The token after it. */
  next: number;
  /** A bare "2017", which may be a year. */
  isYear: boolean;
  /** In letters, with no numeral in it. */
  isSpelt: boolean;
}

/** The number that begins at a token, in digits or words, with its scale: "20 billion", "4½", "two hundred and five". */
export function readNumeral(tokens: readonly Token[], at: number, language: Language): Numeral | null {
  const words = NUMBER_WORDS[language];
  const token = tokens[at];
  if (!token) return null;
  if (language === 'sw' && words.scales.has(token.plain)) return readSwahili(tokens, at, words);
  const part = partOfScale(tokens, at, words);
  if (part) return part;
  if (token.kind !== 'numeral' && !VULGAR.has(token.text)) {
    const spelt = language === 'sw' ? readSwahili(tokens, at, words) : readWords(tokens, at, words);
    return spelt && withScale(tokens, spelt, words);
  }
  let value = VULGAR.get(token.text) ?? numeralValue(token.text, language);
  if (value === null) return null;
  let next = at + 1;
  if (token.kind === 'numeral') {
    const fraction = fractionAt(tokens, next);
    if (fraction && Number.isInteger(value)) [value, next] = [value + fraction.value, fraction.next];
  }
  const isYear = /^[12]\d{3}$/.test(token.text) && value <= LAST_YEAR && next === at + 1;
  const scaled = withScale(tokens, { value, next, isYear, isSpelt: false }, words);
  return scaled.next === next ? scaled : { ...scaled, isYear: false };
}

/** The value of digits with separators; null for what is no number ("1.2.3"). */
function numeralValue(written: string, language: Language): number | null {
  const digits = written.replace(/[ ']/g, '');
  const commas = digits.split(',').length - 1;
  const points = digits.split('.').length - 1;
  if (commas + points === 0) return Number(digits);
  const last = digits.lastIndexOf(',') > digits.lastIndexOf('.') ? ',' : '.';
  const parts = digits.split(last);
  const tail = parts.at(-1) ?? '';
  if (commas > 0 && points > 0)
    return parts.length === 2 ? Number(`${parts[0]?.replace(/[.,]/g, '')}.${tail}`) : null;
  const isGrouped =
    tail.length === 3 && parts.slice(1, -1).every(({ length }) => length === 3 || length === 2);
  if (parts.length > 2) return isGrouped ? Number(parts.join('')) : null;
  const isThousands = isGrouped && digits[0] !== '0' && last !== DECIMAL_MARK[language];
  return Number(parts.join(isThousands ? '' : '.'));
}

// --- internal ---

/** The last year that a bare number is taken for. */
const LAST_YEAR = 2100;

/** Before three digits, the other mark groups thousands. Both do in Spanish and Creole, which are written either way. */
const DECIMAL_MARK: Record<Language, string | null> = { en: '.', sw: '.', fr: ',', es: null, ht: null };

const VULGAR = new Map<string, number>(
  Object.entries({
    '½': 1 / 2,
    '¼': 1 / 4,
    '¾': 3 / 4,
    '⅓': 1 / 3,
    '⅔': 2 / 3,
    '⅛': 1 / 8,
    '⅜': 3 / 8,
    '⅝': 5 / 8,
    '⅞': 7 / 8,
    '⅕': 1 / 5,
    '⅖': 2 / 5,
    '⅗': 3 / 5,
    '⅘': 4 / 5,
  }),
);

/** Half a million, a quarter of a million, three quarters of a billion. */
function partOfScale(tokens: readonly Token[], at: number, words: NumberWords): Numeral | null {
  const plain = tokens.slice(at, at + 5).map((token) => token.plain);
  const found = /^(?:(half)|(a|one|three) (quarters?) of) a (\p{L}+)/u.exec(plain.join(' '));
  const scale = words.scales.get(found?.[4] ?? '');
  if (!found || scale === undefined) return null;
  const value = (found[1] ? 1 / 2 : found[2] === 'three' ? 3 / 4 : 1 / 4) * scale;
  return { value, next: at + (found[1] ? 3 : 5), isYear: false, isSpelt: true };
}

/** "½", "1/2" or "and a half" after a whole number. */
function fractionAt(tokens: readonly Token[], at: number): { value: number; next: number } | null {
  const vulgar = VULGAR.get(tokens[at]?.text ?? '');
  if (vulgar !== undefined) return { value: vulgar, next: at + 1 };
  const [over, slash, under] = tokens.slice(at, at + 3);
  if (over?.kind === 'numeral' && !over.isGlued && slash?.text === '/' && under?.kind === 'numeral') {
    const value = Number(over.text) / Number(under.text);
    if (value < 1 && Number(under.text) <= 10) return { value, next: at + 3 };
  }
  const three = tokens
    .slice(at, at + 3)
    .map(({ plain }) => plain)
    .join(' ');
  return three === 'and a half' ? { value: 0.5, next: at + 3 } : null;
}

/** Scales after a number: 20bn, 20 billion, 3 hundred, 5-million, 20 mil millones. "20m" and "20k" are settled with the unit. */
function withScale(tokens: readonly Token[], numeral: Numeral, words: NumberWords): Numeral {
  let { value, next } = numeral;
  for (;;) {
    const hyphen = tokens[next]?.text === '-' && tokens[next]?.isGlued ? 1 : 0;
    const word = tokens[next + hyphen];
    const scale =
      word && (words.scales.get(word.plain) ?? (words.hundreds.has(word.plain) ? 100 : undefined));
    if (scale === undefined) break;
    value *= scale;
    next += hyphen + 1;
    const half = fractionAt(tokens, next);
    if (half && half.next === next + 3) [value, next] = [value + half.value * scale, half.next];
  }
  return { ...numeral, value, next };
}

function readWords(tokens: readonly Token[], at: number, words: NumberWords): Numeral | null {
  let total = 0;
  let current = 0;
  let previous: number | null = null;
  let next = at;
  for (;;) {
    let to = next;
    const isJoined = previous !== null && tokens[to]?.text === '-' && tokens[to]?.isGlued;
    if (isJoined) to++;
    const isAnd = previous !== null && words.and.has(tokens[to]?.plain ?? '');
    if (isAnd) to += isJoined && tokens[to + 1]?.text === '-' ? 2 : 1;
    const word = tokens[to]?.plain ?? '';
    const small = words.small.get(word);
    const after = tokens[to + 1]?.plain ?? '';
    if (small !== undefined && fits(small, previous, current, isAnd)) {
      if (
        isAnd &&
        previous !== null &&
        previous >= 100 &&
        (words.hundreds.has(after) || words.scales.has(after))
      )
        break;
      current += small;
      // Quatre-vingts: four twenties.
      if (small === 20 && previous === 4) current += 56;
      previous = small === 20 && previous === 4 ? 80 : small;
    } else if (!isAnd && words.hundreds.has(word) && (previous === null || previous < 100)) {
      current = (current || 1) * 100;
      previous = 100;
    } else if (!isAnd && words.scales.has(word)) {
      const scale = words.scales.get(word) ?? 1;
      total = total >= scale ? total + (current || 1) * scale : (total + current || 1) * scale;
      current = 0;
      previous = scale;
    } else break;
    next = to + 1;
  }
  if (previous === null) return null;
  const half = fractionAt(tokens, next);
  const isHalf = half?.next === next + 3 && total === 0;
  const value = total + current + (isHalf ? 0.5 : 0);
  return { value, next: isHalf ? next + 3 : next, isYear: false, isSpelt: true };
}

/** Whether a small number goes on with what was read: "twenty" + "one", "hundred" + "five", "soixante" + "dix". */
function fits(small: number, previous: number | null, current: number, isAnd: boolean): boolean {
  if (previous === null) return true;
  if (small === 20 && previous === 4 && current % 100 === 4) return true;
  if (previous >= 100) return small < 100 || previous >= 1000;
  if (previous === 60 || previous === 80) return small < 20 && small > 0;
  if (previous >= 20) return small < 10 && small > 0;
  return !isAnd && previous === 10 && current % 20 === 10 && small >= 7 && small < 10;
}

/** The scale comes first: milioni mbili, elfu kumi na tano, mia tatu na hamsini. */
function readSwahili(tokens: readonly Token[], at: number, words: NumberWords): Numeral | null {
  let value = 0;
  let next = at;
  let previous = Number.POSITIVE_INFINITY;
  for (;;) {
    const to = next > at && words.and.has(tokens[next]?.plain ?? '') ? next + 1 : next;
    if (next > at && to === next) break;
    const word = tokens[to]?.plain ?? '';
    const scale = words.scales.get(word);
    const small = words.small.get(word);
    if (scale !== undefined && scale < previous) {
      const by = tokens[to + 1];
      const multiplier =
        by?.kind === 'numeral' ? numeralValue(by.text, 'sw') : words.small.get(by?.plain ?? '');
      value += scale * (multiplier ?? 1);
      next = to + (multiplier === undefined || multiplier === null ? 1 : 2);
      previous = scale;
    } else if (small !== undefined && small < previous && !(previous < 20 && previous !== 10)) {
      value += small;
      next = to + 1;
      previous = small;
    } else break;
  }
  return next === at ? null : { value, next, isYear: false, isSpelt: true };
}
