import { valuesIn } from '../facts/claim/values.ts';
import type { Fact } from '../facts/schema.ts';
import { type PreparedText, prepareText } from './highlight.ts';
import type { Index } from './index.ts';
import type { Synonyms } from './synonyms.ts';
import { tokenize } from './tokens.ts';

/** What a fact itself says, as questions are held against it; phrasings are no part of it. */
export interface OwnWords {
  /** Its claim, and its quotes in their order. */
  claim: PreparedText;
  quotes: readonly PreparedText[];
  /** These and its context, speaker and time in words: each different text once. */
  texts: readonly PreparedText[];
  /** Keys of the numbers, times and dates in them, as the proof compares them. */
  values: ReadonlySet<string>;
  /** Its words say that something is not so. */
  isNegative: boolean;
}

export function ownWordsOf(fact: Fact, synonyms: Synonyms, index: Index): OwnWords {
  const prepare = (text: string) => prepareText(text, synonyms, index);
  const claim = prepare(fact.claim);
  const quotes = fact.evidence.map(({ quote }) => (quote === fact.claim ? claim : prepare(quote)));
  const others = ownTextsBesides(fact).map(prepare);
  const texts = [...new Map([claim, ...quotes, ...others].map((text) => [text.text, text])).values()];
  const dates = [fact.as_of, fact.happened?.date].flatMap((date) => date ?? []);
  const values = [...texts.map(({ text }) => text), ...dates].flatMap((text) => valuesIn(text));
  return {
    ...{ claim, quotes, texts },
    values: new Set(values.flatMap(({ says, holds }) => [...says, ...holds])),
    isNegative: texts.some(({ text }) =>
      tokenize(text).some(({ text: word, stem }) => isNegation(word) || LACKS.has(stem)),
    ),
  };
}

/** What a fact says besides its claim and quotes. */
export function ownTextsBesides({ context, says, happened }: Fact): string[] {
  return [
    ...context.map(({ quote }) => quote),
    ...(says ? [says] : []),
    ...(happened ? [happened.words] : []),
  ];
}

/** The first words of the fact with one of these terms, as written. */
export function wordsWith(ids: ReadonlySet<number>, { texts }: OwnWords): string | null {
  for (const { text, terms, starts, ends, mentions } of texts) {
    const at = terms.findIndex((term) => ids.has(term));
    const mention = mentions.find(({ term }) => ids.has(term)) ?? (at < 0 ? null : { from: at, to: at + 1 });
    if (mention) return text.slice(starts[mention.from], ends[mention.to - 1]);
  }
  return null;
}

/** @param word folded: "isnt" */
export function isNegation(word: string): boolean {
  return NEGATIONS.has(word);
}

// --- internal ---

/** Stems of words that say as much without denying: "stalled" answers why it did not happen. */
const LACKS: ReadonlySet<string> = new Set(
  `fail failur lack shortag short refus reject deni declin stall prevent block halt stop suspend unabl absenc absent miss vacuum rather instead
  only withheld withhold oppos ban bar`.split(/\s+/),
);

/** Words that deny what stands beside them. */
const NEGATIONS: ReadonlySet<string> = new Set(
  `not no none never nobody nothing neither nor nowhere without cannot cant wont isnt arent wasnt werent dont doesnt didnt hasnt havent
  hadnt wouldnt couldnt shouldnt`.split(/\s+/),
);
