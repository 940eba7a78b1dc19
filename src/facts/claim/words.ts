import { HOUSE_STYLE, PARTICLES } from './house-style.ts';
import type { NamedSpan } from './names.ts';
import { type Token, withoutAccents } from './tokens.ts';

/** The words that quotes hold, as far as they back a capitalised word of a claim. */
export interface HeldWords {
  hasInLowerCase(word: string): boolean;
  /** Whether a capitalised word of a claim is among them, in its own or a plainly equal form. */
  back(tokens: readonly Token[], at: number): boolean;
}

export function wordsHeld(
  quotes: readonly { tokens: readonly Token[]; spans: readonly NamedSpan[]; sums: ReadonlySet<Token> }[],
): HeldWords {
  const written = new Set<string>();
  /** Two words in a row. */
  const pairs = new Set<string>();
  const titles = new Set<string>();
  for (const { tokens, spans, sums } of quotes) {
    for (const [index, token] of tokens.entries()) {
      if (token.kind !== 'word' || sums.has(token)) continue;
      // "Korea" is not in "North Korea".
      if (spans.some(({ isListed, from, to }) => isListed && to - from > 1 && from <= index && index < to))
        continue;
      if (!isPartOfPlace(tokens, index)) written.add(withoutAccents(token.text));
      for (const name of namesAfter(tokens, index)) {
        const title = TITLES.get(token.plain);
        if (title) titles.add(`${title} ${name}`);
      }
      pairs.add(`${tokens[index - 1]?.plain} ${token.plain}`);
    }
  }
  const inAnyCapitals = new Set(
    [...written].filter((word) => word.length >= 4 && isCapital(word)).map((word) => word.toLowerCase()),
  );
  return {
    hasInLowerCase: (word) => written.has(withoutAccents(word.toLowerCase())),
    back(tokens, at) {
      const token = tokens[at];
      if (!token) return false;
      // A paper may call anyone Mr or Ms, but not Mr Jones who is Mrs Jones in its quotes.
      const title = TITLES.get(token.plain);
      const named = namesAfter(tokens, at);
      if (title && named.length > 0) {
        const has = (one: string) => named.some((name) => titles.has(`${one} ${name}`));
        return has(title) || !has(title === 'Mr' ? 'Ms' : 'Mr');
      }
      const word = withoutAccents(token.text);
      if (written.has(word)) return true;
      const before = tokens[at - 1];
      if (PLACE_OPENING.test(before?.text ?? '') && pairs.has(`${before?.plain} ${token.plain}`)) return true;
      // NATO and Nato, HAITI in a headline.
      if (
        (isUpper(word) ||
          [...written].some((other) => isUpper(other) && other.toLowerCase() === word.toLowerCase())) &&
        inAnyCapitals.has(word.toLowerCase())
      )
        return true;
      const lower = word.toLowerCase();
      if (HOUSE_STYLE.has(lower) || HOUSE_STYLE.has(lower.replace(/s$/, ''))) {
        const forms = [lower, `${lower}s`, lower.replace(/s$/, ''), `${lower}es`];
        if (
          forms.some((form) => written.has(form) || written.has(form.charAt(0).toUpperCase() + form.slice(1)))
        )
          return true;
      }
      if (PARTICLES.has(lower) && written.has(lower)) return true;
      return hasOtherNumber(tokens, at, word, written, pairs);
    },
  };
}

/** Whether a token of a claim is a name that its quotes must hold. */
export function isName(tokens: readonly Token[], at: number, words: HeldWords): boolean {
  const token = tokens[at];
  if (token?.kind !== 'word' || !isCapital(token.text)) return false;
  // The article of "L'aide" is none.
  if (/^(L|D|J|N|S|C|M|T|Qu)$/.test(token.text) && tokens[at + 1]?.text === "'" && tokens[at + 1]?.isGlued)
    return false;
  if (at > 0 && !(at === 1 && tokens[0]?.kind === 'sign')) return true;
  const { plain } = token;
  const forms = plain.endsWith('s') ? [plain, plain.slice(0, -1)] : [plain, `${plain}s`];
  return !OPENINGS.has(plain) && !forms.some((form) => words.hasInLowerCase(form));
}

