import type { LexiconGroup } from '../facts/schema.ts';
import { type Token, tokenize } from './tokens.ts';

/** A group of a lexicon: words that mean the same. */
interface SynonymGroup {
  /** Its term in the index; no word can equal it. */
  term: string;
  /** The name shown to readers: the first of the group. */
  name: string;
  /** Of the general lexicon, not the desk's own. */
  isGeneral: boolean;
}

/** A run of words that belongs to one or more groups. */
interface Mention {
  /** Index of the first word, and of the one after the last. */
  from: number;
  to: number;
  senses: readonly Sense[];
}

interface Sense {
  group: SynonymGroup;
  /** Listed as narrower than the group. */
  narrower: boolean;
  /** Listed for another language only. */
  isForeign: boolean;
}

/** The desk's lexicon and the general one, ready for lookup. */
export interface Synonyms {
  /** All mentions in a text, overlapping ones included; for texts of the base. */
  allMentions(words: readonly Token[], isEnglish: boolean): Mention[];
  /**
   * The longest mentions, left to right without overlap; for questions. The desk's own come first. In an English question a
   * single word of another language must match as listed, not by its stem: "pretend" is not "pretende".
   */
  longestMentions(words: readonly Token[], isEnglish: boolean): Mention[];
  /** Single words, and short phrases written as one word: candidates for spelling correction. */
  vocabulary: ReadonlySet<string>;
  /** The words that the desk lists for other languages only. */
  foreign: ReadonlySet<string>;
}

/** Groups by the words in them. */
export interface CompiledLexicon {
  /** By stem, so that regular English inflections need no listing. */
  words: ReadonlyMap<string, Node>;
  english: ReadonlySet<string>;
  foreign: ReadonlySet<string>;
}

/** A word, after those on the way to it: what they mean together, and the words that go on from there. */
interface Node {
  senses: readonly Sense[];
  next: Map<string, Node> | undefined;
}

/** The index term of a phrase, kept beside its group: the same words are a better match than a synonym. */
export function phraseTerm(words: readonly Token[]): string {
  return words.map((word) => word.stem).join(' ');
}

export function compileSynonyms(lexicon: readonly LexiconGroup[], general = EMPTY): Synonyms {
  const own = compileLexicon(lexicon, { isListed: (stem) => general.words.has(stem) });
  const generalAt = (words: readonly Token[], from: number, isEnglish: boolean) => {
    const mentions = mentionsAt(general, words, from);
    return isEnglish ? mentions.flatMap(inEnglish) : mentions;
  };
  const longestAt = (words: readonly Token[], from: number, isEnglish: boolean): Mention | undefined => {
    const longest = mentionsAt(own, words, from).at(-1);
    if (longest) return longest;
    // "Vote in", which any newsroom says, must not hide the desk's "in transit".
    const hidesOwn = ({ to }: Mention) =>
      words.slice(0, to).some((_, at) => at > from && mentionsAt(own, words, at).length > 0);
    return generalAt(words, from, isEnglish).findLast((mention) => !hidesOwn(mention));
  };
  return {
    vocabulary: new Set([...own.english, ...own.foreign, ...general.english]),
    foreign: new Set([...own.foreign].filter((word) => !own.english.has(word) && !general.english.has(word))),
    allMentions: (words, isEnglish) =>
      words.flatMap((_, from) => [...mentionsAt(own, words, from), ...generalAt(words, from, isEnglish)]),
    longestMentions(words, isEnglish) {
      const mentions: Mention[] = [];
      for (let from = 0; from < words.length; ) {
        const longest = longestAt(words, from, isEnglish);
        if (longest) {
          const isBare =
            isEnglish && longest.to === from + 1 && !own.foreign.has((words[from] as Token).text);
          const senses = longest.senses.filter(({ isForeign }) => !(isForeign && isBare));
          if (senses.length > 0) mentions.push({ ...longest, senses });
        }
        from = longest?.to ?? from + 1;
      }
      return mentions;
    },
  };
}

/**
 * @param isGeneral the groups are those of the general lexicon
 * @param isListed whether another lexicon lists the word: then it is no phrase typed without its spaces
 */
