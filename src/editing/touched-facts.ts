import { findQuote, quotable } from '../facts/quote.ts';
import type { OpenDesk } from './open-desk.ts';
import { shortened } from './source-file.ts';

/** Which facts a new text of a source touches, one line each with what became of their quotes; those whose quotes all stand are not named. */
export function touchedFacts({ facts }: OpenDesk, source: string, text: string): string[] {
  const now = quotable(text);
  return facts.flatMap(({ entry, file, lineOf }) => {
    const quotes = [...entry.evidence, ...entry.context].filter((quote) => quote.source === source);
    const lost = quotes.flatMap(({ quote, paragraph }) => {
      const places = findQuote(now, quote);
      if (places.length === 0) return [`“${shortened(quote)}” is not in it any more`];
      if (paragraph !== undefined && !places.some((place) => place.paragraph === paragraph))
        return [`“${shortened(quote)}” is in paragraph ${places[0]?.paragraph} now, not ${paragraph}`];
      if (paragraph === undefined && places.length > 1)
        return [`“${shortened(quote)}” stands in it ${places.length} times; choose one with "paragraph: n"`];
      return [];
    });
    return lost.length === 0 ? [] : [`${file}:${lineOf('id')}: ${entry.id}: ${lost.join('; ')}`];
  });
}
