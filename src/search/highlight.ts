import type { Match } from './answer.ts';
import type { Index } from './index.ts';
import type { Unit } from './query.ts';
import type { Asked } from './rank.ts';
import { type Concepts, phraseTerm } from './synonyms.ts';
import { wordsOf } from './tokens.ts';

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
  /** The terms of its words, by number; -1 for words that are none. */
  terms: Int32Array;
  starts: Int32Array;
  ends: Int32Array;
  notions: { term: number; from: number; to: number }[];
}

export function prepareText(text: string, concepts: Concepts, { termId }: Index): Prepared {
  const words = wordsOf(text);
  return {
    text,
    stems: words.map((word) => word.stem),
    terms: Int32Array.from(words, (word) => termId(word.stem) ?? -1),
    starts: Int32Array.from(words, (word) => word.start),
    ends: Int32Array.from(words, (word) => word.end),
    notions: concepts.all(words).flatMap(({ from, to, concepts: named }) =>
      named.flatMap(({ concept, narrower }) => {
        const term = termId(concept.term);
        // A narrower word in the base is not found by the broader one.
        return narrower || term === undefined ? [] : [{ term, from, to }];
      }),
    ),
  };
}

/** What a question's words are known by, for finding them in texts. */
export interface Marker {
  units: readonly Unit[];
  /** By term: one more than the number of the first unit that it stands for. It is looked at for every word of every text. */
  unitOf: Uint16Array;
  /** By unit, once it was needed: the stems of its words as they were typed. */
  typed: (string | undefined)[];
}

export function createMarker({ units, found }: Pick<Asked, 'units' | 'found'>, index: Index): Marker {
  const unitOf = new Uint16Array(index.terms);
  units.forEach(({ telling }, at) => {
    if (!telling) return;
    for (const { id } of found[at] ?? []) if (unitOf[id] === 0) unitOf[id] = at + 1;
  });
  return { units, unitOf, typed: [] };
}

/** Finds the words of a text that a question's units stand for. Words that only hold a sentence together are not marked. */
export function mark(marker: Marker, prepared: Prepared): Marked {
  const { unitOf } = marker;
  const marked = new Uint8Array(prepared.terms.length);
  const matches: Match[] = [];
  for (const { term, from, to } of prepared.notions) {
    const unit = unitOf[term] as number;
    if (unit === 0) continue;
    marked.fill(1, from, to);
    addMatch(matches, marker, unit - 1, prepared, from, to);
  }
  for (let at = 0; at < marked.length; at++) {
    const unit = unitOf[prepared.terms[at] as number] ?? 0;
    if (unit === 0) continue;
    marked[at] = 1;
    addMatch(matches, marker, unit - 1, prepared, at, at + 1);
  }
  return { spans: spansOf(marked, prepared), matches };
}

// --- internal ---

/** Notes what a unit met, the first time it does, unless it is the same word. */
function addMatch(
  matches: Match[],
  { units, typed }: Marker,
  unit: number,
  { text, stems, starts, ends }: Prepared,
  from: number,
  to: number,
): void {
  const asked = (units[unit] as Unit).text;
  if (matches.some((match) => match.asked === asked)) return;
  typed[unit] ??= phraseTerm(wordsOf(asked));
  const met = from + 1 === to ? stems[from] : stems.slice(from, to).join(' ');
  if (met !== typed[unit]) matches.push({ asked, met: text.slice(starts[from], ends[to - 1]) });
}

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
