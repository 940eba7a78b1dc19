import { type FullName, fullNamesIn, isWhole } from './full-names.ts';
import type { Language } from './language.ts';
import type { EqualNames, NamedSpan } from './names.ts';
import type { Statement } from './statement.ts';
import { statementsOf } from './statements.ts';
import { straighten, type Token, tokensOf } from './tokens.ts';
import { isName, wordsHeld } from './words.ts';

/** A claim, or words of a source. */
export interface Sentence {
  text: string;
  /** More than one where it cannot be told which; the likeliest first. */
  languages: readonly Language[];
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
export function supportOf(claim: Sentence, quotes: readonly Sentence[], names: EqualNames): Support {
  const support: Support = { unbacked: [], proven: { number: 0, date: 0, name: 0 } };
  const claimed = read(claim, names);
  const quoted = quotes.map((quote) => read(quote, names));
  const groups = new Set(quoted.flatMap(({ spans }) => spans.map(({ group }) => group)));
  const isEqual = (from: number, to: number) =>
    claimed.spans.some((span) => groups.has(span.group) && span.from <= from && span.to >= to);

  const parts = [
    ...statedParts(claimed, quoted, isEqual),
    ...namedParts(claimed, quoted, isEqual),
    ...mixedNames(claimed, quoted, isEqual),
  ];
  for (const { kind, from, to, isBacked } of merged(parts)) {
    const words = claimed.text.slice(claimed.tokens[from]?.start, claimed.tokens[to - 1]?.end);
    if (isBacked) support.proven[kind]++;
    else if (!support.unbacked.some((other) => other.words === words))
      support.unbacked.push({ kind, words, isOpening: from === 0 });
  }
  return support;
}

// --- internal ---

interface Read {
  text: string;
  tokens: readonly Token[];
  statements: readonly Statement[];
  spans: readonly NamedSpan[];
  fullNames: readonly FullName[];
  /** Tokens that are part of a sum: "US" in "US$5m" names no country. */
  sums: ReadonlySet<Token>;
}

/** A stretch of the claim's tokens, judged. */
interface Part {
  kind: Unbacked['kind'];
  from: number;
  to: number;
  isBacked: boolean;
}

/** Whether the desk's lexicon or the product's list makes a stretch of the claim equal to something in a quote. */
type IsEqual = (from: number, to: number) => boolean;

function read({ text: written, languages }: Sentence, names: EqualNames): Read {
  const text = straighten(written);
  const tokens = tokensOf(text);
  const statements = agreed(
    text,
    languages.map((language) => statementsOf(tokens, language)),
  );
  const amounts = statements.filter(({ holds }) => holds.some((key) => key.startsWith('n:')));
  const sums = new Set(tokens.filter((token) => amounts.some((amount) => isWithin(token, amount))));
  const spans = languages
    .flatMap((language) => names.find(tokens, language))
    .filter(({ from, to }) => !tokens.slice(from, to).every((token) => sums.has(token)));
  const fullNames = fullNamesIn(tokens, spans, statements);
  return { text, tokens, statements, spans, fullNames, sums };
}

/**
 * The statements of a text that may be in several languages: of readings that overlap the longest, since "2.500 millones"
 * is no 2.5 in Spanish. Where two are as long and differ, what both hold, and the words themselves: "5 billion".
 */
function agreed(text: string, readings: readonly (readonly Statement[])[]): readonly Statement[] {
  const [first = [], ...others] = readings;
  if (others.length === 0) return first;
  const length = ({ start, end }: Statement) => end - start;
  return readings.flatMap((statements, language) =>
    statements.flatMap((one) => {
      const rivals = readings.flatMap((other, index) =>
        index === language ? [] : other.filter(({ start, end }) => start < one.end && one.start < end),
      );
      if (rivals.some((rival) => length(rival) > length(one))) return [];
      const equals = rivals.filter((rival) => length(rival) === length(one));
      const holds = one.holds.filter((key) => equals.every((rival) => rival.holds.includes(key)));
      return [{ ...one, holds: [...holds, ...(equals.length > 0 ? [asWritten(text, one)] : [])] }];
    }),
  );
}

function asWritten(text: string, { start, end }: Statement): string {
  return `written:${text.slice(start, end).toLowerCase()}`;
}

function statedParts({ text, tokens, statements }: Read, quoted: readonly Read[], isEqual: IsEqual): Part[] {
  const held = new Set(quoted.flatMap((quote) => quote.statements.flatMap(({ holds }) => holds)));
  return statements.flatMap((statement) => {
    if (statement.says.length === 0) return [];
    const from = tokens.findIndex((token) => isWithin(token, statement));
    const to = tokens.findLastIndex((token) => isWithin(token, statement)) + 1;
    const isBacked =
      statement.says.some((key) => held.has(key)) ||
      held.has(asWritten(text, statement)) ||
      isEqual(from, to);
    return [{ kind: statement.kind, from, to, isBacked }];
  });
}

function namedParts(claimed: Read, quoted: readonly Read[], isEqual: IsEqual): Part[] {
  const { tokens, spans } = claimed;
  const words = wordsHeld(quoted);
  const parts: Part[] = [];
  for (let at = 0; at < tokens.length; at++) {
    if (isStated(claimed, at)) continue;
    const listed = spans.find(({ from, isListed }) => isListed && from === at);
    if (listed && tokens.slice(at, listed.to).some(({ text }) => /^\p{Lu}/u.test(text))) {
      parts.push({ kind: 'name', from: at, to: listed.to, isBacked: isEqual(at, listed.to) });
      at = listed.to - 1;
    } else if (isName(tokens, at, words)) {
      const isBacked = isEqual(at, at + 1) || words.back(tokens, at);
      parts.push({ kind: 'name', from: at, to: at + 1, isBacked });
    }
  }
  return parts;
}

/** Full names that are put together from parts of several. A single word, or one backed in another way, is judged already. */
function mixedNames({ fullNames }: Read, quoted: readonly Read[], isEqual: IsEqual): Part[] {
  const names = quoted.flatMap((quote) => quote.fullNames);
  const known = new Set(names.flatMap(({ words }) => words));
  return fullNames.flatMap(({ from, to, words }) => {
    if (words.length < 2 || !words.every((word) => known.has(word))) return [];
    return isEqual(from, to) || isWhole(words, names) ? [] : [{ kind: 'name', from, to, isBacked: false }];
  });
}

/** Words in a row that are not backed are one name: "International Criminal Court". */
function merged(parts: readonly Part[]): Part[] {
  const all: Part[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    const isOne = last?.kind === 'name' && part.kind === 'name' && !last.isBacked && !part.isBacked;
    if (isOne && last.to === part.from) last.to = part.to;
    else all.push({ ...part });
  }
  return all;
}

function isStated({ tokens, statements }: Read, at: number): boolean {
  const token = tokens[at];
  return statements.some((one) => one.says.length > 0 && token !== undefined && isWithin(token, one));
}

function isWithin(token: Token, { start, end }: Statement): boolean {
  return token.start >= start && token.end <= end;
}
