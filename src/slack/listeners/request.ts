import { isDigestCommand } from '../../digest/command.ts';
import { findSource, findTopic } from '../../facts/names.ts';
import type { FactBase } from '../../facts/schema.ts';
import type { Asked, Search } from '../../search/search.ts';
import { createSpellingCorrector } from '../../search/spelling.ts';
import type { Page } from '../render/pages.ts';

/** What a reader wants, the same at every door. */
export type Request =
  | { form: 'question'; asked: Asked }
  /** A digest command, as it was typed. */
  | { form: 'digest'; command: string }
  /** It asks what the message says that it points at; outside a thread, nobody knows what. */
  | { form: 'pointer' }
  /** It wants no answer ("never mind"). */
  | { form: 'aside' }
  | Page;

/** What is answered from the base alone. */
export type BaseRequest = Exclude<Request, { form: 'digest' }>;

/**
 * Parses the text of a command, mention or direct message, as Slack sends it.
 * A form is one word, alone, or with the id or name of a topic or source in up to four words, or with one unknown word.
 * Anything else is a question.
 * Forms are matched after reading, so that a reply never repeats anything invisible or endless.
 */
export function readRequest(text: string, { base, search }: { base: FactBase; search: Search }): Request {
  const typed = search.read(text);
  switch (typed.kind) {
    case 'empty':
      return { form: 'help' };
    case 'refused':
      return { form: 'refused', why: typed.why };
    case 'pointer':
      return { form: 'pointer' };
    case 'chat':
      return typed.chat === 'aside' ? { form: 'aside' } : { form: 'thanks' };
    case 'question':
      return readForm(typed.line, base) ?? { form: 'question', asked: typed };
  }
}

// --- internal ---

/** Words of a name at most; the schema of desk.yml holds topics to it. */
const NAME_WORDS = 4;

function readForm(question: string, base: FactBase): Request | null {
  if (isDigestCommand(question)) return { form: 'digest', command: question };
  const words = question
    .toLowerCase()
    .replace(/[\s.,;:!?¡¿…]+$/u, '')
    .split(/[\s,:]+/);
  const [form, ...name] = withoutCourtesy(words);
  const whole = [form, ...name].join(' ');
  const alone = FORMS.has(whole) ? whole : misspelledForm(whole);
  if (alone === 'help' || alone === 'timeline') return { form: alone };
  if (alone === 'topics' || alone === 'topic') return { form: 'topics', unknown: null };
  if (alone === 'sources' || alone === 'source') return { form: 'sources', unknown: null };
  if (whole === 'help digest') return { form: 'digest', command: 'digest help' };
  if (ABOUT_THE_BOT.has(whole)) return { form: 'help' };
  return name.length <= NAME_WORDS ? readNamed(form, name.join(' '), base) : null;
}

/** Several unknown words are a question; one is not, and neither are words that fit several names: the list helps then. */
function readNamed(form: string | undefined, name: string, base: FactBase): Page | null {
  if (form !== 'topic' && form !== 'source') return null;
  const found = form === 'topic' ? findTopic(name, base) : findSource(name, base);
  if (found === null && name.includes(' ')) return null;
  const isOne = found !== null && found !== 'several';
  if (form === 'topic') return isOne ? { form, topic: found.id } : { form: 'topics', unknown: name };
  return isOne ? { form, source: found.id } : { form: 'sources', unknown: name };
}

/** "Show me the topics, please" is "topics"; a text that is all courtesy stays as it is. */
function withoutCourtesy(words: readonly string[]): readonly string[] {
  const left = words.filter((word) => !COURTESY.has(word));
  return left.length > 0 && FORMS.has(left[0] as string) ? left : words;
}

const COURTESY: ReadonlySet<string> = new Set(
  'please pls plz thanks thx show list give me all the your'.split(' '),
);
const FORMS: ReadonlySet<string> = new Set('help timeline topics topic sources source'.split(' '));

const forms = createSpellingCorrector(FORMS);
/** "hepl", but not "held": a slip of the keyboard keeps all letters, or all but one. */
const MIN_SIMILARITY = 0.85;

function misspelledForm(word: string): string | null {
  const [best] = /^[a-z]{4,9}$/.test(word) ? forms.correct(word) : [];
  return best && best.similarity >= MIN_SIMILARITY ? best.word : null;
}

/** What people ask a bot that they do not know yet. It shows them what it can do. */
const ABOUT_THE_BOT: ReadonlySet<string> = new Set(
  'who are you|what are you|what can you do|what do you do|how do you work|how does this work'.split('|'),
);
