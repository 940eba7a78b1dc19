import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Language, languageOf } from '../../src/facts/claim/language.ts';
import { createEqualNames } from '../../src/facts/claim/names.ts';
import { supportOf } from '../../src/facts/claim/support.ts';
import { cases, runs } from './runs.ts';

const LANGUAGES = ['en', 'fr', 'ht', 'es', 'sw'] as const;

/** Something a sentence states, and every way to write it in a language. */
interface Stated {
  /** What it is, however written. */
  is: string;
  ways: Record<Language, readonly string[]>;
}

const SENTENCES: Record<Language, (what: string) => string> = {
  en: (what) => `In the report it is said that there was ${what} in the town.`,
  fr: (what) => `Selon le rapport, il y a eu ${what} dans la ville et le port.`,
  ht: (what) => `Dapre rapò a, yo te jwenn ${what} nan vil la ak nan pò a.`,
  es: (what) => `Según el informe, se trata de ${what} en la ciudad y el puerto.`,
  sw: (what) => `Ripoti ya mji ilisema kuwa ni ${what} katika mji na bandari.`,
};

describe('any claim', () => {
  it(`is backed when it is its quote, word for word (${cases(500)})`, () => {
    fc.assert(
      fc.property(quoted(), ({ quote }) => {
        expect(unbacked(quote, quote)).toEqual([]);
      }),
      runs(500),
    );
  });

  it(`is backed when it states what its quote states, in whatever language and form either is written (${cases(1500)})`, () => {
    fc.assert(
      fc.property(quoted(), fc.infiniteStream(fc.nat(999)), ({ quote, stated }, picks) => {
        for (const one of stated)
          expect([one.is, quote, ...unbacked(quote, claimOf(one, picks))]).toEqual([one.is, quote]);
      }),
      runs(1500),
    );
  });

  it(`is refused when a number, unit, currency, date or name is another than its quote has (${cases(1500)})`, () => {
    fc.assert(
      fc.property(quoted(), anything(), fc.infiniteStream(fc.nat(999)), ({ quote, stated }, other, picks) => {
        if (stated.some(({ is }) => isIn(other.is, is))) return;
        const claim = claimOf(other, picks);
        expect([other.is, quote, claim, unbacked(quote, claim).length > 0]).toEqual([
          other.is,
          quote,
          claim,
          true,
        ]);
      }),
      runs(1500),
    );
  });

  it(`is refused when a figure, sign or letter of a number is changed in place (${cases(500)})`, () => {
    fc.assert(
      fc.property(amount(), fc.nat(), fc.integer({ min: 1, max: 9 }), (one, where, by) => {
        const way = one.ways.en[where % one.ways.en.length] ?? '';
        const places = [...way.matchAll(/\d/g)].map(({ index }) => index);
        const at = places[where % places.length];
        if (at === undefined) return;
        const changed = way.slice(0, at) + ((Number(way[at]) + by) % 10) + way.slice(at + 1);
        if (/(^|\D)0\d/.test(changed)) return;
        const quote = SENTENCES.en(way);
        expect([quote, changed, unbacked(quote, SENTENCES.en(changed)).length > 0]).toEqual([
          quote,
          changed,
          true,
        ]);
      }),
      runs(500),
    );
  });
});

// --- internal ---

const names = createEqualNames([]);

/** A quote in one of the languages that states one to four things. */
function quoted() {
  return fc
    .tuple(
      fc.constantFrom(...LANGUAGES),
      fc.array(anything(), { minLength: 1, maxLength: 4 }),
      fc.infiniteStream(fc.nat(999)),
    )
    .map(([language, stated, picks]) => ({
      stated,
      quote: SENTENCES[language](stated.map((one) => pick(one.ways[language], picks)).join('; ')),
    }));
}

function claimOf(one: Stated, picks: Iterator<number>): string {
  return SENTENCES.en(pick(one.ways.en, picks));
}

function pick(ways: readonly string[], picks: Iterator<number>): string {
  return ways[(picks.next().value as number) % ways.length] ?? '';
}

