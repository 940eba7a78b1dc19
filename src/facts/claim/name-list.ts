import { readFileSync } from 'node:fs';
import type { Language } from './language.ts';
import { withoutAccents } from './tokens.ts';

/** One line of the list: what names one thing, by language. */
export type NamedThing = Readonly<Record<Language, readonly string[]>>;

interface NameList {
  months: readonly NamedThing[];
  weekdays: readonly NamedThing[];
  /** Countries with their adjectives, and names that only look like one. */
  countries: readonly NamedThing[];
}

/** The names that are equal for every desk; any others are for its own lexicon. */
export const NAME_LIST: NameList = readNames();

/** The place of each word in a section, from 0, for a text of this language. English names are read in any. */
export function placesOf(things: readonly NamedThing[], language: Language): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const column of language === 'en' ? (['en'] as const) : (['en', language] as const))
    for (const [index, thing] of things.entries())
      for (const word of thing[column]) places.set(withoutAccents(word.toLowerCase()), index);
  return places;
}

// --- internal ---

function readNames(): NameList {
  const sections = readFileSync(new URL('names.txt', import.meta.url), 'utf8').split(/^\[(\w+).*\]\n/m);
  const section = (name: string) =>
    (sections[sections.indexOf(name) + 1] ?? '')
      .split('\n')
      .filter((line) => line !== '')
      .map(thingOf);
  return {
    months: section('months'),
    weekdays: section('weekdays'),
    countries: [...section('countries'), ...section('others')],
  };
}

function thingOf(line: string): NamedThing {
  const [en, fr, ht, es, sw] = line.split('|').map((forms) => forms.split(',').map((form) => form.trim()));
  const listed = (forms: string[] | undefined) => (forms ?? []).filter((form) => form !== '');
  return { en: listed(en), fr: listed(fr), ht: listed(ht), es: listed(es), sw: listed(sw) };
}
