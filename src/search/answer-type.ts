/**
 * The type of answer that a question asks for, by its question words, in five languages.
 * All words are folded: lower case, no accents.
 */

/** `words` asks for exact words, `list` for everything on a subject; `open` is everything else (what, how, whether). */
export const ANSWER_TYPES = [
  'who',
  'when',
  'duration',
  'where',
  'why',
  'count',
  'amount',
  'words',
  'list',
  'open',
] as const;
export type AnswerType = (typeof ANSWER_TYPES)[number];

/** What the reader is told is missing when the best fact has no answer of the type. */
export const MISSING_DETAIL: Record<AnswerType, string | null> = {
  who: 'a name',
  when: 'a date',
  duration: 'a length of time',
  where: 'a place',
  why: 'a reason',
  count: 'a number',
  amount: 'an amount',
  words: 'the exact words',
  list: null,
  open: null,
};

/** Phrases that ask for each type, in any language, matched as whole words. Of equally long ones the earlier type wins. */
const CUES: [AnswerType, string[]][] = [
  [
    'list',
    list(`what-do-you-have-on what-do-you-have-about what-have-you-got-on what-have-you-got-about what-have-we-got-on what-do-we-have-on what-do-we-have-about
      what-do-we-know-about what-do-you-know-about what-do-we-know-on anything-on anything-about everything-on everything-about all-you-have-on all-you-have-about
      all-facts-on list-everything list-all tell-me-about tell-me-everything what-is-on-file-on what-is-on-file-about whats-on-file-on whats-on-file-about
      que-sait-on-de que-sait-on-sur tout-sur kisa-nou-gen-sou que-hay-sobre que-tienes-sobre que-sabemos-de mna-nini-kuhusu`),
  ],
  [
    'words',
    list(`what-were-her-exact what-were-his-exact what-were-their-exact what-are-the-exact what-is-the-exact what-exact what-exactly-did exact-words exact-wording verbatim word-for-word which-words what-words in-which-words her-words his-words whose-words
      quote-from wording-of exact-quote direct-quote mots-exacts mo-egzak palabras-exactas maneno-halisi`),
  ],
  [
    'amount',
    list(`how-much-money how-much-cash how-many-dollars how-many-millions how-much-does how-much-did how-much-has how-much-have how-much-is how-much-will how-much-would
      how-much-are how-much-was how-much-were what-sum what-amount price-tag total-cost cost-of what-cost what-percentage what-share-of salary
      how-much-per dollars combien-d-argent combien-coute combien-a-coute konbyen-lajan konbyen-kob cuanto-dinero cuanto-cuesta cuanto-paga
      pesa-ngapi kiasi-gani us-dollars`),
  ],
  [
    'count',
    list(`how-many what-number number-of numbers-of size-of strength-of tally death-toll headcount head-count how-often
      combien-de combien-d combien konbyen cuantos cuantas wangapi ngapi mangapi vingapi idadi`),
  ],
  [
    'when',
    list(`when what-date which-date on-what-date what-day which-day what-year which-year in-what-year in-which-year what-month which-month since-when
      date-of date-for dated year-of how-soon how-recently what-time how-long-ago for-how-long-has since-how-long how-long-since how-long-has-it-been-since how-long-is-it-since how-old
      quand quelle-date quelle-annee en-quelle-annee depuis-quand quel-jour quel-mois kile ki-le ki-dat ki-ane ki-jou nan-ki-ane depi-ki-ane
      cuando que-fecha en-que-ano que-ano desde-cuando que-dia que-mes lini mwaka-gani tarehe-gani siku-gani mwezi-gani tangu-lini`),
  ],
  [
    'duration',
    list(`how-long how-many-hours how-many-minutes how-many-days how-many-months how-many-weeks how-many-years length-of duration-of
      combien-de-temps konbyen-tan cuanto-tiempo muda-gani`),
  ],
  [
    'where',
    list(`where whereabouts which-city in-which-city what-city which-place in-what-place which-town which-country-was where-is
      ou-est ou-se ou-sont dans-quelle-ville quelle-ville ki-kote ki-bo nan-ki-vil donde en-que-ciudad que-ciudad wapi mji-gani`),
  ],
  [
    'why',
    list(`why how-come what-reason what-for for-what-reason reason-for reasons-for what-caused cause-of pourquoi poukisa pou-ki-sa pouki por-que kwa-nini mbona
      what-s-the-reason what-is-the-reason`),
  ],
  ['open', list('which what how quel quelle quels quelles comment que cual cuales como kisa ki kijan')],
  [
    'who',
    list(`who whom whose who-s whos which-country which-nation which-official which-officials which-body which-agency which-person which-leader which-council which-diplomat
      which-government which-members which-states name-of by-whom what-name
      qui quel-pays quels-pays quels-membres kiyes ki-moun ki-peyi quien quienes a-quien que-pais nani nchi-gani rais-gani`),
  ],
];

