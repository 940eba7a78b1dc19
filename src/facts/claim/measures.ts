import type { Language } from './language.ts';
import { type Numeral, readNumeral } from './numerals.ts';
import type { Token } from './tokens.ts';
import { CURRENCIES, UNITS, type Unit, type Units } from './units.ts';

/** A number with its unit or currency. */
export interface Measure {
  numeral: Numeral;
  value: number;
  /** What it may be counted in; a bare number in nothing. */
  units: Unit[];
  /** "200m" and "10k", which are metres or millions, kilometres or thousands. */
  letter?: { text: string; means: 'length' | 'count' | null } | undefined;
  first: number;
  next: number;
}

/** The number that begins at a token, with what stands before and after it: "−US$5m", "asilimia 20", "200-metre". */
export function readMeasure(tokens: readonly Token[], at: number, language: Language): Measure | null {
  let start = at;
  const sign = signAt(tokens, at);
  if (sign) start++;
  const before = currencyBefore(tokens, start, language);
  if (before) start = before.next;
  if (before && !sign && signAt(tokens, start)) start++;
  const numeral = readNumeral(tokens, start, language);
  if (!numeral) return null;
  const negative = sign || (before && signAt(tokens, before.next)) ? -1 : 1;
  const measure = {
    numeral,
    value: negative * numeral.value,
    units: before?.units ?? [],
    first: at,
    next: numeral.next,
  };
  return withUnit(withLetter(measure, tokens, language), tokens, language);
}

/** The unit that begins at a token: the longest phrase of up to three words. */
export function unitAt(
  tokens: readonly Token[],
  at: number,
  language: Language,
): { units: Unit[]; next: number } | null {
  const unit = phraseAt(tokens, at, UNITS, language);
  const currency = phraseAt(tokens, at, CURRENCIES, language);
  // "Pounds" are both.
  if (unit && currency && unit.next === currency.next)
    return { ...unit, units: [...unit.units, ...currency.units] };
  return !unit || (currency && currency.next > unit.next) ? currency : unit;
}

// --- internal ---

const WORDS_OF_A_UNIT = 3;

/** Words that count events over a length: "200m gold". */
const OF_LENGTH = new Set(
  'race races final finals semi semifinal heat heats sprint sprints hurdles hurdler relay medley freestyle butterfly backstroke breaststroke dash runner swimmer swim ran run olympic track swam athletics metres meters km deep tall wide above below distance gold silver bronze medal steeplechase marathon length high women men girls boys champion champions championship championships record lane lanes path wall fence bridge tunnel tower pool road pipe pipeline ship boat cliff mast height depth altitude radius walk stretch trench'.split(
    ' ',
  ),
);
/** Words for what is counted in millions. */
const OF_COUNT = new Set(
  'people persons users viewers customers subscribers doses tonnes tons barrels votes voters jobs homes shares children pupils patients visitors passengers downloads copies readers followers residents inhabitants citizens workers households streams budget revenue profit cost costs worth fund funding loan grant debt deal price turnover sales investment raised aid migrants refugees'.split(
    ' ',
  ),
);

function signAt(tokens: readonly Token[], at: number): boolean {
  const sign = tokens[at];
  // "Au moins 300" and "al menos 300" are "at least 300".
  if (/^(minus|moins|menos|mwens)$/.test(sign?.plain ?? ''))
    return !/^(au|du|al|lo)$/.test(tokens[at - 1]?.plain ?? '');
  const isSign = sign?.text === '−' || (sign !== undefined && /^[-–]$/.test(sign.text) && !sign.isGlued);
  return isSign && tokens[at + 1]?.isGlued === true;
}

function currencyBefore(tokens: readonly Token[], at: number, language: Language) {
  const first = tokens[at];
  if (!first) return null;
  const second = tokens[at + 1];
  // US$5m, C$5m; the letters are a word of their own elsewhere.
  if (first.kind === 'word' && second?.isGlued && CURRENCY_SIGN.test(second.text)) {
    const sign = `${first.plain}${second.text}`;
    // Letters that are unknown still tell that it is no bare "$".
    const unknown = /^[A-Z]{1,4}$/.test(first.text) ? [{ base: sign, factor: 1 }] : null;
    const units = CURRENCIES.get(sign) ?? unknown;
    return units ? { units: [...units], next: at + 2 } : null;
  }
  if (CURRENCY_SIGN.test(first.text)) return { units: [...(CURRENCIES.get(first.text) ?? [])], next: at + 1 };
  if (first.kind !== 'word' || (language !== 'sw' && !/^[A-Z][A-Za-z]{0,3}$/.test(first.text))) return null;
  const found =
    phraseAt(tokens, at, CURRENCIES, language) ??
    (language === 'sw' ? phraseAt(tokens, at, UNITS, language) : null);
  const isBefore = found && readNumeral(tokens, found.next, language);
  return found && isBefore ? found : null;
}

const CURRENCY_SIGN = /^[$€£¥₹₦₽₩]$/;

