import { readDay } from './day.ts';
import { type InvalidCommand, type Refuse, refusing, shown } from './invalid-command.ts';
import { addDays } from './local-time.ts';
import { type DigestOptions, isPlainOption, type OptionsContext, readOptions } from './options.ts';
import { plainWords } from './plain-words.ts';
import { isPlainTime, readTime } from './time-of-day.ts';

/** What a person wants a channel's digest to do. */
export type DigestCommand =
  /** With every option, including those left as they were. */
  | ({ do: 'on' } & DigestOptions)
  | { do: 'off' }
  /** No post before this local date. */
  | { do: 'pause'; until: string }
  /** On again, with the options it had. */
  | { do: 'resume' }
  | { do: 'preview' }
  | { do: 'now' }
  | { do: 'status' }
  | { do: 'help' };

export interface CommandContext extends OptionsContext {
  /** Today's date in the channel's time zone. */
  today: string;
  /** The desk's slash command, for examples that work. */
  command: string;
}

/**
 * Whether a line is a digest command, well-formed or not: `digest` alone, or followed by a known verb, a time or how
 * often; or by one other word and a time ("digest onn 08:30"), which is a typo. Anything else is a question.
 * @param text cleaned like a question
 */
export function isDigestCommand(text: string): boolean {
  return commandIn(text) !== null;
}

/** Reads a digest command; `digest` alone means `digest status`. Null when the line is not one. */
export function readDigestCommand(
  text: string,
  context: CommandContext,
): DigestCommand | InvalidCommand | null {
  const words = commandIn(text);
  if (words === null) return null;
  const { verb, rest } = words;
  const refuse = refusing(context.command);
  if (verb === null) {
    const verbs = 'on, off, pause, resume, preview, now or status';
    return refuse(`Unknown digest command ${shown(rest[0] ?? '')}`, verbs, 'on 08:30');
  }
  if (verb === 'on') {
    const options = readOptions(rest, context, refuse);
    return 'refused' in options ? options : { do: 'on', ...options };
  }
  if (verb === 'pause') return readPause(rest, context, refuse);
  if (rest.length > 0) return refuse(`“digest ${verb}” takes no options`, 'nothing after it', verb);
  return { do: verb };
}

/** Every digest command, in one line. */
export function usageOf(command: string): string {
  const on = 'on 08:30 [weekdays, daily or mon thu] [a time zone] [topics, or all] [quiet or always]';
  return `${command} digest ${[on, 'off', 'pause until DATE', 'resume', 'preview', 'now', 'status'].join(' · ')}`;
}

// --- internal ---

type Verb = DigestCommand['do'];

const VERBS = new Map<string, Verb>([
  ...(['on', 'off', 'pause', 'resume', 'preview', 'now', 'status', 'help'] as const).map(
    (verb) => [verb, verb] as const,
  ),
  // What people also type.
  ...[['start', 'on'] as const, ['enable', 'on'] as const],
  ...[['stop', 'off'] as const, ['disable', 'off'] as const, ['cancel', 'off'] as const],
  ...[['unpause', 'resume'] as const, ['usage', 'help'] as const],
]);

/** The verb is null when it is not a known one. */
function commandIn(text: string): { verb: Verb | null; rest: string[] } | null {
  const words = plainWords(text);
  const [first, second = 'status', third = ''] = words.slice(0, 3).map((word) => word.toLowerCase());
  if (first !== 'digest') return null;
  const verb = VERBS.get(second);
  if (verb) return { verb, rest: words.slice(2) };
  // A bare number is refused as an incomplete time: more helpful than “nothing on file”.
  const isNumber = /^\d{1,2}$/.test(second) && third === '';
  const isTime = isNumber || isPlainTime(second, third) || (second === 'at' && readTime(third) !== null);
  if (isTime || isPlainOption(second)) return { verb: 'on', rest: words.slice(1) };
  const isTypo = words.length === 3 && isPlainTime(third, '');
  return isTypo ? { verb: null, rest: words.slice(1) } : null;
}

function readPause(
  words: string[],
  { today }: CommandContext,
  refuse: Refuse,
): DigestCommand | InvalidCommand {
  const refused = (found: string) =>
    refuse(
      found,
      'a later date: YYYY-MM-DD, 5 December, tomorrow, a weekday or “for a week”',
      `pause until ${addDays(today, 7)}`,
    );
  const day = words.filter((one) => !/^(until|till|to|for)$/i.test(one)).join(' ');
  if (day === '') return refused('“digest pause” needs the date of the next post');
  const until = readDay(day.toLowerCase(), today);
  if (until === null) return refused(`${shown(day)} is not a date`);
  if (until === today) return refused(`${shown(day)} is today`);
  if (until < today) return refused(`${shown(day)} is in the past`);
  if (until > addDays(today, LONGEST_PAUSE)) {
    return refuse(`${until} is more than a year away`, 'an earlier date, or “digest off”', 'off');
  }
  return { do: 'pause', until };
}

/** In days. A longer pause is a typo, or a digest that nobody wants. */
const LONGEST_PAUSE = 366;
