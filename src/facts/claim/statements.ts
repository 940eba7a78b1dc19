import { readBound } from './bound-numbers.ts';
import { readDate } from './dates.ts';
import type { Language } from './language.ts';
import { type Measure, readMeasure, unitAt } from './measures.ts';
import { readOrdinal, readRate, readShare, readVague, readWordAlone } from './number-kinds.ts';
import type { Statement } from './statement.ts';
import type { Token } from './tokens.ts';
import type { Unit } from './units.ts';

/** Every number, date and time that a text states, left to right; none is part of another. */
export function statementsOf(tokens: readonly Token[], language: Language): Statement[] {
  const statements: Statement[] = [];
  for (let at = 0; at < tokens.length; ) {
    const read = readAt(tokens, at, language, amountEndOf(statements.at(-1)));
    if (!read) {
      at++;
      continue;
    }
    statements.push(...read.statements);
    at = Math.max(read.next, at + 1);
  }
  return statements;
}

// --- internal ---

function amountEndOf(statement: Statement | undefined): number | undefined {
  return statement?.says.some((key) => key.startsWith('n:')) ? statement.end : undefined;
}

function readAt(
  tokens: readonly Token[],
  at: number,
  language: Language,
  amountEnd: number | undefined,
): { statements: Statement[]; next: number } | null {
  const place = (from: number, to: number) => ({
    start: tokens[from]?.start ?? 0,
    end: tokens[to - 1]?.end ?? 0,
  });
  const before = tokens[at - 1];
  const one =
    (before && before.end === amountEnd ? readRate(tokens, at, language) : null) ??
    readDate(tokens, at, language) ??
    readBound(tokens, at) ??
    readShare(tokens, at, language) ??
    readOrdinal(tokens, at, language) ??
    readVague(tokens, at, language) ??
    readWordAlone(tokens, at, language);
  if (one) return { statements: [{ ...one.statement, ...place(at, one.next) }], next: one.next };

  const measure = readMeasure(tokens, at, language);
  if (!measure) return null;
  const pair = readPair(tokens, measure, language);
  if (pair)
    return {
      statements: pair.map(({ measures: [first, last], says, holds }) => ({
        kind: 'number',
        says,
        holds,
        ...place(first.first, last.next),
      })),
      next: pair.at(-1)?.measures[1].next ?? measure.next,
    };
  const code = codeAfter(tokens, measure);
  if (code)
    return {
      statements: [{ kind: 'number', says: [code.key], holds: [code.key], ...place(at, code.next) }],
      next: code.next,
    };
  const { says, holds } = readingsOf(tokens, measure);
  return { statements: [{ kind: 'number', says, holds, ...place(at, measure.next) }], next: measure.next };
}

/** The readings of one measure, and of the limits that words before it make of it: "up to 12". */
function readingsOf(tokens: readonly Token[], measure: Measure): { says: string[]; holds: string[] } {
  const keys = keysOf(measure, tokens);
  const limit = limitBefore(tokens, measure.first);
  return {
    says: limit ? [...keys.says, ...keys.says.map((key) => `${limit}:${key}`)] : keys.says,
    holds: keys.holds,
  };
}

function keysOf(
  { value, units, letter, numeral, first }: Measure,
  tokens: readonly Token[],
): { says: string[]; holds: string[] } {
  const amount = (unit: Unit | null, base = unit?.base ?? '') =>
    `n:${Number((value * (unit?.factor ?? 1)).toPrecision(12))}:${base}`;
  if (units.length > 0 && !letter) {
    const wider = units.flatMap((unit) => (unit.wider ? [amount(unit, unit.wider)] : []));
    const says = units.map((unit) => amount(unit));
    // Someone's age is often given without the word: "Lin, 18,".
    const bare = units.some(({ base }) => base === 'age') ? [amount(null)] : [];
    return { says: [...says, ...bare], holds: [...says, ...wider, ...bare] };
  }
  if (letter) {
    const unsettled = `letter:${letter.text}`;
    const settled = (means: string) => `${unsettled}:${means}`;
    if (letter.means === null)
      return { says: [unsettled, settled('length'), settled('count')], holds: [unsettled] };
    const read = units.length > 0 ? units.map((unit) => amount(unit)) : [amount(null)];
    return { says: [...read, unsettled], holds: [...read, settled(letter.means)] };
  }
  const bare = amount(null);
  if (!numeral.isYear) {
    const isAge = isAgeAt(tokens, first);
    return { says: [bare], holds: isAge ? [bare, `n:${value}:age`] : [bare] };
  }
  const year = `year:${value}`;
  const both = YEAR_CUES.test(tokens[first - 1]?.plain ?? '') ? [year] : [bare, year];
  return { says: both, holds: [...both, `date:${value}--`] };
}

const YEAR_CUES =
  /^(in|since|until|till|before|after|during|by|en|depuis|avant|apres|desde|hasta|depi|an|mwaka|tangu|late|early|mid)$/;

/** "aged 18", "Lin, 18,". */
function isAgeAt(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]?.plain ?? '';
  const isAfterName = before === ',' && /^\p{Lu}/u.test(tokens[at - 2]?.text ?? '');
  return /^(aged?|edad)$/.test(before) || (isAfterName && /^[,.)]?$/.test(tokens[at + 1]?.text ?? ''));
}

/** Words that make a limit of the number after them, up to three tokens before it. */
const MAX_WORDS =
  /\b(up to|at most|no more than|not more than|as many as|as much as|until|till|maximum of|under|below|fewer than|less than|by)$/;
