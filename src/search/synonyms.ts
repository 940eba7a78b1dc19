import type { LexiconGroup } from '../facts/schema.ts';
import { type Word, wordsOf } from './tokens.ts';

/** A notion of the lexicon: one group of words that mean the same. */
interface Concept {
  /** Its key among the terms of the index; no word can look like it. */
  term: string;
  /** The word shown to the reader: the first of the group. */
  name: string;
}

/** A stretch of words that names one or more notions. */
interface Mention {
  /** Index of the first word, and of the one after the last. */
  from: number;
  to: number;
  concepts: Meaning[];
}

interface Meaning {
  concept: Concept;
  narrower: boolean;
  /** Only by a word of another language. */
  isForeign: boolean;
}

/** The lexicon, compiled for reading texts. */
export interface Concepts {
  /** Every mention in a text, overlapping ones too; for what the base says. */
  all(words: readonly Word[]): Mention[];
  /**
   * The longest mention at each place, left to right; for what a reader asks. In an English question a single word of another
   * language counts as it is listed, not by its stem: "pretend" is not "pretende".
   */
  longest(words: readonly Word[], isEnglish?: boolean): Mention[];
  /** Every single word the lexicon knows, and each name of several words written as one: what a mistyped word may have meant. */
  vocabulary: ReadonlySet<string>;
  /** Of these, the words that are listed for other languages only. */
  foreign: ReadonlySet<string>;
}

/** A phrase of the lexicon as a term of the index, beside what it means: the same words say the same most surely. */
export function phraseTerm(words: readonly Word[]): string {
  return words.map((word) => word.stem).join(' ');
}

/** Compiles the lexicon. Words are compared by their stems, so plain English inflections need no listing. */
export function compileConcepts(lexicon: readonly LexiconGroup[]): Concepts {
  const root: Node = { next: new Map(), concepts: [] };
  const english = new Set<string>();
  const foreign = new Set<string>();
  lexicon.forEach((group, index) => {
    const concept: Concept = { term: `#${index}`, name: group.means[0] as string };
    const enter = (phrases: readonly string[], narrower: boolean, spelling: Set<string> | null = english) => {
      for (const phrase of phrases) {
        const words = wordsOf(phrase);
        if (words.length === 0) continue;
        let node = root;
        for (const word of words) {
          // One word of a misheard phrase is a slip itself, and no word to be known.
          (words.length === 1 ? (spelling ?? english) : spelling)?.add(word.text);
          let next = node.next.get(word.stem);
          if (!next) {
            next = { next: new Map(), concepts: [] };
            node.next.set(word.stem, next);
          }
          node = next;
        }
        const known = node.concepts.find((entry) => entry.concept === concept);
        const isForeign = spelling === foreign;
        if (known) {
          known.narrower &&= narrower;
          known.isForeign &&= isForeign;
        } else node.concepts.push({ concept, narrower, isForeign });
        if (words.length > 1 && words.length <= 3) {
          const joined = words.map((word) => word.text).join('');
          if (joined.length >= 6 && !narrower) spelling?.add(joined);
          enterJoined(root, joined, { concept, narrower, isForeign });
        }
      }
    };
    enter(group.means, false);
    enter(group.narrower, true);
    // A reader's way of naming the thing, never the base's: it finds, but is not found by.
    enter(group.misheard, false, null);
    for (const words of [group.fr, group.ht, group.es, group.sw]) enter(words, false, foreign);
  });

  const matchAt = (words: readonly Word[], from: number): Mention[] => {
    const mentions: Mention[] = [];
    let node: Node | undefined = root;
    for (let at = from; at < words.length && node; at++) {
      node = node.next.get((words[at] as Word).stem);
      if (node && node.concepts.length > 0) mentions.push({ from, to: at + 1, concepts: node.concepts });
    }
    return mentions;
  };
  return {
    vocabulary: new Set([...english, ...foreign]),
    foreign: new Set([...foreign].filter((word) => !english.has(word))),
    all: (words) => words.flatMap((_, from) => matchAt(words, from)),
    longest(words, isEnglish = false) {
      const mentions: Mention[] = [];
      let from = 0;
      while (from < words.length) {
        let to = from + 1;
        let named: readonly Meaning[] = [];
        let node = root.next.get((words[from] as Word).stem);
        for (let at = from + 1; node; at++) {
          if (node.concepts.length > 0) [to, named] = [at, node.concepts];
          node = at < words.length ? node.next.get((words[at] as Word).stem) : undefined;
        }
        const isBare = isEnglish && to === from + 1 && !foreign.has((words[from] as Word).text);
        const concepts = named.filter(({ isForeign }) => !(isBare && isForeign));
        if (concepts.length > 0) mentions.push({ from, to, concepts });
        from = to;
      }
      return mentions;
    },
  };
}

// --- internal ---

interface Node {
  next: Map<string, Node>;
  concepts: Meaning[];
}

function enterJoined(root: Node, joined: string, meaning: Meaning): void {
  const stem = wordsOf(joined)[0]?.stem;
  if (stem === undefined || root.next.has(stem)) return;
  root.next.set(stem, { next: new Map(), concepts: [meaning] });
}