// --- internal ---

const TITLES = new Map([
  ['mr', 'Mr'],
  ['mrs', 'Ms'],
  ['ms', 'Ms'],
  ['miss', 'Ms'],
]);

/** The capitalised words after a title, in small letters. */
function namesAfter(tokens: readonly Token[], at: number): string[] {
  if (!TITLES.has(tokens[at]?.plain ?? '')) return [];
  const from = tokens[at + 1]?.text === '.' ? at + 2 : at + 1;
  const end = tokens.findIndex(({ text }, index) => index >= from && !isCapital(text));
  return tokens.slice(from, end < 0 ? tokens.length : end).map(({ plain }) => plain);
}

/** "Dakota" in "North Dakota", which is not the one without "North". */
function isPartOfPlace(tokens: readonly Token[], at: number): boolean {
  const [token, before] = [tokens[at], tokens[at - 1]];
  if (!token || !before || !isCapital(token.text) || HOUSE_STYLE.has(token.plain)) return false;
  // "New" may only open the sentence.
  return PLACE_OPENING.test(before.text) && (before.text !== 'New' || tokens[at - 2]?.kind === 'word');
}

const PLACE_OPENING = /^(North|South|East|West|New)$/;

function isCapital(word: string): boolean {
  return /^\p{Lu}/u.test(word);
}

function isUpper(word: string): boolean {
  return word.length > 1 && /^\p{Lu}+$/u.test(word);
}

/**
 * "MPs" and "MP", "the Democrats" and "a Democrat". Not "Williams" and "William": one that stands beside another name, or
 * without a word that counts or points, may be somebody's.
 */
function hasOtherNumber(
  tokens: readonly Token[],
  at: number,
  word: string,
  written: ReadonlySet<string>,
  pairs: ReadonlySet<string>,
): boolean {
  if (/^\p{Lu}{2,}s$/u.test(word)) return written.has(word.slice(0, -1));
  if (isUpper(word) && written.has(`${word}s`)) return true;
  const others = word.endsWith('s') ? [`${word}s`, word.slice(0, -1)] : [`${word}s`];
  const [before, after] = [tokens[at - 1], tokens[at + 1]];
  if (after?.kind === 'word' && isCapital(after.text)) return false;
  if (before?.kind === 'word' && isCapital(before.text) && !COUNTING.has(before.plain)) {
    // The Lib Dems, a Lib Dem.
    const isCounted = COUNTING.has(tokens[at - 2]?.plain ?? '');
    return isCounted && others.some((other) => pairs.has(`${before.plain} ${other.toLowerCase()}`));
  }
  return word.length >= 5 && COUNTING.has(before?.plain ?? '') && others.some((other) => written.has(other));
}

const COUNTING = new Set(
  'the a an two three four five six seven eight nine ten some many several most all other both each every no few'.split(
    ' ',
  ),
);

/** Words that are capitalised only because they open the sentence, and are nobody's name. */
const OPENINGS = new Set(
  [
    'one a an the this that these those it its he she they his her their there here i we you our your in on at of to for from by with as and or but if when where while who what which no not since after before under over despite during because both some all any each every most many more much few fewer several other another about around exactly precisely roughly approximately nearly almost only just even still yet also now today yesterday tomorrow according among between within without through against across along unlike although though once until unless whether how why then',
    'former last next early late first second third later earlier recently up down off out nobody nothing everyone everybody something someone',
    'officials authorities police officers prosecutors lawyers judges investigators witnesses experts critics analysts researchers scientists doctors nurses teachers students pupils parents families children women men people residents neighbours voters councillors ministers workers employees staff protesters campaigners fans rescuers soldiers troops gunmen gangs migrants refugees prisoners victims survivors members',
    'shares prices profits profit sales revenue inflation unemployment figures results reports talks plans work construction production exports imports taxes costs',
  ].flatMap((line) => line.split(' ')),
);
