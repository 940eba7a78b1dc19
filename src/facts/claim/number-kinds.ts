import type { Language } from './language.ts';
import { unitAt } from './measures.ts';
import { NUMBER_WORDS } from './number-words.ts';
import type { Statement } from './statement.ts';
import { type Token, withoutAccents } from './tokens.ts';

interface Read {
  statement: Pick<Statement, 'kind' | 'says' | 'holds'>;
  next: number;
}

/** A number that is part of a name and of nothing else: Resolution 2699, Article 5, MH370, F-16. */
export function readBound(tokens: readonly Token[], at: number): Read | null {
  const token = tokens[at];
  if (token?.kind !== 'word') return null;
  if (/\d/.test(token.text) && /^\p{Lu}/u.test(token.text))
    return exactly(`code:${token.text.toUpperCase()}`, at + 1);
  const [sign, digits] = [tokens[at + 1], tokens[at + 2]];
  if (
    /^\p{Lu}/u.test(token.text) &&
    sign?.text === '-' &&
    sign.isGlued &&
    digits?.kind === 'numeral' &&
    digits.isGlued
  )
    return exactly(`code:${token.text.toUpperCase()}${digits.text}`, at + 3);
  const named = DESIGNATORS.get(token.plain);
  if (named === undefined) return null;
  let next = at + 1;
  if (NUMBER_SIGNS.has(tokens[next]?.plain ?? ''))
    next += /^[.°º]$/.test(tokens[next + 1]?.text ?? '') ? 2 : 1;
  const number = tokens[next];
  if (number?.kind !== 'numeral' || unitAfter(tokens, next + 1)) return null;
  const key = `name:${named} ${number.text.replace(/[., ]$/, '')}`;
  return exactly(key, next + 1);
}

/** A part of a whole: half, two-thirds of, a quarter of. */
export function readShare(tokens: readonly Token[], at: number, language: Language): Read | null {
  const opening = tokens[at];
  if (!opening || !(opening.kind === 'numeral' || HALVES.has(opening.plain) || OVERS.has(opening.plain)))
    return null;
  const words = tokens.slice(at, at + 5).map(({ plain }) => plain);
  const share = (value: number, next: number): Read =>
    exactly(`n:${Number(value.toPrecision(12))}:share`, next);
  const [first = '', second = '', third = '', fourth = ''] = words;
  if (HALVES.has(first)) {
    const before = tokens[at - 1]?.plain ?? '';
    const isPart =
      /^(first|second|other|latter|1st|2nd|this|that)$/.test(before) ||
      (second === '-' && /^(time|brother|sister|back|hour|term|year)$/.test(third));
    if (isPart) return exactly(`word:half`, at + 1);
    const scale = NUMBER_WORDS[language].scales.get(second === 'a' ? third : second);
    if (scale !== undefined) return exactly(`n:${scale / 2}:`, at + (second === 'a' ? 3 : 2));
    return share(0.5, at + 1);
  }
  if (
    tokens[at]?.kind === 'numeral' &&
    second === '/' &&
    tokens[at + 1]?.isGlued &&
    /^(of|des|de|du|del|d)$/.test(fourth)
  ) {
    const value = Number(first) / Number(third);
    if (value < 1) return share(value, at + 3);
  }
  const over = OVERS.get(first);
  if (over === undefined) return null;
  const hyphen = second === '-' ? 1 : 0;
  const under = UNDERS.get(hyphen ? third : second);
  if (under === undefined) return null;
  // "A third ferry" is an ordinal; "a third of the ferries" and "two thirds" are shares.
  const isOf = /^(of|des|de|du|del|d)$/.test(hyphen ? fourth : third);
  return isOf || over > 1 ? share(over / under, at + 2 + hyphen) : null;
}

