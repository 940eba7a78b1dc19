import { readdirSync, readFileSync } from 'node:fs';
import { NAME_LIST, type NamedThing } from '../facts/claim/name-list.ts';
import type { LexiconGroup } from '../facts/schema.ts';
import { compileLexicon } from './synonyms.ts';

const FOLDER = new URL('lexicon/', import.meta.url);

/** The files of the general lexicon. */
export const LEXICON_FILES: readonly string[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.txt'))
  .sort();

/**
 * Words that mean the same in any newsroom's stories, in English and four other languages. They serve search alone: in the proof
 * only a desk's own lexicon and the list of countries make two names equal.
 */
export const GENERAL_LEXICON = compileGeneral(LEXICON_FILES);

function compileGeneral(files: readonly string[]) {
  const groups = files.flatMap((file) => readGroups(readFileSync(new URL(file, FOLDER), 'utf8'), file));
  const names = [...NAME_LIST.countries, ...NAME_LIST.months, ...NAME_LIST.weekdays].map(groupNaming);
  return compileLexicon([...groups, ...names], { isGeneral: true });
}

/**
 * One group a line, after a first line that says what the file covers: words with commas between, the plainest first; after `>`
 * those that find the group and are not found by it; after `|` and the code of a language those of that language.
 * @param file named in errors
 */
export function readGroups(text: string, file: string): LexiconGroup[] {
  return text
    .split('\n')
    .flatMap((line, at) => (at === 0 || line.trim() === '' ? [] : readGroup(line, `${file}:${at + 1}`)));
}

// --- internal ---

/** A country with its adjective, a month or a day of the week, in each language. */
function groupNaming({ en, ...others }: NamedThing): LexiconGroup {
  const { fr, ht, es, sw } = others;
  return {
    ...{ means: [...en], narrower: [], misheard: [] },
    ...{ fr: [...fr], ht: [...ht], es: [...es], sw: [...sw] },
  };
}

const EXAMPLE = 'for example "lawyer, attorney > barrister | fr avocat, avocate"';

/** By hand, as a schema takes five times as long over the thousands of words that every start reads. */
function readGroup(line: string, place: string): LexiconGroup {
  const refuse = (what: string) => new Error(`${place}: ${what}; ${EXAMPLE}`);
  const listOf = (words: string) => {
    const list = words.split(',').map((word) => word.trim());
    if (list.includes('')) throw refuse('expected a word at each side of a comma');
    return list;
  };
  const [english = '', ...others] = line.split('|');
  const [means = '', narrower, ...rest] = english.split('>');
  if (rest.length > 0) throw refuse('expected one ">" at most');
  const group: LexiconGroup = {
    means: listOf(means),
    narrower: [],
    misheard: [],
    fr: [],
    ht: [],
    es: [],
    sw: [],
  };
  if (narrower !== undefined) group.narrower = listOf(narrower);
  for (const part of others) {
    const [, code, words = ''] = /^ (fr|ht|es|sw) (.*)$/.exec(part) ?? [];
    if (code === undefined) throw refuse('expected "| ", one of fr, ht, es and sw, and words');
    group[code as 'fr' | 'ht' | 'es' | 'sw'].push(...listOf(words));
  }
  return group;
}