/** All words of cues: never spell-corrected ("how long" does not become "how along"). */
export const QUESTION_WORDS: ReadonlySet<string> = new Set(
  CUES.flatMap(([, phrases]) => phrases.flatMap((phrase) => phrase.split('-'))),
);

/** Verbs that open a yes/no question, and words that embed another question in it ("do you know when …"). */
const YES_NO_VERBS: ReadonlySet<string> = new Set(
  list('is are was were does did has have had will would should could can do must may might shall'),
);
const EMBEDDING_WORDS: ReadonlySet<string> = new Set(
  list(
    'you we i anyone anybody someone know known clear say said says tell told remember idea which what how',
  ),
);

const CUES_BY_FIRST_WORD = new Map<string, { type: AnswerType; words: string[] }[]>();
for (const [type, phrases] of CUES) {
  for (const phrase of phrases) {
    const words = phrase.split('-');
    const first = words[0] as string;
    CUES_BY_FIRST_WORD.set(first, [...(CUES_BY_FIRST_WORD.get(first) ?? []), { type, words }]);
  }
}

/**
 * The type of the earliest cue in a question; of two that start at the same word, the longer.
 * @param words folded words of the question
 */
export function answerTypeOf(words: readonly string[]): AnswerType {
  if (words[0] === 'year' || words[0] === 'date') return 'when';
  // "Will Kenya stay when the mandate ends" does not ask when; "do you know when it ends" does.
  if (YES_NO_VERBS.has(words[0] as string) && !words.some((word) => EMBEDDING_WORDS.has(word))) return 'open';
  for (let at = 0; at < words.length; at++) {
    let best: { type: AnswerType; length: number } | null = null;
    for (const { type, words: phrase } of CUES_BY_FIRST_WORD.get(words[at] as string) ?? []) {
      if (phrase.length <= (best?.length ?? 0)) continue;
      if (phrase.every((word, offset) => words[at + offset] === word)) best = { type, length: phrase.length };
    }
    if (best)
      return best.type === 'open' && WHAT.has(words[at] as string) ? typeNamed(words, at + 1) : best.type;
  }
  return 'open';
}

/** The answer types that a text can supply, by the numbers, dates, amounts, durations and reasons in it. */
export function answerTypesIn(text: string): Set<AnswerType> {
  const types = new Set<AnswerType>(['open', 'words', 'who', 'list']);
  const plain = text.replace(new RegExp(DATE, 'gu'), ' ');
  if (NUMBER.test(plain) || NUMBER_WORD.test(plain)) types.add('count');
  if (DURATION.test(plain)) types.add('duration');
  if (REASON.test(plain)) types.add('why');
  if (AMOUNT.test(text)) types.add('amount');
  if (DATE.test(text) || TIME_BY_EVENT.test(text)) types.add('when');
  return types;
}

// --- internal ---

const WHAT: ReadonlySet<string> = new Set(['what', 'whats']);
const BEFORE_NAME: ReadonlySet<string> = new Set(list('is was are were s the his her its their'));

/** The type that "what" asks for by name: "what is the number of", "what was the cost of"; else `open`. */
function typeNamed(words: readonly string[], from: number): AnswerType {
  let at = from;
  while (BEFORE_NAME.has(words[at] ?? '')) at++;
  const named = CUES_BY_FIRST_WORD.get(words[at] ?? '') ?? [];
  const cue = named.find(({ words: phrase }) => phrase.every((word, offset) => words[at + offset] === word));
  return cue?.type ?? 'open';
}

const NUMBER = /(?<![\p{L}\d])(?!(?:19|20)\d{2}(?!\d))\d+(?:[.,]\d+)*(?![\p{L}\d])/u;
/** Without "one", which is rarely a count. */
const NUMBER_WORD =
  /\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|dozens?|twice)\b/iu;
const DURATION = new RegExp(
  `(?:${NUMBER.source}|${NUMBER_WORD.source})[\\s-]+(?:\\w+[\\s-]+)?(?:second|minute|hour|day|week|month|year)s?\\b`,
  'iu',
);
/** A time given by another event: "before the expiration of", "following the arrival of". */
const TIME_BY_EVENT = /\b(?:before|after|until|prior to|following|upon|by the end of) the \w+ of\b/iu;
const REASON = /\b(?:because|owing to|due to the|so that|in order to)\b/iu;
const DATE =
  /\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}\b|\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b|\b(?:19|20)\d{2}\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)s?\b|\b(?:year|month|week|day)s? ago\b/u;
const AMOUNT = /[$€£]\s?\d|\d\s?(?:million|billion|dollars|percent|per cent|%)/iu;

function list(words: string): string[] {
  return words.trim().split(/\s+/);
}