/** 3rd, third, troisième, 3e. A day, a fraction or a second of time is none. */
export function readOrdinal(tokens: readonly Token[], at: number, language: Language): Read | null {
  const token = tokens[at];
  if (!token) return null;
  const after = tokens[at + 1];
  if (
    token.kind === 'numeral' &&
    after?.isGlued &&
    /^(st|nd|rd|th|er|re|e|eme|ere|yem|o|a|º|ª)$/.test(after.plain)
  )
    return exactly(`ord:${token.text}`, at + 2);
  if (
    token.kind !== 'word' ||
    (/^\p{Lu}/u.test(token.text) && at > 0 && language === 'en' && !isAfterStop(tokens, at))
  )
    return ordinalInName(token, language, at);
  const { ordinals, small } = NUMBER_WORDS[language];
  const ten = small.get(token.plain);
  const unit = after?.text === '-' ? ordinals.get(tokens[at + 2]?.plain ?? '') : undefined;
  if (ten !== undefined && ten >= 20 && unit !== undefined && unit < 10)
    return exactly(`ord:${ten + unit}`, at + 3);
  const value = ordinals.get(token.plain);
  if (value === undefined) {
    const stands = FIRST.test(token.plain) ? 1 : OTHER.test(token.plain) ? 2 : undefined;
    return stands === undefined
      ? null
      : { statement: { kind: 'number', says: [], holds: [`ord:${stands}`] }, next: at + 1 };
  }
  // "Per second", "a split second": a unit of time, which readMeasure reads after a number.
  if (
    token.plain === 'second' &&
    /^(per|split|a|each)$/.test(tokens[at - 1]?.plain ?? '') &&
    /^(after|later|before|per|)$/.test(after?.plain ?? '')
  )
    return null;
  return exactly(`ord:${value}`, at + 1);
}

/** "Hundreds", "dozens": how many is left open, and the word must be the same. */
export function readVague(tokens: readonly Token[], at: number, language: Language): Read | null {
  const value = NUMBER_WORDS[language].vague.get(tokens[at]?.plain ?? '');
  if (value === undefined || tokens[at]?.kind !== 'word') return null;
  return exactly(`vague:${value}`, at + 1);
}

/** Words that count without being numerals: twice, both, one, a year. */
export function readWordAlone(tokens: readonly Token[], at: number, language: Language): Read | null {
  const token = tokens[at];
  const after = tokens[at + 1];
  if (token?.kind !== 'word') return null;
  const word = token.plain;
  const times = TIMES.get(word);
  if (times !== undefined) {
    const key = `n:${times}:times`;
    return {
      statement: { kind: 'number', says: /^(twice|thrice)$/.test(word) ? [key] : [], holds: [key] },
      next: at + 1,
    };
  }
  if (/^(both|couple|pair|duo|tous les deux|ambos|toulede)$/.test(word))
    return { statement: { kind: 'number', says: [], holds: ['n:2:'] }, next: at + 1 };
  const nouns = [after, tokens[at + 2]]
    .filter((next) => next?.kind === 'word')
    .map((next) => `one:${next?.plain}`);
  if (
    word === 'a' ||
    word === 'an' ||
    ((word === 'un' || word === 'une' || word === 'una' || word === 'yon') && language !== 'en')
  ) {
    if (
      NUMBER_WORDS[language].scales.has(after?.plain ?? '') ||
      NUMBER_WORDS[language].hundreds.has(after?.plain ?? '')
    )
      return null;
    const unit = unitAt(tokens, at + 1, language);
    const units = unit ? unit.units.map(({ base, factor }) => `n:${factor}:${base}`) : [];
    return {
      statement: {
        kind: 'number',
        says: [],
        holds: [...nouns, ...units, ...(word.startsWith('a') ? [] : ['n:1:'])],
      },
      next: at + 1,
    };
  }
  if (/^(single|sole|lone|only)$/.test(word))
    return { statement: { kind: 'number', says: [], holds: ['n:1:', ...nouns] }, next: at + 1 };
  if (word !== 'one') return null;
  if (
    NUMBER_WORDS.en.scales.has(after?.plain ?? '') ||
    NUMBER_WORDS.en.hundreds.has(after?.plain ?? '') ||
    (/^(and|-)$/.test(after?.plain ?? '') && /^(a|half)$/.test(tokens[at + 2]?.plain ?? ''))
  )
    return null;
  const before = tokens[at - 1]?.plain ?? '';
  const isPronoun =
    /^(no|any|every|some|the|this|that|which|each|another|not|by|only)$/.test(before) ||
    after?.kind !== 'word' ||
    /^(of|another|that|who|which|can|is|was|has|must|should|day|would|will|could|may|in|to|and)$/.test(
      after.plain,
    );
  const unit = isPronoun ? null : unitAt(tokens, at + 1, 'en');
  if (unit) {
    const keys = unit.units.map(({ base, factor }) => `n:${factor}:${base}`);
    return { statement: { kind: 'number', says: keys, holds: [...keys, 'n:1:'] }, next: unit.next };
  }
  return {
    statement: { kind: 'number', says: isPronoun ? [] : ['n:1:', ...nouns], holds: ['n:1:', ...nouns] },
    next: at + 1,
  };
}

