import { stemmer } from 'stemmer';

/** One word of a text. Offsets are UTF-16 units of the original text. */
export interface Token {
  /** Lower case, without accents: the form in which words are compared. */
  text: string;
  /** The English stem of `text`; words of other languages mostly stay as they are. */
  stem: string;
  start: number;
  end: number;
  /** Written with a capital or a digit: likely a name or a number. */
  capital: boolean;
  /** Index of its clause; punctuation separates clauses. */
  clause: number;
}

/** Splits a text into words; folds case, accents, typographic apostrophes and invisible characters. */
export function tokenize(text: string): Token[] {
  const words: Token[] = [];
  let clause = 0;
  const blanked = withoutAddresses(text);
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(blanked); match !== null; match = TOKEN.exec(blanked)) {
    const raw = match[0];
    const isPlain = ASCII_LETTERS.test(raw);
    const elided = isPlain ? null : ELISION.exec(raw);
    const start = match.index + (elided ? elided[0].length : 0);
    const bare = isPlain ? raw : raw.slice(start - match.index).replace(POSSESSIVE, '');
    const folded = isPlain ? raw.toLowerCase() : fold(bare);
    if (folded === '') continue;
    const before = words.at(-1);
    if (before && CLAUSE_BREAK.test(text.slice(before.end, start))) clause++;
    const form = disambiguate(folded, raw, text, before);
    words.push({
      text: form,
      stem: stemOf(form),
      start,
      end: start + bare.length,
      capital: isPlain ? folded !== raw : /[\p{Lu}\d]/u.test(bare),
      clause,
    });
  }
  return words;
}

/** Lower-cases and drops accents, invisible characters and dots (u.s. becomes us). */
function fold(text: string): string {
  const cached = folded.get(text);
  if (cached !== undefined) return cached;
  const result = text
    .normalize('NFKD')
    .replace(INVISIBLE_OR_MARK, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae');
  cache(folded, text, result);
  return result;
}

export function stemOf(word: string): string {
  const cached = stems.get(word);
  if (cached !== undefined) return cached;
  const result = OVERSTEMMED.get(word) ?? (/^[a-z]{4,}$/.test(word) ? stemmer(word) : word);
  cache(stems, word, result);
  return result;
}

// --- internal ---

/** Blanks web addresses, which say nothing about a subject; offsets stay. */
function withoutAddresses(text: string): string {
  if (!text.includes('/')) return text;
  return text.replace(/(?:https?:\/\/|www\.|pic\.twitter\.com\/)\S+/gi, (address) =>
    ' '.repeat(address.length),
  );
}

/** A run of letters and digits, with apostrophes, thousands separators or the dots of an acronym inside; or dollar signs. */
const TOKEN =
  /\$+(?![\s$]*\d)|(?:\p{L}\.){2,}(?!\p{L})|\d+(?:[.,]\d+)+|[\p{L}\p{M}\p{N}\p{Cf}]+(?:['’ʼ][\p{L}\p{M}]+)*/gu;
/** Most words; they take a fast path. */
const ASCII_LETTERS = /^[a-z]+$/i;
const CLAUSE_BREAK = /[.,;:!?…()\u2013\u2014\n]|\s-\s/;
const ELISION = /^(?:qu|jusqu|lorsqu|puisqu|[ldjnmtsc])['’ʼ](?=[\p{L}])/iu;
const POSSESSIVE = /(?:['’ʼ]s|['’ʼ])$/iu;
const INVISIBLE_OR_MARK = /[\p{M}\p{Cf}.'’ʼ]/gu;

/** Words before which "us" is the pronoun, not the country. */
const BEFORE_PRONOUN = new Set(
  'tell give let show help remind get send for to of with at on join ask'.split(' '),
);

/** Tells homographs apart: "us" the country, "May" the month (whose token keeps its capital). */
function disambiguate(folded: string, raw: string, text: string, before: Token | undefined): string {
  if (folded === 'us' && isCountry(text, raw, before)) return 'usa';
  if (folded === 'may' && isMonth(text, raw, before)) return 'May';
  return folded.startsWith('$') ? 'money' : folded;
}

/** Words before which "may" is the month, capital or not. */
const BEFORE_MONTH = new Set('in last since until till by from early mid late this of'.split(' '));

function isMonth(text: string, raw: string, before: Token | undefined): boolean {
  if (before !== undefined && BEFORE_MONTH.has(before.text)) return true;
  return raw === 'May' && (before !== undefined || text.trim() === raw);
}

function isCountry(text: string, raw: string, before: Token | undefined): boolean {
  if (raw.includes('.')) return true;
  if (raw === 'US')
    return text !== text.toUpperCase() || before === undefined || !BEFORE_PRONOUN.has(before.text);
  if (before === undefined) return true;
  return !BEFORE_PRONOUN.has(before.text);
}

/** Words that the Porter stemmer conflates with unrelated ones, and the stem to use instead. */
const OVERSTEMMED = new Map(
  `officer officers>officer|office offices>office|author authors>author|authority authorities>authority|
   authorise authorised authorises authorising authorisation authorize authorized authorizes authorizing authorization>authorize|
   united>united|unit units>unit|conversation conversations>conversation|conversion conversions convert converts converted converting>conversion|
   lasting>lasting|security>security|secure secures secured securing>secure|assessed>assessed|university universities>university|
   general>general|generally generate>generate|policy policies>policy|police>police|policing>police|organ organs>organ|import imports>import|important importance>important|
   international internationally>international|publication publications>publication|direction directions>direction|ordered ordering orders>ordered|hopeful hopefuls>hopeful|
   second seconds>second|seconded seconding>seconded|engine engines>engine|engineer engineers>engineer`
    .split('|')
    .flatMap((entry) => {
      const [words = '', stem = ''] = entry.trim().split('>');
      return words.split(/\s+/).map((word): [string, string] => [word, stem]);
    }),
);

/** Words recur, so a bounded cache of folded and stemmed forms saves most of the work. */
const CACHE_SIZE = 100_000;
const folded = new Map<string, string>();
const stems = new Map<string, string>();

function cache(cache: Map<string, string>, key: string, value: string): void {
  if (cache.size >= CACHE_SIZE) cache.clear();
  cache.set(key, value);
}