function unbacked(quote: string, claim: string): string[] {
  const quotes = [{ text: quote, languages: [languageOf(quote)] }];
  return supportOf({ text: claim, languages: [languageOf(claim)] }, quotes, names).unbacked.map(
    ({ words }) => words,
  );
}

/** A date holds its month and year, and US dollars are dollars. */
function isIn(inner: string, outer: string): boolean {
  return (
    outer === inner ||
    (inner.startsWith('date ') && outer.endsWith(inner.slice('date '.length))) ||
    outer === `US ${inner}`
  );
}

function anything(): fc.Arbitrary<Stated> {
  return fc.oneof(
    { weight: 3, arbitrary: amount() },
    date(),
    fc.constantFrom(...NAMES),
    fc.constantFrom(...KINDS),
  );
}

/** Digits as each language groups them, and the decimal mark. */
const LOCALES: Record<Language, readonly string[]> = {
  en: ['en'],
  fr: ['fr'],
  ht: ['fr'],
  es: ['de', 'es'],
  sw: ['en'],
};

const FORMATTERS = new Map(['en', 'fr', 'de', 'es'].map((locale) => [locale, new Intl.NumberFormat(locale)]));

function formatters(locale: string): Intl.NumberFormat {
  return FORMATTERS.get(locale) as Intl.NumberFormat;
}

const SCALES: [number, Record<Language, readonly string[]>][] = [
  [1e3, { en: ['thousand', 'k'], fr: ['mille'], ht: ['mil'], es: ['mil'], sw: [] }],
  [
    1e6,
    {
      en: ['million', 'mn'],
      fr: ['million', 'millions de'],
      ht: ['milyon'],
      es: ['millones de', 'millones'],
      sw: ['milioni'],
    },
  ],
  [
    1e9,
    {
      en: ['billion', 'bn'],
      fr: ['milliard', 'milliards de'],
      ht: ['milya'],
      es: ['mil millones de'],
      sw: ['bilioni'],
    },
  ],
];

type Words = Record<Language, readonly string[]>;

/** What numbers are counted in: before or after them. An empty unit is a count of people. */
const UNITS: { is: string; before: Words; after: Words }[] = [
  {
    is: '',
    before: words('', '', '', '', 'watu'),
    after: words('people', 'personnes', 'moun', 'personas', ''),
  },
  {
    is: 'dollars',
    before: { ...words('', '', '', '', 'dola'), en: ['$'], fr: [], ht: [], es: ['$'] },
    after: words('dollars', 'dollars', 'dola', 'dólares', ''),
  },
  {
    is: 'US dollars',
    before: { en: ['US$', 'USD '], fr: ['USD '], ht: ['USD '], es: ['US$'], sw: ['USD '] },
    after: { ...words('', '', '', '', ''), fr: ['dollars américains'] },
  },
  {
    is: 'euros',
    before: { en: ['€', 'EUR '], fr: [], ht: [], es: ['€'], sw: ['EUR '] },
    after: words('euros', 'euros', 'ewo', 'euros', ''),
  },
  {
    is: 'pounds',
    before: { en: ['£', 'GBP '], fr: ['£'], ht: ['£'], es: ['£'], sw: ['£'] },
    after: { ...words('', '', '', '', ''), en: ['pounds sterling'], fr: ['livres sterling'] },
  },
  {
    is: 'gourdes',
    before: { en: ['HTG '], fr: [], ht: [], es: ['HTG '], sw: ['HTG '] },
    after: words('gourdes', 'gourdes', 'goud', 'gourdes', ''),
  },
  {
    is: 'percent',
    before: words('', '', '', '', 'asilimia '),
    after: {
      ...words('percent', '%', 'pousan', 'por ciento', ''),
      en: ['percent', 'per cent', '%'],
      fr: ['%', 'pour cent'],
    },
  },
  {
    is: 'km',
    before: words('', '', '', '', 'kilomita '),
    after: words('kilometres', 'kilomètres', 'kilomèt', 'kilómetros', ''),
  },
  { is: 'years', before: words('', '', '', '', 'miaka '), after: words('years', 'ans', 'ane', 'años', '') },
  { is: 'days', before: words('', '', '', '', 'siku '), after: words('days', 'jours', 'jou', 'días', '') },
];