// --- internal ---

function exactly(key: string, next: number): Read {
  return { statement: { kind: 'number', says: [key], holds: [key] }, next };
}

function unitAfter(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.text === '%' || (tokens[at]?.text === '-' && tokens[at + 1]?.kind === 'numeral');
}

function isAfterStop(tokens: readonly Token[], at: number): boolean {
  return /^[.:!?]$/.test(tokens[at - 1]?.text ?? '');
}

/** "First Lady", "Third World": the name is asked for as a name, and still holds the ordinal. */
function ordinalInName(token: Token, language: Language, at: number): Read | null {
  const value = NUMBER_WORDS[language].ordinals.get(token.plain);
  return value === undefined
    ? null
    : { statement: { kind: 'number', says: [], holds: [`ord:${value}`] }, next: at + 1 };
}

const HALVES = new Set(['half', 'moitie', 'mitad', 'mwatye', 'nusu']);
const OVERS = new Map<string, number>(
  Object.entries({
    a: 1,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    un: 1,
    une: 1,
    deux: 2,
    trois: 3,
    quatre: 4,
    dos: 2,
    tres: 3,
    cuatro: 4,
    yon: 1,
    de: 2,
    twa: 3,
  }),
);
const UNDERS = new Map<string, number>(
  [
    'third tercio tyè tiers',
    'quarter quart cuarto ka',
    'fifth cinquième quinto',
    'sixth sixième sexto',
    'seventh septième',
    'eighth huitième',
    'ninth',
    'tenth dixième décimo',
  ].flatMap((words, index) =>
    words.split(' ').flatMap((word): [string, number][] => [
      [withoutAccents(word), index + 3],
      [`${withoutAccents(word)}s`, index + 3],
    ]),
  ),
);
const TIMES = new Map<string, number>(
  Object.entries({
    twice: 2,
    double: 2,
    doubled: 2,
    doubles: 2,
    doubling: 2,
    twofold: 2,
    thrice: 3,
    triple: 3,
    tripled: 3,
    triples: 3,
    threefold: 3,
  }),
);
const FIRST = /^(initial|initially|initiale?s?|earliest|maiden|debut|inaugural|original|originally)$/;
const OTHER = /^(another|autre|otro|otra|lot)$/;

const NUMBER_SIGNS = new Set(['no', 'n', '#', 'number', 'numero', 'nimewo', 'nambari', 'nº', 'num']);

/** Words before a number that make a name of it, in five languages. */
const DESIGNATORS = new Map<string, string>(
  [
    'resolution résolution resolución rezolisyon azimio',
    'article artículo atik ibara art',
    'section sección seksyon sec',
    'law loi ley lwa sheria',
    'decree décret decreto dekrè',
    'chapter chapitre capítulo chapit sura',
    'paragraph paragraphe párrafo para',
    'amendment amendement enmienda amannman',
    'rule règle regla',
    'bill act directive regulation order protocol convention proposition measure',
    'room salle sala',
    'flight vol vuelo',
    'route road highway interstate motorway junction exit ruta',
    'boeing airbus falcon apollo soyuz formula windows iphone psalm opus boulevard',
    'phase fase faz',
    'category catégorie categoría kategori level grade class type tier zone sector block unit ward district precinct',
    'channel terminal gate platform pier runway lane pit court',
    'page pages p',
  ].flatMap((line, index) => {
    const words = line.split(' ').map(withoutAccents);
    // Lines of several things name each by its own word; the others are one thing in several languages.
    const isOneThing = index < 9 || [10, 11, 14].includes(index);
    return words.map((word): [string, string] => [word, isOneThing ? (words[0] ?? word) : word]);
  }),
);
