import { HOUSE_STYLE } from './house-style.ts';
import type { NamedSpan } from './names.ts';
import type { Statement } from './statement.ts';
import type { Token } from './tokens.ts';

/** Capitalised words in a row, such as a person's full name. Titles, countries, dates and initials are no part of one. */
export interface FullName {
  /** Index of the first token, and of the one after the last. */
  from: number;
  to: number;
  words: string[];
  /** The first word opens a sentence and may not belong to it. */
  isOpening: boolean;
}

export function fullNamesIn(
  tokens: readonly Token[],
  spans: readonly NamedSpan[],
  statements: readonly Statement[],
): FullName[] {
  const names: FullName[] = [];
  const listed = new Set(spans.flatMap(({ from, to, isListed }) => (isListed ? tokens.slice(from, to) : [])));
  const isStated = ({ start, end }: Token) => statements.some((one) => start >= one.start && end <= one.end);
  let current: FullName | null = null;
  for (const [at, token] of tokens.entries()) {
    const before = tokens[at - 1];
    if (token.text === '-' && token.isGlued && tokens[at + 1]?.isGlued) continue;
    const isPart =
      token.kind === 'word' &&
      /^\p{Lu}[\p{L}\p{M}]*\p{Ll}/u.test(token.text) &&
      !HOUSE_STYLE.has(token.plain) &&
      !HONORIFICS.has(token.plain) &&
      !listed.has(token) &&
      !isStated(token);
    if (!isPart) {
      current = null;
      continue;
    }
    if (current) {
      current.words.push(token.plain);
      current.to = at + 1;
      continue;
    }
    const isOpening = before === undefined || /^[.!?:"“«]$/.test(before.text);
    current = { from: at, to: at + 1, words: [token.plain], isOpening };
    names.push(current);
  }
  return names;
}

/**
 * Whether a full name of a claim is made of whole names in its quotes: "Labour MP Ana Diaz" of "Ana Diaz, a Labour MP", and
 * not "Mary Smith" of "Mary Brown and John Smith". A middle name may be left out.
 */
export function isWhole(words: readonly string[], quoted: readonly FullName[]): boolean {
  if (words.length === 0) return true;
  return words.some((_, index) => {
    const piece = words.slice(0, index + 1);
    const rest = words.slice(index + 1);
    return quoted.some((name) => isPieceOf(piece, name, rest.length > 0) && isWholeAfter(rest, quoted));
  });
}

// --- internal ---

const HONORIFICS = new Set(
  'mr mrs ms miss dr sir dame lord lady cllr rev sgt lt col gen capt prof st mme mlle m sr sra'.split(' '),
);

/** The same for what follows a name that has ended: the next piece begins one. */
function isWholeAfter(words: readonly string[], quoted: readonly FullName[]): boolean {
  if (words.length === 0) return true;
  return words.some((_, index) => {
    const piece = words.slice(0, index + 1);
    const rest = words.slice(index + 1);
    return quoted.some(
      (name) =>
        (piece[0] === name.words[0] || (name.isOpening && piece[0] === name.words[1])) &&
        isPieceOf(piece, name, rest.length > 0) &&
        isWholeAfter(rest, quoted),
    );
  });
}

/** Whether the words stand in a name in this order, at its end where another name follows them. */
function isPieceOf(piece: readonly string[], { words }: FullName, atEnd: boolean): boolean {
  if (atEnd && piece.at(-1) !== words.at(-1)) return false;
  let at = 0;
  for (const word of words) if (word === piece[at]) at++;
  return at === piece.length;
}
