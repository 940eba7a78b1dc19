import type { LexiconGroup } from '../schema.ts';
import type { Language } from './language.ts';
import { NAME_LIST } from './name-list.ts';
import { straighten, type Token, tokensOf, withoutAccents } from './tokens.ts';

/** The names that the product's list and a desk's lexicon make equal, prepared for looking up. */
export interface EqualNames {
  /** Where a text has one of them. Of the product's list the longest only: Guinea is not in Equatorial Guinea. */
  find(tokens: readonly Token[], language: Language): NamedSpan[];
}

export interface NamedSpan {
  /** Index of the first token, and of the one after the last. */
  from: number;
  to: number;
  /** Spans of one group name the same. */
  group: string;
  isListed: boolean;
}

export function createEqualNames(lexicon: readonly LexiconGroup[]): EqualNames {
  const forms = new Map<string, Form[]>();
  const add = (text: string, group: string, language: Language | null) => {
    const key = firstWord(text);
    const others = forms.get(key);
    const form = new Form(text, group, language);
    if (others) others.push(form);
    else forms.set(key, [form]);
  };
  for (const [index, thing] of NAME_LIST.countries.entries())
    for (const language of ['en', 'fr', 'ht', 'es', 'sw'] as const)
      for (const name of thing[language]) add(name, `listed ${index}`, language);
  for (const [index, { means, fr, ht, es, sw }] of lexicon.entries())
    for (const name of [...means, ...fr, ...ht, ...es, ...sw]) add(name, `lexicon ${index}`, null);

  return {
    find(tokens, language) {
      const parts = tokens.flatMap((token, index) => (isPart(token) ? [{ token, index }] : []));
      const spans: NamedSpan[] = [];
      let free = 0;
      for (const [at, { token, index }] of parts.entries()) {
        let longest = 0;
        for (const form of forms.get(token.plain) ?? []) {
          const { words, group, language: of } = form;
          const isListed = of !== null;
          if (isListed && ((of !== 'en' && of !== language) || words.length < longest || at < free)) continue;
          if (!words.every((word, ahead) => parts[at + ahead]?.token.plain === word.plain)) continue;
          const [first] = words;
          if (words.length === 1 && first && !isWrittenLike(first.text, token.text)) continue;
          const to = (parts[at + words.length - 1]?.index ?? index) + 1;
          if (isListed && words.length > longest) {
            longest = words.length;
            removeFrom(spans, (span) => span.isListed && span.from === index);
          }
          spans.push({ from: index, to, group, isListed });
        }
        if (longest > 0) free = at + longest;
      }
      return spans;
    },
  };
}

// --- internal ---

/** A lexicon has thousands of words, few of which begin like a word of a claim: only these are read further. */
class Form {
  readonly text: string;
  readonly group: string;
  /** Null for the desk's own lexicon, whose words are read in a text of any language. */
  readonly language: Language | null;
  #words: Token[] | undefined;

  constructor(text: string, group: string, language: Language | null) {
    this.text = text;
    this.group = group;
    this.language = language;
  }

  get words(): readonly Token[] {
    this.#words ??= tokensOf(straighten(this.text)).filter(isPart);
    return this.#words;
  }
}

function firstWord(text: string): string {
  const first = /^[^\s'’\-\u2010\u2011]+/.exec(text)?.[0] ?? '';
  return withoutAccents(first.replaceAll('.', '').toLowerCase());
}

/** Hyphens, apostrophes and points do not tell names apart. */
function isPart({ text }: Token): boolean {
  return !/^[-'.]$/.test(text);
}

/** "US" is not "us", and "Turkey" not "turkey"; an adjective may open a sentence. */
function isWrittenLike(listed: string, written: string): boolean {
  if (/^\p{Lu}{2,5}$/u.test(listed)) return written === listed;
  return !/^\p{Lu}/u.test(listed) || /^\p{Lu}/u.test(written);
}

function removeFrom<T>(list: T[], isGone: (item: T) => boolean): void {
  for (let at = list.length - 1; at >= 0; at--) if (isGone(list[at] as T)) list.splice(at, 1);
}
