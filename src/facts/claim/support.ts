import type { Language } from './language.ts';
import type { EqualNames } from './names.ts';
import type { Statement } from './statement.ts';
import { statementsOf } from './statements.ts';
import { straighten, tokensOf } from './tokens.ts';
import { isName, wordsHeld } from './words.ts';

/** Words of a source, and the language it is in. */
export interface Quoted {
  text: string;
  language: Language;
}

/** A number, date or name of a claim that its quotes do not hold. */
export interface Unbacked {
  kind: 'number' | 'date' | 'name';
  /** As the claim has it. */
  words: string;
  /** It opens the claim, where any word has a capital. */
  isOpening: boolean;
}

export interface Support {
  unbacked: Unbacked[];
  /** How many of each kind the quotes hold. */
  proven: Record<Unbacked['kind'], number>;
}

/** Holds each number, date and name of a claim against its quotes. */
export function supportOf(claim: Quoted, quotes: readonly Quoted[], names: EqualNames): Support {
  const support: Support = { unbacked: [], proven: { number: 0, date: 0, name: 0 } };
  const text = straighten(claim.text);
  const judge = (kind: Unbacked['kind'], words: string, isBacked: boolean, isOpening = false) => {
    if (isBacked) support.proven[kind]++;
    else if (!support.unbacked.some((other) => other.words === words))
      support.unbacked.push({ kind, words, isOpening });
  };

  const read = quotes.map(({ text, language }) => {
    const tokens = tokensOf(straighten(text));
    return { tokens, spans: names.find(tokens, language), statements: statementsOf(tokens, language) };
  });
  const held = new Set(read.flatMap(({ statements }) => statements.flatMap(({ holds }) => holds)));
  const groups = new Set(read.flatMap(({ spans }) => spans.map(({ group }) => group)));
  const tokens = tokensOf(text);
  const spans = names.find(tokens, claim.language);
  const isCovered = (from: number, to: number) =>
    spans.some((span) => groups.has(span.group) && span.from <= from && span.to >= to);

  const stated = statementsOf(tokens, claim.language).filter(({ says }) => says.length > 0);
  for (const statement of stated) {
    const { kind, start, end, says } = statement;
    const inside = indexesOf(tokens, statement);
    judge(
      kind,
      text.slice(start, end),
      says.some((key) => held.has(key)) || isCovered(inside.from, inside.to),
    );
  }

  const isStated = (at: number) =>
    stated.some(({ start, end }) => (tokens[at]?.start ?? 0) >= start && (tokens[at]?.end ?? 0) <= end);
  const words = wordsHeld(read);
  for (let at = 0; at < tokens.length; at++) {
    const listed = spans.find(
      ({ from, isListed, to }) =>
        isListed && from === at && tokens.slice(from, to).some(({ text }) => /^\p{Lu}/u.test(text)),
    );
    if (listed && !isStated(at)) {
      const name = text.slice(tokens[at]?.start, tokens[listed.to - 1]?.end);
      judge('name', name, isCovered(at, listed.to) || isCovered(at, at + 1));
      at = listed.to - 1;
      continue;
    }
    const token = tokens[at];
    if (!token || isStated(at) || !isName(tokens, at, words)) continue;
    judge('name', token.text, isCovered(at, at + 1) || words.back(tokens, at), at === 0);
  }
  return support;
}

// --- internal ---

function indexesOf(
  tokens: ReturnType<typeof tokensOf>,
  { start, end }: Statement,
): { from: number; to: number } {
  const from = tokens.findIndex((token) => token.start >= start);
  const to = tokens.findIndex((token) => token.start >= end);
  return { from, to: to < 0 ? tokens.length : to };
}