const MIN_WORDS =
  /\b(at least|no fewer than|no less than|as few as|as little as|minimum of|from|since|over|above|more than|starting|began in|begun in|started in)$/;

function limitBefore(tokens: readonly Token[], at: number): 'max' | 'min' | null {
  const before = tokens
    .slice(Math.max(0, at - 3), at)
    .map(({ plain }) => plain)
    .join(' ');
  return MAX_WORDS.test(before) ? 'max' : MIN_WORDS.test(before) ? 'min' : null;
}

interface Part {
  measures: readonly [Measure, Measure];
  says: string[];
  holds: string[];
}

/**
 * Two numbers that are one: a range, a score, a season. A dash makes one value of them, whose ends back nothing but limits
 * ("up to 12"); with "to" each end is stated as well.
 */
function readPair(tokens: readonly Token[], first: Measure, language: Language): Part[] | null {
  const link = linkAfter(tokens, first);
  // "The three months to 30 September" are no range.
  if (!link || readDate(tokens, link.next, language)) return null;
  const second = readMeasure(tokens, link.next, language);
  if (!second || second.first !== link.next) return null;
  // The unit or scale may be said once: 10–12 metres, $5–6m.
  const [a, b] = shared(first, second);
  const [low, high] = [keysOf(a, tokens), keysOf(b, tokens)];
  const ends = [low.says[0] ?? '', high.says[0] ?? ''] as const;
  const whole = `pair:${ends.join('|')}`;
  const season = link.isDash && first.numeral.isYear ? seasonOf(first.value, second.numeral) : null;
  if (link.isSlash) {
    const slash = season ?? `slash:${tokens[first.first]?.text}/${tokens[link.next]?.text}`;
    return [{ measures: [first, second], says: [slash], holds: [slash] }];
  }
  const limits = [...low.says.map((key) => `min:${key}`), ...high.says.map((key) => `max:${key}`)];
  if (link.isDash) {
    const says = season ? [season, whole] : [whole];
    return [
      { measures: [first, second], says, holds: [...says, ...limits, `first:${whole}`, `last:${whole}`] },
    ];
  }
  const lone = keysOf(first, tokens);
  return [
    {
      measures: [first, first],
      says: [...low.says, `first:${whole}`],
      holds: [...low.holds, ...lone.holds, whole, ...limits],
    },
    { measures: [second, second], says: [...high.says, `last:${whole}`], holds: high.holds },
  ];
}

function linkAfter(tokens: readonly Token[], { next, numeral, first }: Measure) {
  const token = tokens[next];
  const after = tokens[next + 1];
  if (!token || !after) return null;
  const isBare = after.kind === 'numeral' || /^[$€£¥₹−-]$/.test(after.text);
  if (/^[-–/:]$/.test(token.text) && isBare) {
    const isTight = token.isGlued === after.isGlued;
    const isSlash = token.text === '/';
    if (!isTight || (isSlash && !token.isGlued) || (token.text === ':' && !token.isGlued)) return null;
    return { next: next + 1, isDash: true, isSlash };
  }
  if (/^(to|a|hadi|rive|hasta|or)$/.test(token.plain))
    return { next: next + 1, isDash: false, isSlash: false };
  const isBetween =
    /^(between|entre|ant|kati)$/.test(tokens[first - 1]?.plain ?? '') &&
    /^(and|et|y|ak|na)$/.test(token.plain);
  if (isBetween) return { next: next + 1, isDash: false, isSlash: false };
  // 7 votes to 4.
  const isCounted =
    token.kind === 'word' && after.plain === 'to' && !numeral.isYear && tokens[next + 2]?.kind === 'numeral';
  return isCounted ? { next: next + 2, isDash: false, isSlash: false } : null;
}

/** The first of two with what only the second says, and the other way round for a currency that stands before. */
function shared(first: Measure, second: Measure): [Measure, Measure] {
  if (first.numeral.isYear !== second.numeral.isYear) return [first, second];
  const scale = second.value / second.numeral.value;
  const isPlain = first.units.length === 0 && !first.letter;
  const isScaled = first.value >= 1000 || first.next - first.first > 2;
  let a = first;
  // Between 180m and 200m euros.
  if (first.letter?.means === null && first.letter.text.endsWith('m') && !second.letter && scale > 1)
    return [{ ...a, letter: undefined, value: a.value * scale, units: second.units }, second];
  if (isPlain && second.units.length > 0) a = { ...a, units: second.units };
  if (isPlain && second.letter)
    a = { ...a, letter: { ...second.letter, text: `${first.numeral.value}${second.letter.text.at(-1)}` } };
  if (!isScaled && scale > 1) a = { ...a, value: a.value * scale };
  const b =
    second.units.length === 0 && !second.letter && first.units.length > 0
      ? { ...second, units: first.units }
      : second;
  return [a, b];
}

/** 2024/25, 2024-25, 2024–2025. */
function seasonOf(year: number, { value }: { value: number }): string | null {
  return value === year + 1 || value === (year + 1) % 100 ? `season:${year}` : null;
}

/** Letters that are part of the number and no unit: 5G, 4x4. */
function codeAfter(tokens: readonly Token[], measure: Measure): { key: string; next: number } | null {
  const after = tokens[measure.next];
  const number = tokens[measure.next - 1];
  if (
    number?.kind !== 'numeral' ||
    after?.kind !== 'word' ||
    !after.isGlued ||
    unitAt(tokens, measure.next, 'en')
  )
    return null;
  return { key: `code:${number.text}${after.text.toUpperCase()}`, next: measure.next + 1 };
}
