import type { Match } from './answer.ts';
import type { Index } from './index.ts';
import type { Query, QueryUnit } from './query.ts';
import { phraseTerm, type Synonyms } from './synonyms.ts';
import { tokenize } from './tokens.ts';

/** Which stretches of a text met the question, and by which of its words. */
export interface Highlighted {
  /** Start and end in UTF-16 units of the text, in order, apart from one another. */
  spans: [number, number][];
  /** Words of the question that met other words. */
  matches: Match[];
}

/** A text of the base, read once: its words, and the notions they name, from one word to before another. */
export interface PreparedText {
  text: string;
  stems: string[];
  /** The terms of its words, by number; -1 for words that are none. */
  terms: Int32Array;
  starts: Int32Array;
  ends: Int32Array;
  mentions: { term: number; from: number; to: number }[];
}

export function prepareText(text: string, synonyms: Synonyms, { termId }: Index): PreparedText {
  const words = tokenize(text);
  return {
    text,
    stems: words.map((word) => word.stem),
    terms: Int32Array.from(words, (word) => termId(word.stem) ?? -1),
    starts: Int32Array.from(words, (word) => word.start),
    ends: Int32Array.from(words, (word) => word.end),
    mentions: synonyms.allMentions(words).flatMap(({ from, to, senses: named }) =>
      named.flatMap(({ group, narrower }) => {
        const term = termId(group.term);
        // A narrower word in the base is not found by the broader one.
        return narrower || term === undefined ? [] : [{ term, from, to }];
      }),
    ),
  };
}

/** What a question's words are known by, for finding them in texts. */
export interface Highlighter {
  units: readonly QueryUnit[];
  /** By term: one more than the number of the first unit that it stands for. It is looked at for every word of every text. */
  unitOf: Uint16Array;
  /** By unit, once it was needed: the stems of its words as they were typed. */
  typedStems: (string | undefined)[];
}

export function createHighlighter(
  { units, terms }: Pick<Query, 'units' | 'terms'>,
  index: Index,
): Highlighter {
  const unitOf = new Uint16Array(index.terms);
  units.forEach(({ isContent }, at) => {
    if (!isContent) return;
    for (const { id } of terms[at] ?? []) if (unitOf[id] === 0) unitOf[id] = at + 1;
  });
  return { units, unitOf, typedStems: [] };
}

/** Finds the words of a text that a question's units stand for. Words that only hold a sentence together are not marked. */
export function highlight(highlighter: Highlighter, prepared: PreparedText): Highlighted {
  const { unitOf } = highlighter;
  const isHighlighted = new Uint8Array(prepared.terms.length);
  const matches: Match[] = [];
  for (const { term, from, to } of prepared.mentions) {
    const unit = unitOf[term] as number;
    if (unit === 0) continue;
    isHighlighted.fill(1, from, to);
    addMatch(matches, highlighter, unit - 1, prepared, from, to);
  }
  for (let at = 0; at < isHighlighted.length; at++) {
    const unit = unitOf[prepared.terms[at] as number] ?? 0;
    if (unit === 0) continue;
    isHighlighted[at] = 1;
    addMatch(matches, highlighter, unit - 1, prepared, at, at + 1);
  }
  return { spans: spansOf(isHighlighted, prepared), matches };
}

// --- internal ---

/** Notes what a unit met, the first time it does, unless it is the same word. */
function addMatch(
  matches: Match[],
  { units, typedStems }: Highlighter,
  unit: number,
  { text, stems, starts, ends }: PreparedText,
  from: number,
  to: number,
): void {
  const asked = (units[unit] as QueryUnit).text;
  if (matches.some((match) => match.asked === asked)) return;
  typedStems[unit] ??= phraseTerm(tokenize(asked));
  const met = from + 1 === to ? stems[from] : stems.slice(from, to).join(' ');
  if (met !== typedStems[unit]) matches.push({ asked, met: text.slice(starts[from], ends[to - 1]) });
}

/** Marked words as stretches; those with nothing but white space between them are one. */
function spansOf(isHighlighted: Uint8Array, { text, starts, ends }: PreparedText): [number, number][] {
  const spans: [number, number][] = [];
  for (let at = 0; at < isHighlighted.length; at++) {
    if (isHighlighted[at] === 0) continue;
    const [start, end] = [starts[at] as number, ends[at] as number];
    const last = spans.at(-1);
    if (last && isHighlighted[at - 1] === 1 && text.slice(last[1], start).trim() === '') last[1] = end;
    else spans.push([start, end]);
  }
  return spans;
}