function words(en: string, fr: string, ht: string, es: string, sw: string): Words {
  const one = (word: string) => (word === '' ? [] : [word]);
  return { en: one(en), fr: one(fr), ht: one(ht), es: one(es), sw: one(sw) };
}

function amount(): fc.Arbitrary<Stated> {
  const value = fc.oneof(
    fc.integer({ min: 3, max: 999 }),
    fc.integer({ min: 1000, max: 99_999 }),
    fc.integer({ min: 11, max: 9999 }).map((tenths) => tenths * 1e5),
    fc.integer({ min: 11, max: 999 }).map((tenths) => tenths * 1e8),
    fc.integer({ min: 11, max: 999 }).map((tenths) => tenths / 10),
  );
  return fc
    .tuple(value, fc.constantFrom(...UNITS))
    .map(([number, unit]) => ({
      is: `${number} ${unit.is}`,
      ways: byLanguage((language) => {
        const figures = waysOf(number, language);
        const before = unit.before[language].flatMap((sign) =>
          figures
            .filter((figure) => !/^\p{L}/u.test(figure) || language === 'sw')
            .map((figure) => (/\p{L}$/u.test(sign) ? `${sign} ${figure}` : sign + figure)),
        );
        const after = unit.after[language].flatMap((word) =>
          figures.map((figure) => `${figure}${word === '%' && language === 'en' ? '' : ' '}${word}`),
        );
        return [...before, ...after].map((way) => way.replace(/ de (?=[$%€£]|pour|por)/, ' '));
      }),
    }))
    .filter(({ ways }) => LANGUAGES.every((language) => ways[language].length > 0));
}

/** A number in digits, and with a scale where it has one. */
function waysOf(value: number, language: Language): string[] {
  const digits = LOCALES[language].flatMap((locale) => {
    const written = formatters(locale).format(value);
    return language === 'fr' || language === 'ht'
      ? [written, written.replace(/\s/g, ' '), written.replace(/\s/g, '\u00a0')]
      : [written];
  });
  // A bare "2017" may be a year.
  if (Number.isInteger(value) && (value < 1000 || value > 2100)) digits.push(String(value));
  const scaled = SCALES.flatMap(([scale, scales]) => {
    const part = value / scale;
    if (part < 1 || part >= 1000 || Math.round(part * 10) !== part * 10) return [];
    const [figure = ''] = LOCALES[language].map((locale) => formatters(locale).format(part));
    return scales[language].map((word) =>
      language === 'sw' ? `${word} ${figure}` : word.length <= 2 ? figure + word : `${figure} ${word}`,
    );
  });
  return [...digits, ...scaled];
}

const MONTHS: Record<Language, string[]> = {
  en: 'January February March April May June July August September October November December'.split(' '),
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
  ht: 'janvye fevriye mas avril me jen jiyè out septanm oktòb novanm desanm'.split(' '),
  es: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' '),
  sw: 'Januari Februari Machi Aprili Mei Juni Julai Agosti Septemba Oktoba Novemba Desemba'.split(' '),
};

function date(): fc.Arbitrary<Stated> {
  return fc
    .tuple(
      fc.option(fc.integer({ min: 1, max: 28 })),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1950, max: 2030 }),
    )
    .map(([day, month, year]) => ({
      is: `date ${day ?? ''} ${month} ${year}`.replace('  ', ' '),
      ways: byLanguage((language) => {
        const name = MONTHS[language][month - 1];
        const of = language === 'es' ? ' de ' : ' ';
        if (day === null) return [`${name}${of}${year}`];
        const two = (number: number) => String(number).padStart(2, '0');
        const ways = [`${day}${of}${name}${of}${year}`, `${year}-${two(month)}-${two(day)}`];
        if (language !== 'en') return ways;
        return [
          ...ways,
          `${name} ${day}, ${year}`,
          `the ${day}th of ${name} ${year}`,
          ...(day > 12 ? [`${day}/${two(month)}/${year}`] : []),
        ];
      }),
    }));
}