export function compileLexicon(
  groups: readonly LexiconGroup[],
  {
    isGeneral = false,
    isListed = () => false,
  }: { isGeneral?: boolean; isListed?: (stem: string) => boolean } = {},
): CompiledLexicon {
  const root: Node = { senses: NO_SENSES, next: new Map() };
  const [english, foreign] = [new Set<string>(), new Set<string>()];
  const joinedPhrases: { joined: string; sense: Sense }[] = [];
  groups.forEach(({ means, narrower, misheard, fr, ht, es, sw }, index) => {
    const group = { term: `${isGeneral ? '~' : '#'}${index}`, name: means[0] as string, isGeneral };
    const add = (
      phrases: readonly string[],
      sense: Sense,
      spelling = sense.isForeign ? foreign : english,
      phraseSpelling: Set<string> | null = spelling,
    ) => {
      for (const phrase of phrases) {
        const words = tokenize(phrase);
        if (words.length === 0) continue;
        addSense(
          nodeAt(
            root,
            words.map(({ stem }) => stem),
          ),
          sense,
        );
        for (const word of words) (words.length === 1 ? spelling : phraseSpelling)?.add(word.text);
        // Nobody knows every language that the general lexicon lists so well as to type its phrases in one word.
        if (words.length === 1 || words.length > 3 || (isGeneral && sense.isForeign)) continue;
        const joined = words.map((word) => word.text).join('');
        if (joined.length >= 6 && !sense.narrower) phraseSpelling?.add(joined);
        joinedPhrases.push({ joined, sense });
      }
    };
    const equal = { group, narrower: false, isForeign: false };
    add(means, equal);
    add(narrower, { ...equal, narrower: true });
    // How readers mishear a name: it matches in questions, but a single word of a phrase is itself an error, and unknown.
    add(misheard, equal, english, null);
    add([...fr, ...ht, ...es, ...sw], { ...equal, isForeign: true });
  });
  // A phrase also matches when typed without its spaces, unless that is a listed word, wherever it is listed.
  const listed = new Set(root.next?.keys());
  for (const { joined, sense } of joinedPhrases) {
    const stem = tokenize(joined)[0]?.stem;
    if (stem !== undefined && !listed.has(stem) && !isListed(stem)) addSense(nodeAt(root, [stem]), sense);
  }
  return { words: root.next ?? new Map(), english, foreign };
}

/** The index terms of a word or phrase: its own, and those of the English groups that list it as equal. */
export function termsNaming(lexicon: CompiledLexicon, phrase: string): string[] {
  const words = tokenize(phrase);
  const mention = mentionsAt(lexicon, words, 0).find(({ to }) => to === words.length);
  const groups = (mention?.senses ?? []).flatMap(({ group, narrower, isForeign }) =>
    narrower || isForeign ? [] : group.term,
  );
  return [phraseTerm(words), ...groups];
}

// --- internal ---

const NO_SENSES: readonly Sense[] = [];
const NO_MENTIONS: readonly Mention[] = [];
const EMPTY: CompiledLexicon = { words: new Map(), english: new Set(), foreign: new Set() };

/** Those that start at a word, the longest last. */
function mentionsAt(
  { words: listed }: CompiledLexicon,
  words: readonly Token[],
  from: number,
): readonly Mention[] {
  let node = listed.get((words[from] as Token).stem);
  if (!node) return NO_MENTIONS;
  const mentions: Mention[] = [];
  for (let to = from + 1; node; to++) {
    if (node.senses.length > 0) mentions.push({ from, to, senses: node.senses });
    node = to < words.length ? node.next?.get((words[to] as Token).stem) : undefined;
  }
  return mentions;
}

function nodeAt(root: Node, stems: readonly string[]): Node {
  return stems.reduce((node, stem) => {
    node.next ??= new Map();
    const next = node.next.get(stem) ?? { senses: NO_SENSES, next: undefined };
    node.next.set(stem, next);
    return next;
  }, root);
}

/** A phrase listed twice in one group is equal to it if it is once, and English if it is once. */
function addSense(node: Node, sense: Sense): void {
  const known = node.senses.find(({ group }) => group === sense.group);
  const both = {
    ...sense,
    narrower: sense.narrower && (known?.narrower ?? true),
    isForeign: sense.isForeign && (known?.isForeign ?? true),
  };
  node.senses = known ? node.senses.map((one) => (one === known ? both : one)) : [...node.senses, sense];
}

/** In an English text a word that the general lexicon lists for other languages is an English word: "tire", "pale", "route". */
function inEnglish(mention: Mention): Mention[] {
  const senses = mention.senses.filter(({ isForeign }) => !isForeign);
  return senses.length > 0 ? [{ ...mention, senses }] : [];
}
