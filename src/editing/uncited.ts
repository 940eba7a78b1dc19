import { findQuote, paragraphsOf, quotable } from '../facts/quote.ts';
import type { Source } from '../facts/schema.ts';
import type { OpenDesk } from './open-desk.ts';
import { type Sentence, sentencesOf } from './sentences.ts';

/** A sentence that no fact cites, in its paragraph. */
export interface Uncited {
  paragraph: number;
  /** The paragraph's text, and the sentence within it. */
  whole: string;
  sentence: Sentence;
  /** No sentence of the paragraph is cited: it may be left out as a whole. */
  isWholeParagraph: boolean;
}

/** The sentences of a source that no fact cites, those left out on purpose aside. */
export function uncitedSentences({ facts }: OpenDesk, source: Source): Uncited[] {
  const text = quotable(source.text);
  const cited = facts.flatMap(({ entry }) =>
    entry.withheld
      ? []
      : [...entry.evidence, ...entry.context].flatMap((quote) =>
          quote.source !== source.id
            ? []
            : findQuote(text, quote.quote).filter(
                ({ paragraph }) => quote.paragraph === undefined || quote.paragraph === paragraph,
              ),
        ),
  );
  const leftOut = new Set(source.left_out.map(({ paragraph }) => paragraph));
  return paragraphsOf(source.text).flatMap(({ number, start, end }) => {
    if (leftOut.has(number)) return [];
    const whole = source.text.slice(start, end);
    const spans = cited.filter(({ paragraph }) => paragraph === number);
    return sentencesOf(whole).flatMap((sentence) => {
      const at = start + sentence.start;
      const covered = lettersIn(source.text, at, start + sentence.end, spans);
      if (sentence.text.search(/[\p{L}\p{N}]/u) < 0 || covered >= MIN_CITED) return [];
      return [{ paragraph: number, whole, sentence, isWholeParagraph: spans.length === 0 }];
    });
  });
}

// --- internal ---

/** Share of a sentence's letters that quotes cover to cite it: "said Ada Lin" alone does not cite what she said. */
const MIN_CITED = 0.34;

function lettersIn(
  text: string,
  start: number,
  end: number,
  spans: readonly { start: number; end: number }[],
): number {
  let all = 0;
  let covered = 0;
  for (let at = start; at < end; at++) {
    if (!/[\p{L}\p{N}]/u.test(text[at] ?? '')) continue;
    all++;
    if (spans.some((span) => span.start <= at && at < span.end)) covered++;
  }
  return all === 0 ? 1 : covered / all;
}