/** The letters that stand for a scale or a unit, according to the words around. */
function withLetter(measure: Measure, tokens: readonly Token[], language: Language): Measure {
  const token = tokens[measure.next];
  if (!token || !/^[kmbt]$/i.test(token.text) || measure.numeral.isSpelt) return measure;
  const next = measure.next + 1;
  const isMoney =
    measure.units.length > 0 || phraseAt(tokens, withoutLink(tokens, next), CURRENCIES, language) !== null;
  const scaled = (scale: number) => ({ ...measure, value: measure.value * scale, next });
  if (isMoney) return scaled({ k: 1e3, m: 1e6, b: 1e9, t: 1e12 }[token.plain] ?? 1);
  if (token.text === 'M' || token.text === 'B' || token.text === 'K')
    return token.isGlued ? scaled({ k: 1e3, m: 1e6, b: 1e9 }[token.plain] ?? 1) : measure;
  if (token.text === 't') return { ...measure, units: [{ base: 'g', factor: 1e6 }], next };
  if (token.text !== 'm' && !(token.text === 'k' && token.isGlued)) return measure;
  const around = tokens.slice(Math.max(0, measure.first - 6), next + 6).map(({ plain }) => plain);
  const isLength = around.some((word) => OF_LENGTH.has(word));
  const isCount = around.some((word) => OF_COUNT.has(word));
  // Nobody writes 1,500 million so.
  const isLong = measure.numeral.value >= 1000;
  const means = isLength === isCount ? (isLong ? 'length' : null) : isLength ? 'length' : 'count';
  // "200 m" with a space, and "10k" in any other place, mean one thing.
  const settled = means ?? (token.text === 'k' ? 'count' : token.isGlued ? null : 'length');
  const factor = token.text === 'k' ? 1000 : 1;
  const text = `${measure.numeral.value}${token.text}`;
  if (settled === 'count')
    return { ...scaled(token.text === 'k' ? 1e3 : 1e6), letter: { text, means: settled } };
  return {
    ...measure,
    units: settled ? [{ base: 'm', factor }] : [],
    letter: { text, means: settled },
    next,
  };
}

function withUnit(measure: Measure, tokens: readonly Token[], language: Language): Measure {
  const hyphen = tokens[measure.next]?.text === '-' && tokens[measure.next]?.isGlued ? 1 : 0;
  const at = withoutLink(tokens, measure.next + hyphen);
  const found = unitAt(tokens, at, language);
  // "Magnitude 6.1", "a magnitude of 6.1".
  const before = tokens[measure.first - (/^(of|de|-)$/.test(tokens[measure.first - 1]?.plain ?? '') ? 2 : 1)];
  if (!found && measure.units.length === 0 && /^(magnitude|magnitud|mayitid)$/.test(before?.plain ?? ''))
    return { ...measure, units: [{ base: 'magnitude', factor: 1 }] };
  if (!found || measure.letter?.means === 'length') return measure;
  if (measure.units.length > 0) {
    // "$5 million US" and "US$5m dollars" say it twice.
    const isSame = found.units.some(({ base }) => measure.units.some((unit) => unit.base === base));
    return isSame ? { ...measure, next: found.next } : measure;
  }
  const isAge = found.units[0]?.base === 'year' ? ageEnd(tokens, found.next, language) : null;
  if (isAge !== null) {
    const age = { base: 'age', factor: 1 };
    return { ...measure, units: language === 'en' ? [age] : [age, ...found.units], next: isAge };
  }
  return { ...measure, units: found.units, next: found.next };
}

/** "18-year-old", "18 years old", "18 years of age"; in the other languages years may always be an age. */
function ageEnd(tokens: readonly Token[], at: number, language: Language): number | null {
  const words = tokens.slice(at, at + 3).map(({ plain }) => plain);
  if (/^olds?$/.test(words[0] ?? '')) return at + 1;
  if (words[0] === '-' && /^olds?$/.test(words[1] ?? '')) return at + 2;
  if (words[0] === 'of' && words[1] === 'age') return at + 2;
  return language === 'en' ? null : at;
}

/** Past "de" or "d'" between a French or Spanish scale and its unit: 5 millions d'euros. */
function withoutLink(tokens: readonly Token[], at: number): number {
  if (!/^(de|d)$/.test(tokens[at]?.plain ?? '')) return at;
  return tokens[at + 1]?.text === "'" ? at + 2 : at + 1;
}

function phraseAt(tokens: readonly Token[], at: number, units: Units, language: Language) {
  for (let length = WORDS_OF_A_UNIT; length > 0; length--) {
    const words = tokens.slice(at, at + length);
    if (words.length < length) continue;
    const phrase = words
      .map(({ plain, isGlued }, index) => (index > 0 && !isGlued ? ` ${plain}` : plain))
      .join('');
    const found = units.get(phrase);
    const [first] = words;
    if (!found || !first) continue;
    // A single letter is a unit only beside its number, and "an" is a year in French only.
    if (/^[a-z]$/.test(phrase) && !/^[CF]$/.test(first.text) && first.text !== phrase) continue;
    if (/^[a-z]$/.test(phrase) && !first.isGlued && !/^[glh]$/.test(first.text)) continue;
    if (/^(an|mes|pies|min|mara|sec)$/.test(phrase) && language === 'en' && !/^(min|sec)$/.test(phrase))
      continue;
    return { units: [...found], next: at + length };
  }
  return null;
}
