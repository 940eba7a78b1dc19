import { exactly, type Reading } from './statement.ts';
import { type Token, withoutAccents } from './tokens.ts';

/** A number that is part of a name and of nothing else: Resolution 2699, Article 5, MH370, F-16. */
export function readBound(tokens: readonly Token[], at: number): Reading | null {
  const token = tokens[at];
  if (token?.kind !== 'word') return null;
  if (/\d/.test(token.text) && /^\p{Lu}/u.test(token.text))
    return exactly(`code:${token.text.toUpperCase()}`, at + 1);
  const [sign, digits] = [tokens[at + 1], tokens[at + 2]];
  if (
    /^\p{Lu}/u.test(token.text) &&
    sign?.text === '-' &&
    sign.isGlued &&
    digits?.kind === 'numeral' &&
    digits.isGlued
  )
    return exactly(`code:${token.text.toUpperCase()}${digits.text}`, at + 3);
  const named = DESIGNATORS.get(token.plain);
  if (named === undefined) return null;
  let next = at + 1;
  if (NUMBER_SIGNS.has(tokens[next]?.plain ?? ''))
    next += /^[.°º]$/.test(tokens[next + 1]?.text ?? '') ? 2 : 1;
  const number = tokens[next];
  if (named === 'war' && !/^\p{Lu}/u.test(token.text)) return null;
  const value = number?.kind === 'numeral' ? number.text.replace(/[., ]$/, '') : numberInName(number, named);
  if (value === null || unitAfter(tokens, next + 1)) return null;
  return exactly(`name:${named} ${value}`, next + 1);
}

// --- internal ---

/** VII, and the Two of World War Two. */
function numberInName(token: Token | undefined, named: string): number | null {
  if (named === 'war') {
    const spelt = ['One', 'Two', 'Three'].indexOf(token?.text ?? '');
    if (spelt >= 0) return spelt + 1;
  }
  if (!/^(?=[IVX])X{0,3}(IX|IV|V?I{0,3})$/.test(token?.text ?? '')) return null;
  const worth = [...(token?.text ?? '')].map((letter) => ({ I: 1, V: 5, X: 10 })[letter] ?? 0);
  return worth.reduce((sum, one, at) => sum + (one < (worth[at + 1] ?? 0) ? -one : one), 0);
}

function unitAfter(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.text === '%' || (tokens[at]?.text === '-' && tokens[at + 1]?.kind === 'numeral');
}

const NUMBER_SIGNS = new Set(['no', 'n', '#', 'number', 'numero', 'nimewo', 'nambari', 'nº', 'num']);

/** Words before a number that make a name of it, in five languages. */
const DESIGNATORS = new Map<string, string>(
  [
    'resolution résolution resolución rezolisyon azimio',
    'article artículo atik ibara art',
    'section sección seksyon sec',
    'law loi ley lwa sheria',
    'decree décret decreto dekrè',
    'chapter chapitre capítulo chapit sura',
    'paragraph paragraphe párrafo para',
    'amendment amendement enmienda amannman',
    'rule règle regla',
    'bill act directive regulation order protocol convention proposition measure',
    'room salle sala',
    'flight vol vuelo',
    'route road highway interstate motorway junction exit ruta',
    'war boeing airbus falcon apollo soyuz formula windows iphone psalm opus boulevard',
    'phase fase faz',
    'category catégorie categoría kategori level grade class type tier zone sector block unit ward district precinct',
    'channel terminal gate platform pier runway lane pit court',
    'page pages p',
  ].flatMap((line, index) => {
    const words = line.split(' ').map(withoutAccents);
    // Lines of several things name each by its own word; the others are one thing in several languages.
    const isOneThing = index < 9 || [10, 11, 14].includes(index);
    return words.map((word): [string, string] => [word, isOneThing ? (words[0] ?? word) : word]);
  }),
);
