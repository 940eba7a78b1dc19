import { isAside, isPointer } from './courtesy.ts';
import { isCommonEnglish } from './english-words.ts';
import { LEAVING_OUT } from './follow-up.ts';
import { ENGLISH_STOPWORDS, LOW_INFORMATION_WORDS, stopwordsFor } from './stopwords.ts';

/** What telling talk from a question needs of a base. */
export interface KnownSubject {
  /** Whether the base's own texts have the word. */
  isInOwnText(word: string): boolean;
  /** The same for a word that says something: no function word, and none of asking and talking. */
  isSubject(word: string): boolean;
  /** Folded words of the desk's subject and name. */
  names: ReadonlySet<string>;
}

/**
 * Drops the clauses around a question that only talk: who asks, when, what for and what else they have to say ("a reader wrote in and
 * I'd like to get back to them:"). A clause that asks, names something, or has a word of the base that is not everyday English is
 * kept, and a text of nothing but talk is left as it is.
 */
export function withoutTalk(text: string, subject: KnownSubject): string {
  const passedOn = quotedIn(text, subject);
  if (passedOn !== null) return passedOn;
  const clauses = clausesOf(withoutTail(withoutLead(text, subject), subject));
  if (clauses.length < 2) return clauses[0]?.trim() ?? '';
  const kept = clauses.filter((clause) => !isTalk(clause, subject));
  if (!kept.some((clause) => !isIdle(clause, subject))) return text;
  return kept
    .join('')
    .replace(/^[\s,;:.…–—)-]+|[\s,;:–—(-]+$/gu, '')
    .replace(/(?:\s*…)+$/u, '');
}

// --- internal ---

function set(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}

