import type { Match } from './answer.ts';
import type { Concepts, Mention } from './concepts.ts';
import type { Unit } from './units.ts';
import { type Word, wordsOf } from './words.ts';

/** Which stretches of a text met the question, and by which of its words. */
export interface Marked {
  /** Start and end in UTF-16 units of the text, in order, apart from one another. */
  spans: [number, number][];
  /** Words of the question that met other words. */
  matches: Match[];
}

/** A text of the base, read once. */
export interface Prepared {
  text: string;
  words: Word[];
  mentions: Mention[];
}

export function prepareText(text: string, concepts: Concepts): Prepared {
  const words = wordsOf(text);
  return { text, words, mentions: concepts.all(words) };
}

/** Finds the words of a text that a question's units stand for. Words that only hold a sentence together are not marked. */
export function markText({ text, words, mentions }: Prepared, units: readonly Unit[]): Marked {
  const byTerm = new Map<string, Unit>();
  for (const unit of units) {
    if (!unit.telling) continue;
    for (const { term } of unit.terms) if (!byTerm.has(term)) byTerm.set(term, unit);
  }
  const met: { from: number; to: number; unit: Unit }[] = [];
  for (const mention of mentions) {
    for (const { concept, narrower } of mention.concepts) {
      const unit = narrower ? undefined : byTerm.get(concept.term);
      if (unit) met.push({ from: mention.from, to: mention.to, unit });
    }
  }
  words.forEach((word, at) => {
    const unit = byTerm.get(word.stem);
    if (unit) met.push({ from: at, to: at + 1, unit });
  });

  const marked = new Set(
    met.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, step) => from + step)),
  );
  const spans: [number, number][] = [];
  for (const at of [...marked].sort((a, b) => a - b)) {
    const word = words[at] as (typeof words)[number];
    const last = spans.at(-1);
    if (last && marked.has(at - 1) && text.slice(last[1], word.start).trim() === '') last[1] = word.end;
    else spans.push([word.start, word.end]);
  }
  const matches: Match[] = [];
  for (const { from, to, unit } of met) {
    const said = text.slice(words[from]?.start, words[to - 1]?.end);
    const same =
      wordsOf(said)
        .map((word) => word.stem)
        .join(' ') ===
      wordsOf(unit.text)
        .map((word) => word.stem)
        .join(' ');
    if (!same && !matches.some((match) => match.asked === unit.text))
      matches.push({ asked: unit.text, met: said });
  }
  return { spans, matches };
}
