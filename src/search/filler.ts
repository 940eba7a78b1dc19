import { ENGLISH_STOPWORDS, LOW_INFORMATION_WORDS } from './stopwords.ts';
import type { Token } from './tokens.ts';

/**
 * Drops filler clauses around a question: who asks, when and for what ("quick one for the 6pm bulletin:", "before I go on air,",
 * "legal wants to know"). A clause with any other content word is kept, and a message of nothing but filler is left as it is.
 */
export function withoutFiller(words: readonly Token[]): readonly Token[] {
  const clauses = clausesOf(words);
  if (clauses.length < 2) return words;
  const kept = clauses.filter((clause) => !isFiller(clause));
  return kept.length < clauses.length && kept.some(hasSubjectWord) ? kept.flat() : words;
}

// --- internal ---

/** Splits at punctuation, and after "wants to know" and the like. */
function clausesOf(words: readonly Token[]): Token[][] {
  const clauses: Token[][] = [];
  words.forEach((word, at) => {
    const before = words[at - 1];
    const isNew =
      before?.clause !== word.clause ||
      (REPORTING_VERBS.has(before.text) && QUESTION_STARTERS.has(word.text));
    if (isNew) clauses.push([]);
    clauses.at(-1)?.push(word);
  });
  return clauses;
}

function isFiller(clause: readonly Token[]): boolean {
  return clause.some(({ text }) => isNewsroomWord(text)) && !hasSubjectWord(clause);
}

/** Whether a clause has a word that may belong to the subject of the question. */
function hasSubjectWord(clause: readonly Token[]): boolean {
  return clause.some(
    ({ text }) => !(isNewsroomWord(text) || ENGLISH_STOPWORDS.has(text) || LOW_INFORMATION_WORDS.has(text)),
  );
}

export function isNewsroomWord(word: string): boolean {
  return NEWSROOM_WORDS.has(word) || TIME_OF_DAY.test(word);
}

const TIME_OF_DAY = /^\d{1,4}(?:am|pm|h|hrs|gmt|utc)$/;
const REPORTING_VERBS = set('know ask asks asking wonder wonders wondering');
const QUESTION_STARTERS = set(
  'who whom whose what when where why which how whether if is are was were did does do has have had will would can since',
);
/** Words about the newsroom and the asking. Next to other content words they may belong to the subject. */
const NEWSROOM_WORDS = set(
  `air live breaking show shows segment package slot edition page podcast episode interview liveblog blog quiz newsroom newsdesk desk desks tonight tomorrow
   am pm oclock midnight noon morning evening weekend bulletin bulletins deadline script rundown broadcast broadcasting programme program
   legal lawyer lawyers attorney counsel editor editors subeditor producer producers presenter host anchor colleague colleagues intern trainee rookie newbie
   listener listeners viewer viewers reader readers caller callers friend friends mate sub subs stringer stringers freelancer correspondent
   double doublecheck doublechecking factcheck factchecking recheck proofreading proofing copyediting copyedit subbing
   email tweet thread note notes notebook memory blank brain coffee stuck lost help argument bet settle pub hope hoping urgent asap quick quickly fast hurry rush`,
);

function set(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}