/** Each with the punctuation that ends it; points inside numbers, times and initials end nothing. */
function clausesOf(text: string): string[] {
  return text
    .split(
      /(?<=[,;:!?…](?=\s|$|["”»'’)])["”»'’)]*|[–—\n)]|\.{2,}|(?<=[\p{L}\d]{2})(?<!\b(?:mr|ms|dr|st|vs|no|jr|sr|lt))\.(?=\s)|\s-(?=\s))|(?=\()/iu,
    )
    .filter(Boolean);
}

function wordsOf(text: string): { folded: string; raw: string }[] {
  const found = text.match(/[\p{L}\p{M}\d]+(?:['’ʼ.][\p{L}\p{M}\d]+)*/gu) ?? [];
  return found.map((raw) => ({
    raw,
    // "US" is no "us".
    folded:
      raw === 'US'
        ? 'usa'
        : raw
            .normalize('NFKD')
            .replace(/[\p{M}'’ʼ.]/gu, '')
            .toLowerCase(),
  }));
}

const ASKING = set(
  `who whose whom when where why what whats which how qui quand ou pourquoi comment combien quel quelle quels quelles que ki kisa kiyes kile poukisa
   konbyen kijan kote eske quien quienes que cual cuales cuando cuanto cuantos cuantas donde como nani nini lini wapi ngapi gani je depi`,
);
/** "It's Tom from the Nairobi bureau", "working on a story about …": who asks and what for, names and all. */
const INTRODUCTION =
  /^[\s(]*(?:[Hh]i[\s,]+)?(?:[Ii]t['’]s|[Tt]his is|I['’]?m|[Ii] am|[Mm]y name is)\s+\p{Lu}\p{L}+(?:\s\p{Lu}\p{L}+)?\s+(?:from|of|at|with|here|on)(?![\p{L}])/u;
const PIECE = '(?:piece|story|package|explainer|bulletin|slot|podcast|draft|script|live ?blog)';
const WORK = new RegExp(
  `^[\\s(]*(?:(?:i['’]?m|we['’]?re|am|are) )?(?:(?:working|writing|doing|preparing|editing|reporting)(?: (?:on|up|for))? (?:a|an|another|my|our|the)|for (?:a|an|the|my|our|\\p{L}+['’]s))(?: \\p{L}+)? (${PIECE})(?![\\p{L}])`,
  'iu',
);
const AUXILIARY = set('is are was were do does did has have had will would can could should must may might');
const OTHERS = set('it they he she them him her its their his there');
/** Who talks, and to whom: a clause with one of them talks about the asking. */
const PERSONS = set(
  `i im ive id ill me my mine myself we were weve our ours us you your yours youre ur yall thread bot
   sorry thanks thank thx tysm tia please pls plz hi hey hello dear oops whoops um uh hmm lol haha ok okay hope hoping
   asking wondering excuse`,
);
/** What stands here. */
const POINTERS = set('this that these here heres thats it its thing below above attached');
/** A clause that begins so may say when, where or under what condition, or go on: it is talk only if it speaks of the asking, in everyday words. */
const LIMITING = set(
  `before after when while until till since if unless although though because as once during under in on at by for from with without within of to against
   between among despite besides except instead than then and or nor not versus vs`,
);
/** Words about the newsroom and the asking. */
const NEWSROOM_WORDS = set(
  `air live breaking show shows segment package slot edition page podcast episode interview liveblog blog quiz newsroom newsdesk desk desks tonight tomorrow
   am pm oclock midnight noon morning evening weekend bulletin bulletins deadline script rundown broadcast broadcasting programme program
   legal lawyer lawyers attorney counsel editor editors subeditor producer producers presenter host anchor colleague colleagues intern trainee rookie newbie
   listener listeners viewer viewers reader readers caller callers friend friends mate sub subs stringer stringers freelancer correspondent
   double doublecheck doublechecking factcheck factchecking recheck proofreading proofing copyediting copyedit subbing
   email tweet thread note notes notebook memory blank brain coffee stuck lost help argument bet settle pub hope hoping urgent asap quick quickly fast hurry rush`,
);
const TIME_OF_DAY = /^\d{1,4}(?:am|pm|h|hrs|gmt|utc)$/;
const UNIT_OF_TIME = set('min mins minute minutes hour hours hr hrs h sec secs second seconds am pm oclock');

function isNewsroomWord(word: string): boolean {
  return NEWSROOM_WORDS.has(word) || TIME_OF_DAY.test(word);
}

/** Whether a clause says nothing about a subject: everyday words that the base's own texts do not have. */
function isIdle(clause: string, subject: KnownSubject): boolean {
  return wordsOf(clause).every((word, at, all) => isIdleWord(word.folded, all[at + 1]?.folded, subject));
}

function isIdleWord(word: string, next: string | undefined, { isInOwnText, names }: KnownSubject): boolean {
  if (ENGLISH_STOPWORDS.has(word) || LOW_INFORMATION_WORDS.has(word)) return true;
  if (PERSONS.has(word) || POINTERS.has(word)) return true;
  if (names.has(word) || isNewsroomWord(word) || UNIT_OF_TIME.has(word)) return true;
  if (/^\d{1,2}$/.test(word) && next !== undefined && UNIT_OF_TIME.has(next)) return true;
  return isCommonEnglish(word) && !isInOwnText(word);
}

function isTalk(clause: string, subject: KnownSubject): boolean {
  const words = wordsOf(clause);
  if (words.length === 0) return false;
  const spoken = words.map(({ folded }) => folded);
  if (isPointer(clause) || isAside(clause)) return true;
  if (LEAVING_OUT.test(clause)) return false;
  if (spoken.some((word) => ASKING.has(word)) || stopwordsFor(spoken).language !== 'en') return false;
  if (INTRODUCTION.test(clause)) return true;
  const [, piece] = WORK.exec(clause) ?? [];
  if (piece !== undefined && !subject.isInOwnText(piece.toLowerCase())) return true;
  if (words.some((word, at) => isTelling(word, at, words, subject))) return false;
  const [first] = words as [{ folded: string; raw: string }];
  // "We're" is no "were".
  const asksWhether = AUXILIARY.has(first.raw.toLowerCase());
  if (asksWhether && spoken.some((word) => OTHERS.has(word))) return false;
  const hasPerson = spoken.some(
    (word) => PERSONS.has(word) || isNewsroomWord(word) || UNIT_OF_TIME.has(word),
  );
  if (LIMITING.has(first.folded)) return hasPerson && isIdle(clause, subject);
  if (hasPerson) return true;
  if (words.length === 1) return false;
  const isQuestion = /[?？]["”»'’)\s]*$/u.test(clause);
  return isIdle(clause, subject) && (!isQuestion || spoken.some((word) => POINTERS.has(word)));
}

/** A name, a number, or a word of the base that is not everyday English. */
function isTelling(
  { folded, raw }: { folded: string; raw: string },
  at: number,
  words: readonly { folded: string }[],
  subject: KnownSubject,
): boolean {
  if (isIdleWord(folded, words[at + 1]?.folded, subject)) return false;
  if (/\d/.test(folded)) return true;
  if (/^\p{Lu}/u.test(raw) && (at > 0 || !isCommonEnglish(folded))) return true;
  return subject.isInOwnText(folded) && !isCommonEnglish(folded);
}

/** What somebody passes on between quotation marks: 'the copy editor left this in our draft: "who pays?"'. */
function quotedIn(text: string, { names }: KnownSubject): string | null {
  const [, lead = '', quoted = ''] = /^([^:\n]{1,200}):\s*[“"«„](.+)[”"»“]\s*[.!]?$/su.exec(text) ?? [];
  const words = wordsOf(lead);
  const passesOn = words.some(({ folded }) => PERSONS.has(folded) || isNewsroomWord(folded));
  const namesOrAsks = words.some(
    ({ folded, raw }, at) =>
      ASKING.has(folded) ||
      /\d/.test(raw) ||
      (at > 0 && /^\p{Lu}/u.test(raw) && folded !== 'i' && !names.has(folded)),
  );
  return passesOn && !namesOrAsks ? quoted.trim() : null;
}

/** "um so ok this might be a dumb question but who pays": what leads over with "but" is talk up to there. */
function withoutLead(text: string, subject: KnownSubject): string {
  const [lead = '', ...rest] = text.split(/(?<=\sbut)[\s,]+/iu, 2);
  const from = rest[0] === undefined ? -1 : text.indexOf(rest[0], lead.length);
  if (from < 0 || wordsOf(lead).length > LONGEST_LEAD || !isTalk(lead, subject)) return text;
  return text.slice(from);
}
const LONGEST_LEAD = 14;

/** "Who pays lol", "who pays I owe you a coffee": talk that follows without a mark. */
function withoutTail(text: string, subject: KnownSubject): string {
  const bare = text.replace(
    /(?:[\s,]+(?:lol|haha|tysm|tyvm|tia|ty|thx|thnx|thanks|cheers|merci|gracias|m[eè]si|asante|pls|plz|please|asap|xx?|svp|stp))+[\s!.]*$/iu,
    '',
  );
  const own = /^(.*\S)\s+(I(?:['’](?:m|d|ll|ve))?\s.*)$/su.exec(bare);
  if (!own) return bare;
  const [, question = '', tail = ''] = own;
  const last = wordsOf(question).at(-1)?.folded ?? '';
  const goesOn = ENGLISH_STOPWORDS.has(last) || ASKING.has(last);
  return !goesOn && wordsOf(question).length > 1 && isTalk(tail, subject) ? question : bare;
}
