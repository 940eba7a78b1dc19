import { isLater } from './calendar.ts';
import type { Fault } from './fault.ts';
import { findQuote, firstDifference, paragraphsOf } from './quote.ts';
import type { Evidence, Fact, FactEntry, LexiconGroup, Quote, Source } from './schema.ts';
import { findUnsupported } from './support.ts';

/** A fact as read from a file, with the way back to its lines. */
export interface WrittenFact {
  entry: FactEntry;
  topic: string;
  file: string;
  lineOf(...path: PropertyKey[]): number;
}

/**
 * Proves that every fact rests on words that stand in a source, and that the facts fit together.
 * @param options.referencesCount false when some fact file could not be read, so that ids may be missing for that reason alone
 * @param options.unread sources that have a fault of their own: quotes from them are not judged
 */
export function proveFacts(
  written: readonly WrittenFact[],
  sources: ReadonlyMap<string, Source>,
  lexicon: readonly LexiconGroup[],
  options: { referencesCount: boolean; unread: ReadonlySet<string> },
): { facts: Map<string, Fact>; faults: Fault[] } {
  const faults: Fault[] = [];
  const facts = new Map<string, Fact>();
  const homes = new Map<string, WrittenFact>();
  for (const one of written) {
    const { entry, topic } = one;
    const fault = (path: PropertyKey[], message: string) =>
      faults.push({ file: one.file, line: one.lineOf(...path), message: `${entry.id}: ${message}` });

    const first = homes.get(entry.id);
    if (first) {
      fault(
        ['id'],
        `the id is taken by ${first.file}:${first.lineOf('id')}; an id is never used twice, choose another`,
      );
      continue;
    }
    homes.set(entry.id, one);
    const locate = (key: 'evidence' | 'context') =>
      entry[key].flatMap((quote, index) => {
        if (options.unread.has(quote.source)) return [];
        const found = locateQuote(quote, sources);
        if (typeof found !== 'string') return [found];
        fault([key, index, found.startsWith('there is no source') ? 'source' : 'quote'], found);
        return [];
      });
    const evidence = locate('evidence');
    const context = locate('context');
    const fact: Fact = { ...entry, topic, evidence, context };
    facts.set(entry.id, fact);

    // A claim is weighed only when all its quotes were found: what is missing would be blamed twice.
    if (evidence.length === entry.evidence.length && context.length === entry.context.length) {
      const quoted = [...evidence, ...context].map((span) => span.quote);
      for (const word of findUnsupported(entry.claim, quoted, lexicon)) {
        fault(
          ['claim'],
          `"${word}" in the claim stands in none of its quotes; quote the words that back it in evidence or context`,
        );
      }
    }
    for (const { source: id } of entry.evidence) {
      const published = sources.get(id)?.published;
      if (entry.as_of && published && isLater(entry.as_of, published)) {
        fault(
          ['as_of'],
          `${entry.as_of} is later than its source ${id} (${published}); expected a date the source could know`,
        );
      }
    }
  }
  if (options.referencesCount) faults.push(...referenceFaults(homes));
  for (const fact of facts.values()) {
    for (const other of fact.disagrees_with) {
      const side = facts.get(other);
      if (side && !side.disagrees_with.includes(fact.id))
        side.disagrees_with = [...side.disagrees_with, fact.id];
    }
  }
  return { facts, faults };
}

// --- internal ---

function locateQuote(quote: Quote, sources: ReadonlyMap<string, Source>): Evidence | string {
  const source = sources.get(quote.source);
  if (!source) {
    const known = [...sources.keys()].join(', ') || 'none';
    return `there is no source "${quote.source}"; expected one of: ${known}`;
  }
  const places = findQuote(source.text, quote.quote);
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
      ? `the quote stands in paragraphs ${numbers.join(' and ')} of ${source.id}; say which with "paragraph: n"`
      : `the quote stands ${spans.length} times in paragraph ${numbers[0]} of ${source.id}; quote more words, so that it stands once`;
  }
  return { source: source.id, quote: source.text.slice(span.start, span.end), ...span };
}

function quoteFault(quote: Quote, source: Source, elsewhere: number[]): string {
  if (elsewhere.length > 0) {
    return `the quote does not stand in paragraph ${quote.paragraph} of ${source.id} but in ${elsewhere.join(', ')}; mend the number`;
  }
  const count = paragraphsOf(source.text).length;
  if (quote.paragraph !== undefined && quote.paragraph > count) {
    return `${source.id} has ${count} paragraphs, not ${quote.paragraph}; mend the number`;
  }
  const difference = firstDifference(source.text, quote.quote);
  return difference
    ? `the quote does not stand in ${source.id}: it says "${difference.quoteSays}" where paragraph ${difference.paragraph} says "${difference.sourceSays}"; copy the source's exact words`
    : `the quote does not stand in ${source.id}; copy the source's exact words, from one paragraph`;
}

function referenceFaults(homes: ReadonlyMap<string, WrittenFact>): Fault[] {
  const faults: Fault[] = [];
  for (const one of homes.values()) {
    const { entry } = one;
    const fault = (path: PropertyKey[], message: string) =>
      faults.push({ file: one.file, line: one.lineOf(...path), message: `${entry.id}: ${message}` });
    entry.disagrees_with.forEach((other, index) => {
      if (other === entry.id) fault(['disagrees_with', index], 'disagrees with itself; name the other fact');
      else if (!homes.has(other))
        fault(['disagrees_with', index], `there is no fact "${other}"; name one that exists`);
    });
    if (entry.superseded_by === null) continue;
    const chain = [entry.id];
    let next: string | null = entry.superseded_by;
    while (next !== null && homes.has(next) && !chain.includes(next)) {
      chain.push(next);
      next = homes.get(next)?.entry.superseded_by ?? null;
    }
    const last = homes.get(chain.at(-1) ?? '')?.entry;
    if (next !== null && chain.includes(next)) {
      fault(
        ['superseded_by'],
        `is superseded in a circle (${[...chain, next].join(' → ')}); the newest fact has none after it`,
      );
    } else if (next !== null) {
      fault(['superseded_by'], `there is no fact "${next}"; name the fact that took its place`);
    } else if (last?.withheld) {
      fault(['superseded_by'], `its successor "${last.id}" is withheld; name a fact that is shown`);
    }
  }
  return faults;
}
