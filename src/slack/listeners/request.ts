import { isDigestCommand } from '../../digest/command.ts';
import { findSource, findTopic } from '../../facts/names.ts';
import type { FactBase } from '../../facts/schema.ts';
import { readQuestion } from '../../search/question.ts';
import { unescapeText } from '../render/escape.ts';
import type { Page } from '../render/pages.ts';

/** What a reader wants, the same at every door. */
export type Request =
  | { form: 'question'; question: string }
  /** A digest command, as it was typed. */
  | { form: 'digest'; command: string }
  | Page;

/** What is answered from the base alone. */
export type BaseRequest = Exclude<Request, { form: 'digest' }>;

/**
 * Parses the text of a command, mention or direct message, as Slack sends it.
 * A form is one word, alone, or with the id or name of a topic or source in up to four words, or with one unknown word.
 * Anything else is a question.
 * Forms are matched after cleaning, so that a reply never repeats anything invisible or endless.
 */
export function readRequest(text: string, base: FactBase): Request {
  const typed = unescapeText(text);
  if (typed === '') return { form: 'help' };
  const read = readQuestion(typed);
  if ('refused' in read) return { form: 'refused', why: read.refused };
  if (isDigestCommand(read.question)) return { form: 'digest', command: read.question };
  const words = read.question
    .toLowerCase()
    .replace(/[\s.,;:!?¡¿…]+$/u, '')
    .split(/[\s,:]+/);
  const [form, ...name] = withoutCourtesy(words);
  const whole = [form, ...name].join(' ');
  if (whole === 'help' || whole === 'timeline') return { form: whole };
  if (whole === 'topics' || whole === 'topic') return { form: 'topics', unknown: null };
  if (whole === 'sources' || whole === 'source') return { form: 'sources', unknown: null };
  if (whole === 'help digest') return { form: 'digest', command: 'digest help' };
  if (GREETINGS.has(whole.trim())) return { form: 'help' };
  const named = name.length <= NAME_WORDS ? readNamed(form, name.join(' '), base) : null;
  return named ?? { form: 'question', question: read.question };
}

// --- internal ---

/** Words of a name at most; the schema of desk.yml holds topics to it. */
const NAME_WORDS = 4;

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

/** What people say to a bot they do not know yet. It shows them what it can do. */
const GREETINGS: ReadonlySet<string> = new Set(
  [
    'hi|hello|hey|bonjour|bonjou|hola|habari|who are you|what are you',
    'what can you do|what do you do|how do you work|how does this work',
  ].flatMap((line) => line.split('|')),
);
