import { isLater } from './calendar.ts';
import { LANGUAGE_NAMES, type Language, languageOf, languagesOf } from './claim/language.ts';
import { createEqualNames } from './claim/names.ts';
import { type Sentence, supportOf, type Unbacked } from './claim/support.ts';
import type { Fault } from './fault.ts';
import type { Written } from './folder.ts';
import { findQuote, firstDifference, type Quotable, quotable, type Span } from './quote.ts';
import type { Evidence, FactEntry, LexiconGroup, Quote, Source } from './schema.ts';

/**
 * The source's own words that a fact rests on. Where a quote was not found, the paragraph that it comes nearest to stands
 * in its place.
 */
interface Proof {
  evidence: Evidence[];
  context: Evidence[];
  faults: Fault[];
}

/** What proves the facts of one base. */
export interface Prover {
  prove(fact: Written<FactEntry>): Proof;
  /** What the proofs so far rest on. */
  readonly proven: Proven;
}

/** How much of each kind was found in the sources. */
export interface Proven {
  quotes: number;
  numbers: number;
  dates: number;
  names: number;
  /** Facts whose speaker (`says`) has a name that none of their quotes holds. */
  unheard: string[];
}

/**
 * Proves that the quotes of a fact are in their sources, and that its claim names nothing beyond them.
 * @param unread sources that have a fault of their own: quotes from them are not judged
 * @param claims all claims of the base, which tell the language they are written in
 */
export function createProver(
  sources: ReadonlyMap<string, Source>,
  unread: ReadonlySet<string>,
  lexicon: readonly LexiconGroup[],
  claims: readonly string[],
): Prover {
  const prepared = new Map([...sources].map(([id, source]) => [id, prepare(source)]));
  const names = createEqualNames(lexicon);
  const languages = [languageOf(claims.join('\n'))];
  const proven: Proven = { quotes: 0, numbers: 0, dates: 0, names: 0, unheard: [] };
  return {
    proven,
    prove({ entry, file, lineOf, broken }) {
      const faults: Fault[] = [];
      const fault = (path: PropertyKey[], message: string) =>
        faults.push({ file, line: lineOf(...path), message: `${entry.id}: ${message}` });
      let isOfUnread = false;
      const locate = (key: 'evidence' | 'context') =>
        entry[key].flatMap((quote, index): Located[] => {
          isOfUnread ||= unread.has(quote.source);
          if (unread.has(quote.source)) return [];
          const found = locateQuote(quote, prepared);
          if (!('message' in found)) return [{ span: found, isFound: true }];
          const { message, near } = found;
          fault([key, index, near === undefined ? 'source' : 'quote'], message);
          return near ? [{ span: near, typed: quote.quote, isFound: false }] : [];
        });
      const evidence = locate('evidence');
      const context = locate('context');
      const located = [...evidence, ...context];
      proven.quotes += located.filter(({ isFound }) => isFound).length;

      // Words of a quote that was not found back the claim where either it or the passage meant has them: what is missing is
      // blamed once.
      const isWeighed =
        !isOfUnread &&
        !['claim', 'evidence', 'context'].some((key) => broken.has(key)) &&
        located.length === entry.evidence.length + entry.context.length;
      if (isWeighed) {
        const quotes = located.flatMap(({ span: { quote, source, paragraph }, typed }) => {
          const languages = prepared.get(source)?.languagesAt(quote, paragraph) ?? ['en' as const];
          return [quote, ...(typed === undefined ? [] : [typed])].map((text) => ({ text, languages }));
        });
        const support = supportOf({ text: entry.claim, languages }, quotes, names);
        proven.numbers += support.proven.number;
        proven.dates += support.proven.date;
        proven.names += support.proven.name;
        if (
          entry.says !== null &&
          supportOf({ text: entry.says, languages }, quotes, names).unbacked.length > 0
        )
          proven.unheard.push(entry.id);
        for (const unbacked of support.unbacked) fault(['claim'], unbackedMessage(unbacked, quotes));
      }
      for (const { source: id } of entry.evidence) {
        const published = sources.get(id)?.published;
        if (entry.as_of && published && isLater(entry.as_of, published)) {
          const message = `${entry.as_of} is later than its source ${id} (${published}); expected a date the source could know`;
          fault(['as_of'], message);
        }
      }
      const spans = (list: readonly Located[]) => list.map(({ span }) => span);
      return { evidence: spans(evidence), context: spans(context), faults };
    },
  };
}

// --- internal ---

