import { isAside, isCourtesy, isPointer, withoutCourtesy } from './courtesy.ts';
import { plainTextOf } from './markup.ts';
import { questionsIn } from './several.ts';
import { type KnownSubject, withoutTalk } from './talk.ts';
import { tokenize } from './tokens.ts';

/** Maximum length of a question, in UTF-16 units. */
export const MAX_QUESTION = 500;
/** Maximum length of a message that is read at all, in UTF-16 units, and of what its markup leaves: a question and all that is put around it. */
const MAX_TYPED = 12_000;
const MAX_PLAIN = 3000;

/** Questions answered in one message: more would not fit with their answers. */
export const MAX_PARTS = 5;

/** What somebody typed, understood; the same at every door. */
export type Typed =
  /**
   * One question in one line, and, where there are several, each of them; `left` counts those
   * that were one too many, and `line` is all that was said, talk included.
   */
  | { kind: 'question'; question: string; parts: string[]; left: number; line: string }
  /** One line that says why there is no answer; it repeats nothing of what was typed. */
  | { kind: 'refused'; why: string }
  /** Thanks and greetings get one friendly line; an aside wants no answer. */
  | { kind: 'chat'; chat: 'thanks' | 'aside' }
  /** It points at another message ("?", "this?", "any idea?"). */
  | { kind: 'pointer' }
  /** Nothing at all, once a mention of the bot is off. */
  | { kind: 'empty' };

/** What reading needs of a desk. */
export interface Reader {
  /** What people call the bot: its command and its name. */
  names: readonly string[];
  /** Whether the base has this word. */
  knows(word: string): boolean;
  /** What the base is about. */
  subject: KnownSubject;
}

/** Reads what was typed, before anything is searched: markup, emoji, addresses, greetings, list marks and signatures go. */
export function readTyped(typed: string, { names, knows, subject }: Reader): Typed {
  if (typed.length > MAX_TYPED) return TOO_LONG;
  const { text, dropped } = plainTextOf(typed, knows);
  if (text.length > MAX_PLAIN) return TOO_LONG;
  const bare = oneLine(text);
  if (bare === '') {
    if (dropped.pointing) return { kind: 'pointer' };
    if (dropped.emoji) return { kind: 'chat', chat: 'aside' };
    if (dropped.address) return { kind: 'refused', why: ONLY_ADDRESS };
    return { kind: 'empty' };
  }
  if (isPointer(bare)) return { kind: 'pointer' };
  // A word alone may be what is asked about: "fine", on a courts desk.
  const isStub = !/\s/.test(bare) && subject.isInOwnText(bare.toLowerCase());
  if (isAside(bare) && !isStub) return { kind: 'chat', chat: 'aside' };
  if (isCourtesy(bare)) return { kind: 'chat', chat: 'thanks' };
  if (names.some((name) => isName(bare, name))) return { kind: 'empty' };
  const said = withoutCourtesy(text, names, subject.isSubject) || text;
  const lines = withoutTalk(said, subject);
  const question = oneLine(lines);
  if (isPointer(question)) return { kind: 'pointer' };
  if (isAside(question) && !isStub) return { kind: 'chat', chat: 'aside' };
  if (question.length > MAX_QUESTION) return TOO_LONG;
  if (tokenize(question).length === 0)
    return { kind: 'refused', why: 'There is no word in that. Ask a question in words.' };
  const parts = questionsIn(lines);
  return {
    kind: 'question',
    question,
    parts: parts.slice(0, MAX_PARTS),
    left: Math.max(0, parts.length - MAX_PARTS),
    line: oneLine(said),
  };
}

// --- internal ---

const TOO_LONG: Typed = {
  kind: 'refused',
  why: `That is too long: a question has at most ${MAX_QUESTION} characters. Ask one thing at a time.`,
};
const ONLY_ADDRESS = 'That is only a link or an address. Ask a question in words.';

function isName(text: string, name: string): boolean {
  return text.toLowerCase().replace(/^@/, '') === name.toLowerCase();
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
