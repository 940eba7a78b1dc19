import type { LexiconGroup } from '../facts/schema.ts';
import { type Token, tokenize } from './tokens.ts';

/** A notion of the lexicon: one group of words that mean the same. */
interface SynonymGroup {
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
  senses: Sense[];
}

interface Sense {
  group: SynonymGroup;
  narrower: boolean;
  /** Only by a word of another language. */
  isForeign: boolean;
}

/** The lexicon, compiled for reading texts. */
export interface Synonyms {
  /** Every mention in a text, overlapping ones too; for what the base says. */
  allMentions(words: readonly Token[]): Mention[];
  /**
   * The longest mention at each place, left to right; for what a reader asks. In an English question a single word of another
   * language counts as it is listed, not by its stem: "pretend" is not "pretende".
   */
  longestMentions(words: readonly Token[], isEnglish?: boolean): Mention[];
  /** Every single word the lexicon knows, and each name of several words written as one: what a mistyped word may have meant. */
  vocabulary: ReadonlySet<string>;
  /** Of these, the words that are listed for other languages only. */
  foreign: ReadonlySet<string>;
}

/** A phrase of the lexicon as a term of the index, beside what it means: the same words say the same most surely. */
export function phraseTerm(words: readonly Token[]): string {
  return words.map((word) => word.stem).join(' ');
}

/** Compiles the lexicon. Words are compared by their stems, so plain English inflections need no listing. */
export function compileSynonyms(lexicon: readonly LexiconGroup[]): Synonyms {
  const root: TrieNode = { next: new Map(), senses: [] };
  const english = new Set<string>();
  const foreign = new Set<string>();
  lexicon.forEach((entry, index) => {
    const group: SynonymGroup = { term: `#${index}`, name: entry.means[0] as string };
    const add = (phrases: readonly string[], narrower: boolean, spelling: Set<string> | null = english) => {
      for (const phrase of phrases) {
        const words = tokenize(phrase);
        if (words.length === 0) continue;
        let node = root;
        for (const word of words) {
          // One word of a misheard phrase is a slip itself, and no word to be known.
          (words.length === 1 ? (spelling ?? english) : spelling)?.add(word.text);
          let next = node.next.get(word.stem);
          if (!next) {
            next = { next: new Map(), senses: [] };
            node.next.set(word.stem, next);
          }
          node = next;
        }
        const known = node.senses.find((sense) => sense.group === group);
        const isForeign = spelling === foreign;
        if (known) {
          known.narrower &&= narrower;
          known.isForeign &&= isForeign;
        } else node.senses.push({ group, narrower, isForeign });
        if (words.length > 1 && words.length <= 3) {
          const joined = words.map((word) => word.text).join('');
          if (joined.length >= 6 && !narrower) spelling?.add(joined);
          addJoined(root, joined, { group, narrower, isForeign });
        }
      }
    };
    add(entry.means, false);
    add(entry.narrower, true);
    // A reader's way of naming the thing, never the base's: it finds, but is not found by.
    add(entry.misheard, false, null);
    for (const words of [entry.fr, entry.ht, entry.es, entry.sw]) add(words, false, foreign);
  });

  const matchAt = (words: readonly Token[], from: number): Mention[] => {
    const mentions: Mention[] = [];
    let node: TrieNode | undefined = root;
    for (let at = from; at < words.length && node; at++) {
      node = node.next.get((words[at] as Token).stem);
      if (node && node.senses.length > 0) mentions.push({ from, to: at + 1, senses: node.senses });
    }
    return mentions;
  };
  return {
    vocabulary: new Set([...english, ...foreign]),
    foreign: new Set([...foreign].filter((word) => !english.has(word))),
    allMentions: (words) => words.flatMap((_, from) => matchAt(words, from)),
    longestMentions(words, isEnglish = false) {
      const mentions: Mention[] = [];
      let from = 0;
      while (from < words.length) {
        let to = from + 1;
        let named: readonly Sense[] = [];
        let node = root.next.get((words[from] as Token).stem);
        for (let at = from + 1; node; at++) {
          if (node.senses.length > 0) [to, named] = [at, node.senses];
          node = at < words.length ? node.next.get((words[at] as Token).stem) : undefined;
        }
        const isBare = isEnglish && to === from + 1 && !foreign.has((words[from] as Token).text);
        const senses = named.filter(({ isForeign }) => !(isBare && isForeign));
        if (senses.length > 0) mentions.push({ from, to, senses });
        from = to;
      }
      return mentions;
    },
  };
}

// --- internal ---

interface TrieNode {
  next: Map<string, TrieNode>;
  senses: Sense[];
}

function addJoined(root: TrieNode, joined: string, meaning: Sense): void {
  const stem = tokenize(joined)[0]?.stem;
  if (stem === undefined || root.next.has(stem)) return;
  root.next.set(stem, { next: new Map(), senses: [meaning] });
}
