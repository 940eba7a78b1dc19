import { isLater } from './calendar.ts';
import type { Fault } from './fault.ts';
import type { Written } from './folder.ts';
import { findQuote, firstDifference, type Quotable, quotable } from './quote.ts';
import type { Evidence, FactEntry, Quote, Source } from './schema.ts';
import { type EqualWords, findUnsupported } from './support.ts';

/** The source's own words that a fact rests on. */
export interface Proof {
  evidence: Evidence[];
  context: Evidence[];
  faults: Fault[];
}

/** A source prepared for looking its quotes up. */
export type QuotableSource = Source & Quotable;

export function quotableSources(sources: ReadonlyMap<string, Source>): Map<string, QuotableSource> {
  return new Map([...sources].map(([id, source]) => [id, { ...source, ...quotable(source.text) }]));
}

/**
 * Proves that the quotes of a fact are in their sources, and that its claim names nothing beyond them.
 * @param unread sources that have a fault of their own: quotes from them are not judged
 */
export function proveFact(
  { entry, file, lineOf }: Written<FactEntry>,
  sources: ReadonlyMap<string, QuotableSource>,
  equals: EqualWords,
  unread: ReadonlySet<string>,
): Proof {
  const faults: Fault[] = [];
  const fault = (path: PropertyKey[], message: string) =>
    faults.push({ file, line: lineOf(...path), message: `${entry.id}: ${message}` });
  const locate = (key: 'evidence' | 'context') =>
    entry[key].flatMap((quote, index) => {
      if (unread.has(quote.source)) return [];
      const found = locateQuote(quote, sources);
      if (typeof found !== 'string') return [found];
      fault([key, index, found.startsWith('there is no source') ? 'source' : 'quote'], found);
      return [];
    });
  const evidence = locate('evidence');
  const context = locate('context');

  // A claim is weighed only when all its quotes were found: what is missing would be blamed twice.
  if (evidence.length === entry.evidence.length && context.length === entry.context.length) {
    const quoted = [...evidence, ...context].map((span) => span.quote);
    for (const word of findUnsupported(entry.claim, quoted, equals)) {
      const message = `"${word}" in the claim is in none of its quotes; quote the words that back it in evidence or context`;
      fault(['claim'], message);
    }
  }
  for (const { source: id } of entry.evidence) {
    const published = sources.get(id)?.published;
    if (entry.as_of && published && isLater(entry.as_of, published)) {
      const message = `${entry.as_of} is later than its source ${id} (${published}); expected a date the source could know`;
      fault(['as_of'], message);
    }
  }
  return { evidence, context, faults };
}

// --- internal ---

function locateQuote(quote: Quote, sources: ReadonlyMap<string, QuotableSource>): Evidence | string {
  const source = sources.get(quote.source);
  if (!source) {
    const known = [...sources.keys()].join(', ') || 'none';
    return `there is no source "${quote.source}"; expected one of: ${known}`;
  }
  const places = findQuote(source, quote.quote);
  const spans =
    quote.paragraph === undefined ? places : places.filter((span) => span.paragraph === quote.paragraph);
  const [span] = spans;
  if (!span)
    return quoteFault(
      quote,
      source,
      places.map((place) => place.paragraph),
    );
  if (spans.length > 1) {
    const numbers = [...new Set(spans.map((place) => place.paragraph))];
    return numbers.length > 1
      ? `the quote is in paragraphs ${numbers.join(' and ')} of ${source.id}; choose one with "paragraph: n"`
      : `the quote occurs ${spans.length} times in paragraph ${numbers[0]} of ${source.id}; quote more words, so that it occurs once`;
  }
  return { source: source.id, quote: source.text.slice(span.start, span.end), ...span };
}

function quoteFault(quote: Quote, source: QuotableSource, elsewhere: number[]): string {
  if (elsewhere.length > 0) {
    return `the quote is not in paragraph ${quote.paragraph} of ${source.id} but in ${elsewhere.join(', ')}; correct the number`;
  }
  const count = source.paragraphs.length;
  if (quote.paragraph !== undefined && quote.paragraph > count) {
    return `${source.id} has ${count} paragraphs, not ${quote.paragraph}; correct the number`;
  }
  const difference = firstDifference(source, quote.quote);
  return difference
    ? `the quote is not in ${source.id}: it says "${difference.quoteSays}" where paragraph ${difference.paragraph} says "${difference.sourceSays}"; copy the source's exact words`
    : `the quote is not in ${source.id}; copy the source's exact words, from one paragraph`;
}