function byLanguage(ways: (language: Language) => readonly string[]): Stated['ways'] {
  return { en: ways('en'), fr: ways('fr'), ht: ways('ht'), es: ways('es'), sw: ways('sw') };
}

/** Countries and their people, as each language writes them, and persons, who are called the same in all. */
const NAMES: Stated[] = [
  ...[
    ['Haiti|Haitian officers', "Haïti|l'État haïtien", 'Ayiti|yon ayisyen', 'Haití|una haitiana', 'Haiti'],
    [
      'Kenya|Kenyan officers|the Kenyans',
      'Kenya|des kényans',
      'Kenya',
      'Kenia|los kenianos',
      'Kenya|Wakenya',
    ],
    [
      'the United States|the US|American officers|the U.S.',
      'États-Unis|des américaines',
      'Etazini',
      'Estados Unidos',
      'Marekani',
    ],
    ['Niger|Nigerien officers', 'Niger|des nigériens', 'Nijè', 'Níger', 'Niger'],
    ['Nigeria|the Nigerians', 'Nigeria|des nigérians', 'Nijerya', 'Nigeria', 'Nigeria'],
    ['North Korea', 'Corée du Nord', 'Kore di Nò', 'Corea del Norte', 'Korea Kaskazini'],
    ['South Korea', 'Corée du Sud', 'Kore di Sid', 'Corea del Sur', 'Korea Kusini'],
    ['Germany|German officers', 'Allemagne|des allemands', 'Almay', 'Alemania|los alemanes', 'Ujerumani'],
  ].map(([en = '', fr = '', ht = '', es = '', sw = '']) => named(en, { en, fr, ht, es, sw })),
  ...['Ana Diaz', 'Ana Brown', 'Marc Brown', 'William Reyes', 'Port-de-Paix', 'MSS'].map((name) =>
    named(name, { en: name, fr: name, ht: name, es: name, sw: name }),
  ),
];

/** Times, places in an order, seasons and decades. */
const KINDS: Stated[] = [
  ['5pm', '5pm|5 p.m.|17:00', '17h00|17:00', '17:00', '17:00', '17:00'],
  ['5am', '5am|5 a.m.|05:00', '5h00|05:00', '05:00', '05:00', '05:00'],
  [
    'third',
    'a third round|a 3rd round',
    'un troisième tour|le 3e tour',
    'twazyèm',
    'el tercer turno',
    'raundi ya 3rd',
  ],
  [
    'fourth',
    'a fourth round|a 4th round',
    'un quatrième tour|le 4e tour',
    'katriyèm',
    'el cuarto turno',
    'raundi ya 4th',
  ],
  ['2024/25', '2024/25|2024-25', '2024/25|2024-2025', '2024/25', '2024/25', '2024/25'],
  ['the 1990s', 'the 1990s|the nineties', 'les années 1990', 'ane 1990', 'los años 1990', "1990's"],
  ['−3', '−3|minus 3|minus three', '−3|moins 3', '−3', '−3|menos 3', '−3'],
  ['4½', '4½|4.5|four and a half', '4½|4,5', '4½|4,5', '4½|4,5', '4½'],
  ['10–12', '10–12|10 to 12', '10–12', '10–12', '10–12', '10–12'],
  ['Article 5', 'Article 5', "l'article 5", 'atik 5', 'el artículo 5', 'ibara 5'],
  ['F-16', 'an F-16|an F16', 'un F-16', 'F-16', 'F-16', 'F-16'],
].map(([is = '', en = '', fr = '', ht = '', es = '', sw = '']) => named(is, { en, fr, ht, es, sw }));

function named(is: string, ways: Record<Language, string>): Stated {
  return { is, ways: byLanguage((language) => ways[language].split('|')) };
}
