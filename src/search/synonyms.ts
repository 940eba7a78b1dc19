import type { LexiconGroup } from '../facts/schema.ts';
import { type Token, tokenize } from './tokens.ts';

/** A group of the lexicon: words that mean the same. */
interface SynonymGroup {
  /** Its term in the index; no word can equal it. */
  term: string;
  /** The name shown to readers: the first of the group. */
  name: string;
}

/** A run of words that belongs to one or more groups. */
interface Mention {
  /** Index of the first word, and of the one after the last. */
  from: number;
  to: number;
  senses: Sense[];
}

interface Sense {
  group: SynonymGroup;
  /** Listed as narrower than the group. */
  narrower: boolean;
  /** Listed for another language only. */
  isForeign: boolean;
}

/** The lexicon, compiled for lookup. */
export interface Synonyms {
  /** All mentions in a text, overlapping ones included; for texts of the base. */
  allMentions(words: readonly Token[]): Mention[];
  /**
   * The longest mentions, left to right without overlap; for questions. In an English question a single word of another
   * language must match as listed, not by its stem: "pretend" is not "pretende".
   */
  longestMentions(words: readonly Token[], isEnglish?: boolean): Mention[];
  /** All single words of the lexicon, and its short phrases written as one word: candidates for spelling correction. */
  vocabulary: ReadonlySet<string>;
  /** The words listed for other languages only. */
  foreign: ReadonlySet<string>;
}

/** The index term of a phrase, kept beside its group: the same words are a better match than a synonym. */
export function phraseTerm(words: readonly Token[]): string {
  return words.map((word) => word.stem).join(' ');
}

/** Compiles the lexicon into a trie of stems, so that regular English inflections need no listing. */
export function compileSynonyms(lexicon: readonly LexiconGroup[]): Synonyms {
  const root: TrieNode = { next: new Map(), senses: [] };
  const english = new Set<string>();
  const foreign = new Set<string>();
  const joinedPhrases: { joined: string; sense: Sense }[] = [];
  lexicon.forEach((entry, index) => {
    const group: SynonymGroup = { term: `#${index}`, name: entry.means[0] as string };
    const add = (phrases: readonly string[], narrower: boolean, spelling: Set<string> | null = english) => {
      for (const phrase of phrases) {
        const words = tokenize(phrase);
        if (words.length === 0) continue;
        let node = root;
        for (const word of words) {
          // A single word of a misheard phrase is itself an error and must not count as known.
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
          joinedPhrases.push({ joined, sense: { group, narrower, isForeign } });
        }
      }
    };
    add(entry.means, false);
    add(entry.narrower, true);
    // How readers mishear a name: it matches in questions, but is no target for corrections.
    add(entry.misheard, false, null);
    for (const words of [entry.fr, entry.ht, entry.es, entry.sw]) add(words, false, foreign);
  });
  addJoined(root, joinedPhrases);

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

/** A phrase also matches when typed without its spaces, unless that is a listed word, wherever in the lexicon it is listed. */
function addJoined(root: TrieNode, phrases: readonly { joined: string; sense: Sense }[]): void {
  const listed = new Set(root.next.keys());
  for (const { joined, sense } of phrases) {
    const stem = tokenize(joined)[0]?.stem;
    if (stem === undefined || listed.has(stem)) continue;
    const node: TrieNode = root.next.get(stem) ?? { next: new Map(), senses: [] };
    root.next.set(stem, node);
    if (!node.senses.some(({ group }) => group === sense.group)) node.senses.push(sense);
  }
}
