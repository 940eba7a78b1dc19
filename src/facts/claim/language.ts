/** The languages whose numbers, dates and names the proof reads. */
export type Language = 'en' | 'fr' | 'ht' | 'es' | 'sw';

export const LANGUAGE_NAMES: Record<Language, string> = {
  en: 'English',
  fr: 'French',
  ht: 'Haitian Creole',
  es: 'Spanish',
  sw: 'Swahili',
};

/** The language most of a text's function words belong to; English when none does. It decides what "1,500" and "billion" mean. */
export function languageOf(text: string): Language {
  return ranked(text.slice(0, SAMPLE))[0].language;
}

/**
 * The languages of a source, told by its paragraphs: a page may have each sentence in two. The returned function tells
 * those that a quote may be in, by the quote, else by its paragraph; where neither tells, all of the source's, with the
 * source's main language first.
 */
export function languagesOf(paragraphs: readonly string[]): (quote: string, paragraph: string) => Language[] {
  const main = languageOf(paragraphs.join('\n'));
  const counts = new Map<Language, number>();
  for (const paragraph of paragraphs) {
    const [{ language, count }, second] = ranked(paragraph);
    if (count > second.count) counts.set(language, (counts.get(language) ?? 0) + count);
  }
  const others = LANGUAGES.filter((one) => one !== main && (counts.get(one) ?? 0) >= ENOUGH);
  if (others.length === 0) return () => [main];
  return (...texts) => {
    for (const text of texts) {
      const [{ language, count }, second] = ranked(text);
      const isClear = count >= ENOUGH && count >= 2 * second.count;
      if (isClear && [main, ...others].includes(language)) return [language];
    }
    return [main, ...others];
  };
}

// --- internal ---

/** Characters that are enough to tell. */
const SAMPLE = 4_000;
/** Function words that are enough to tell; two may stand in a name: "Le Monde de Paris". */
const ENOUGH = 3;

interface Rank {
  language: Language;
  count: number;
}

/** All languages, that with most function words in the text first; English before others that have as many. */
function ranked(text: string): [Rank, Rank, ...Rank[]] {
  const counts = new Map<Language, number>();
  for (const [word] of text.toLowerCase().matchAll(/\p{L}+/gu))
    for (const language of LANGUAGES_OF.get(word) ?? [])
      counts.set(language, (counts.get(language) ?? 0) + 1);
  const ranks = LANGUAGES.map((language) => ({ language, count: counts.get(language) ?? 0 }));
  return ranks.sort((a, b) => b.count - a.count) as [Rank, Rank, ...Rank[]];
}

const FUNCTION_WORDS: Record<Language, string> = {
  en: 'a the of and to in is was were are has have had that with for on by from at as it its he she they an be been will would who which this not but or than after before about into their his her more said',
  fr: 'le la les des est et dans pour sur avec une un du de au aux que qui pas ce cette son sa ses il elle ils elles ont été sont selon par mais ou où depuis après entre plus dont leur a se ne en',
  ht: 'nan ki yo te ap pou li sou ak yon gen pa se la a an lan sa nou men tankou depi apre fè di anpil lè kont ant pi kote toujou moun peyi',
  es: 'el los las del que y en por con una un para como más su sus fue son es al lo se ha han pero según desde entre sobre este esta sin hasta de la',
  sw: 'wa ya na kwa ni katika za la cha kuwa hii huo hiyo huyo alisema wake yake baada kabla watu lakini kama pia hadi mwaka ambayo ambao kutoka zaidi tu si',
};

const LANGUAGES = Object.keys(FUNCTION_WORDS) as Language[];

const LANGUAGES_OF = new Map<string, Language[]>();
for (const language of LANGUAGES)
  for (const word of FUNCTION_WORDS[language].split(' '))
    LANGUAGES_OF.set(word, [...(LANGUAGES_OF.get(word) ?? []), language]);
