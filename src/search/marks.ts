import type { Match } from './answer.ts';
import type { Concepts } from './concepts.ts';
import type { Unit } from './units.ts';
import { wordsOf } from './words.ts';

/** Which stretches of a text met the question, and by which of its words. */
export interface Marked {
  /** Start and end in UTF-16 units of the text, in order, apart from one another. */
  spans: [number, number][];
  /** Words of the question that met other words. */
  matches: Match[];
}

/** A text of the base, read once: its words, and the notions they name, from one word to before another. */
export interface Prepared {
  text: string;
  stems: string[];
  starts: Int32Array;
  ends: Int32Array;
  notions: { term: string; from: number; to: number }[];
}

export function prepareText(text: string, concepts: Concepts): Prepared {
  const words = wordsOf(text);
  return {
    text,
    stems: words.map((word) => word.stem),
    starts: Int32Array.from(words, (word) => word.start),
    ends: Int32Array.from(words, (word) => word.end),
    notions: concepts.all(words).flatMap(({ from, to, concepts: named }) =>
      // A narrower word in the base is not found by the broader one.
      named.flatMap(({ concept, narrower }) => (narrower ? [] : [{ term: concept.term, from, to }])),
    ),
  };
}

/** Finds the words of texts that a question's units stand for. Words that only hold a sentence together are not marked. */
export function createMarker(units: readonly Unit[]): (prepared: Prepared) => Marked {
  const byTerm = new Map<string, Unit>();
  for (const unit of units) {
    if (!unit.telling) continue;
    for (const { term } of unit.terms) if (!byTerm.has(term)) byTerm.set(term, unit);
  }
  const stems = new Map<Unit, string>();
  const stemsOf = (unit: Unit) => {
    let known = stems.get(unit);
    if (known === undefined) {
      known = wordsOf(unit.text)
        .map((word) => word.stem)
        .join(' ');
      stems.set(unit, known);
    }
    return known;
  };
  return (prepared) => {
    const marked = new Uint8Array(prepared.stems.length);
    const matches: Match[] = [];
    const meet = (unit: Unit, from: number, to: number) => {
      marked.fill(1, from, to);
      if (matches.some((match) => match.asked === unit.text)) return;
      const met = from + 1 === to ? prepared.stems[from] : prepared.stems.slice(from, to).join(' ');
      if (met === stemsOf(unit)) return;
      matches.push({
        asked: unit.text,
        met: prepared.text.slice(prepared.starts[from], prepared.ends[to - 1]),
      });
    };
    for (const { term, from, to } of prepared.notions) {
      const unit = byTerm.get(term);
      if (unit) meet(unit, from, to);
    }
    for (let at = 0; at < prepared.stems.length; at++) {
      const unit = byTerm.get(prepared.stems[at] as string);
      if (unit) meet(unit, at, at + 1);
    }
    return { spans: spansOf(marked, prepared), matches };
  };
}

// --- internal ---

/** Marked words as stretches; those with nothing but white space between them are one. */
function spansOf(marked: Uint8Array, { text, starts, ends }: Prepared): [number, number][] {
  const spans: [number, number][] = [];
  for (let at = 0; at < marked.length; at++) {
    if (marked[at] === 0) continue;
    const [start, end] = [starts[at] as number, ends[at] as number];
    const last = spans.at(-1);
    if (last && marked[at - 1] === 1 && text.slice(last[1], start).trim() === '') last[1] = end;
    else spans.push([start, end]);
  }
  return spans;
}
