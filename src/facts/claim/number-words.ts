import type { Language } from './language.ts';
import { withoutAccents } from './tokens.ts';

/** Spelt-out numbers, per language, without accents. */
export interface NumberWords {
  /** Below a hundred, and what Spanish adds up to a thousand. */
  small: ReadonlyMap<string, number>;
  hundreds: ReadonlySet<string>;
  scales: ReadonlyMap<string, number>;
  ordinals: ReadonlyMap<string, number>;
  /** What may stand between the parts of a number. */
  and: ReadonlySet<string>;
  /** "Hundreds", "dizaines": how many is left open. */
  vague: ReadonlyMap<string, number>;
}

// --- internal ---

const from = (words: string, first: number, step = 1): [string, number][] =>
  words
    .split(' ')
    .flatMap((forms, index) => forms.split('/').map((form) => entry(form, first + index * step)));

const entry = (word: string, value: number): [string, number] => [withoutAccents(word), value];

const listed = (text: string): [string, number][] =>
  text.split(', ').flatMap((one) => {
    const [words = '', value] = one.split(' = ');
    return words.split('/').map((word) => entry(word, Number(value)));
  });

export const NUMBER_WORDS: Record<Language, NumberWords> = {
  en: {
    small: new Map([
      ...from(
        'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
        0,
      ),
      ...from('twenty thirty forty fifty sixty seventy eighty ninety', 20, 10),
    ]),
    hundreds: new Set(['hundred']),
    scales: new Map(
      listed(
        'thousand = 1e3, million/mn/mln = 1e6, billion/bn = 1e9, trillion/tn/trn = 1e12, dozen = 12, lakh = 1e5, crore = 1e7',
      ),
    ),
    ordinals: new Map([
      ...from(
        'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth',
        1,
      ),
      ...from('twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth', 20, 10),
      ...listed('hundredth = 100, thousandth = 1000'),
    ]),
    and: new Set(['and']),
    vague: new Map(
      listed(
        'tens = 10, dozens = 12, scores = 20, hundreds = 100, thousands = 1e3, millions = 1e6, billions = 1e9',
      ),
    ),
  },
  fr: {
    small: new Map([
      ...from(
        'zéro un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize',
        0,
      ),
      ...from('vingt/vingts trente quarante cinquante soixante septante huitante/octante nonante', 20, 10),
    ]),
    hundreds: new Set(['cent', 'cents']),
    scales: new Map(
      listed(
        'mille = 1e3, million/millions/mln = 1e6, milliard/milliards/mds/md = 1e9, billion/billions = 1e12, douzaine = 12',
      ),
    ),
    ordinals: new Map([
      ...from(
        'premier/première/premiers/premières deuxième/second/seconde troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième treizième quatorzième quinzième seizième',
        1,
      ),
      ...listed('vingtième = 20, trentième = 30, centième = 100'),
    ]),
    and: new Set(['et']),
    vague: new Map(listed('dizaines = 10, douzaines = 12, centaines = 100, milliers = 1e3')),
  },
  es: {
    small: new Map([
      ...from(
        'cero un/uno/una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiún/veintiuno/veintiuna veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve',
        0,
      ),
      ...from('treinta cuarenta cincuenta sesenta setenta ochenta noventa', 30, 10),
      ...from(
        'cien/ciento doscientos/doscientas trescientos/trescientas cuatrocientos/cuatrocientas quinientos/quinientas seiscientos/seiscientas setecientos/setecientas ochocientos/ochocientas novecientos/novecientas',
        100,
        100,
      ),
    ]),
    hundreds: new Set(),
    scales: new Map(listed('mil = 1e3, millón/millones/mln = 1e6, billón/billones = 1e12, docena = 12')),
    ordinals: new Map([
      ...from(
        'primer/primero/primera segundo/segunda tercer/tercero/tercera cuarto/cuarta quinto/quinta sexto/sexta séptimo/séptima octavo/octava noveno/novena décimo/décima',
        1,
      ),
    ]),
    and: new Set(['y']),
    vague: new Map(listed('decenas = 10, docenas = 12, cientos/centenares = 100, miles = 1e3')),
  },
  ht: {
    small: new Map([
      ...from(
        'zewo yon/youn/en de twa kat senk sis sèt uit nèf dis onz douz trèz katòz kenz sèz disèt dizwit diznèf ven',
        0,
      ),
      ...from('trant karant senkant swasant swasanndis katreven katrevendis', 30, 10),
    ]),
    hundreds: new Set(['san']),
    scales: new Map(listed('mil = 1e3, milyon = 1e6, milya = 1e9, douzèn = 12')),
    ordinals: new Map([
      ...from('premye dezyèm twazyèm katriyèm senkyèm sizyèm setyèm wityèm nevyèm dizyèm', 1),
    ]),
    and: new Set(),
    vague: new Map(listed('dizèn = 10, santèn = 100, milye = 1e3')),
  },
  sw: {
    small: new Map([
      ...from(
        'sifuri moja/mmoja mbili/wawili/viwili/miwili/mawili tatu/watatu/vitatu/mitatu/matatu nne/wanne/vinne/minne/manne tano/watano/vitano/mitano/matano sita saba nane/wanane/vinane/minane/manane tisa kumi',
        0,
      ),
      ...from('ishirini thelathini arobaini hamsini sitini sabini themanini tisini', 20, 10),
    ]),
    hundreds: new Set(),
    scales: new Map(
      listed('mia = 100, elfu = 1e3, laki = 1e5, milioni = 1e6, bilioni = 1e9, trilioni = 1e12'),
    ),
    ordinals: new Map(listed('kwanza = 1, pili = 2')),
    and: new Set(['na']),
    vague: new Map(listed('makumi = 10, mamia = 100, maelfu = 1e3, mamilioni = 1e6')),
  },
};