interface Located {
  span: Evidence;
  isFound: boolean;
  /** What was written, where it was not found. */
  typed?: string;
}

/** A quote that was not found; `near` is the paragraph it may be meant for, null when none is, absent without the source. */
interface NotFound {
  message: string;
  near?: Evidence | null;
}

/** A source prepared for looking its quotes up. */
interface PreparedSource extends Source, Quotable {
  languagesAt(quote: string, paragraph: number): readonly Language[];
}

function prepare(source: Source): PreparedSource {
  const { text, paragraphs } = quotable(source.text);
  const lines = paragraphs.map(({ start, end }) => text.slice(start, end));
  const tell = languagesOf(lines);
  const languagesAt = (quote: string, paragraph: number) => tell(quote, lines[paragraph - 1] ?? '');
  return { ...source, text, paragraphs, languagesAt };
}

/** What the claim has, what was expected, and the cure that fits its kind and the language of its quotes. */
function unbackedMessage({ kind, words, isOpening }: Unbacked, quotes: readonly Sentence[]): string {
  const what = `"${words}" in the claim is in none of its quotes`;
  if (kind !== 'name') {
    const expected = kind === 'date' ? 'the same date' : 'the same value, with its unit or currency, whole';
    return `${what}; expected ${expected}: correct it, or quote the words that back it in evidence or context`;
  }
  const foreign = quotes.flatMap(({ languages }) => languages).find((language) => language !== 'en');
  const cures = [
    'quote the words that back it in evidence or context',
    ...(isOpening ? [`begin the claim with another word if "${words}" is no name`] : []),
    ...(foreign
      ? [
          `where a quote has it in ${LANGUAGE_NAMES[foreign]}, add both to the lexicon: - { means: [${words}], ${foreign}: [the quote's words] }`,
        ]
      : []),
  ];
  return `${what}; ${cures.join('; or ')}`;
}

function locateQuote(quote: Quote, sources: ReadonlyMap<string, PreparedSource>): Evidence | NotFound {
  const source = sources.get(quote.source);
  if (!source) {
    const ids = [...sources.keys()];
    const known = ids.slice(0, SOURCES).join(', ') || 'none';
    const more = ids.length > SOURCES ? ` and ${ids.length - SOURCES} more` : '';
    return { message: `there is no source "${quote.source}"; expected one of: ${known}${more}` };
  }
  const places = findQuote(source, quote.quote);
  const spans =
    quote.paragraph === undefined ? places : places.filter((span) => span.paragraph === quote.paragraph);
  const [span] = spans;
  if (!span) return notFound(quote, source, places);
  const found = { source: source.id, quote: source.text.slice(span.start, span.end), ...span };
  if (spans.length === 1) return found;
  const numbers = [...new Set(spans.map((place) => place.paragraph))];
  const message =
    numbers.length > 1
      ? `the quote is in paragraphs ${numbers.join(' and ')} of ${source.id}; choose one with "paragraph: n"`
      : `the quote occurs ${spans.length} times in paragraph ${numbers[0]} of ${source.id}; quote more words, so that it occurs once`;
  return { message, near: found };
}

/** Sources that a message names. */
const SOURCES = 20;

function notFound(quote: Quote, source: PreparedSource, places: readonly Span[]): NotFound {
  const around = (paragraph: number): Evidence | null => {
    const meant = source.paragraphs[paragraph - 1];
    if (!meant) return null;
    const { start, end } = meant;
    return { source: source.id, quote: source.text.slice(start, end), paragraph, start, end };
  };
  const [elsewhere] = places;
  if (elsewhere) {
    const numbers = places.map(({ paragraph }) => paragraph).join(', ');
    const message = `the quote is not in paragraph ${quote.paragraph} of ${source.id} but in ${numbers}; correct the number`;
    return { message, near: around(elsewhere.paragraph) };
  }
  const count = source.paragraphs.length;
  if (quote.paragraph !== undefined && quote.paragraph > count)
    return {
      message: `${source.id} has ${count} paragraphs, not ${quote.paragraph}; correct the number`,
      near: null,
    };
  const difference = firstDifference(source, quote.quote);
  if (!difference) {
    const message = `the quote is not in ${source.id}; copy the source's exact words, from one paragraph`;
    return { message, near: null };
  }
  const { paragraph, quoteSays, sourceSays } = difference;
  const message = `the quote is not in ${source.id}: it says "${quoteSays}" where paragraph ${paragraph} says "${sourceSays}"; copy the source's exact words`;
  return { message, near: around(paragraph) };
}
