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
  const counts = new Map<Language, number>();
  for (const [word] of text
    .slice(0, SAMPLE)
    .toLowerCase()
    .matchAll(/\p{L}+/gu))
    for (const language of LANGUAGES_OF.get(word) ?? [])
      counts.set(language, (counts.get(language) ?? 0) + 1);
  let best: Language = 'en';
  for (const language of LANGUAGES)
    if ((counts.get(language) ?? 0) > (counts.get(best) ?? 0)) best = language;
  return best;
}

// --- internal ---

/** Characters that are enough to tell. */
const SAMPLE = 4_000;

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
