import type { Match } from './answer.ts';
import type { Index } from './index.ts';
import type { Query, QueryUnit } from './query.ts';
import { stopwordsFor } from './stopwords.ts';
import { phraseTerm, type Synonyms } from './synonyms.ts';
import { tokenize } from './tokens.ts';

/** What to highlight in a text, and the words of the question behind it. */
export interface Highlighted {
  /** Start and end in UTF-16 units of the text, ordered, disjoint. */
  spans: [number, number][];
  /** Words of the question that matched other words. */
  matches: Match[];
}

/** A text of the base, tokenized once; `to` of a mention is exclusive. */
export interface PreparedText {
  text: string;
  stems: string[];
  /** Term id of each word; -1 for words that are not in the index. */
  terms: Int32Array;
  starts: Int32Array;
  ends: Int32Array;
  mentions: { term: number; from: number; to: number }[];
}

export function prepareText(text: string, synonyms: Synonyms, { termId }: Index): PreparedText {
  const words = tokenize(text);
  const { language } = stopwordsFor(words.map((word) => word.text));
  const mentions = synonyms.allMentions(words, language === 'en').flatMap(({ from, to, senses }) =>
    senses.flatMap(({ group: { term: name, isGeneral }, narrower }) => {
      const term = termId(name);
      // A narrower word in the base must not be found by the broader one.
      return narrower || term === undefined ? [] : [{ term, from, to, isGeneral }];
    }),
  );
  return {
    text,
    stems: words.map((word) => word.stem),
    terms: Int32Array.from(words, (word) => termId(word.stem) ?? -1),
    starts: Int32Array.from(words, (word) => word.start),
    ends: Int32Array.from(words, (word) => word.end),
    // A match is named by the desk's own lexicon where that knows it.
    mentions: [...mentions.filter((one) => !one.isGeneral), ...mentions.filter((one) => one.isGeneral)],
  };
}

/** The terms of one question, for looking them up in texts. */
export interface Highlighter {
  units: readonly QueryUnit[];
  /** By term: number of the first unit it belongs to, plus one; 0 for none. Flat, as it is read for every word shown. */
  unitOf: Uint16Array;
  /** By unit, computed on demand: the stems of its words as typed. */
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

/** Finds the content words of a question in a text. */
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

/** Records the first match of a unit, unless it is the same word. */
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

/** Merges highlighted words that only white space separates. */
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
