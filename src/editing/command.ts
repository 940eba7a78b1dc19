import type { Readable } from 'node:stream';
import type { ParseArgsConfig } from 'node:util';
import { UsageRefusal } from '../refusal.ts';

/** What a command gets of the process it runs in. */
interface CommandContext {
  dataDir: string;
  /** YYYY-MM-DD in a time zone. */
  today(zone: string): string;
  input: Readable;
  /** Aborted when a command that waits has to end. */
  stop: AbortSignal;
  /** Says on a terminal what takes so long; the next line replaces it. */
  progress(what: string): void;
  /** Prints a line. */
  write(line: string): void;
}

/** One of an editor's commands. */
export interface Command {
  help: string;
  options: NonNullable<ParseArgsConfig['options']>;
  /** @returns the exit code */
  run(words: readonly string[], values: Values, context: CommandContext): Promise<number>;
}

export type Values = Record<string, string | boolean | (string | boolean)[] | undefined>;

/** The text of an option. */
export function textOf(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/** The words after a verb such as `add`. @throws UsageRefusal with an example for any other verb */
export function afterVerb(
  words: readonly string[],
  verbs: readonly string[],
  example: string,
): [string, string[]] {
  const [verb = '', ...rest] = words;
  if (verbs.includes(verb)) return [verb, rest];
  const said = verb === '' ? 'no verb' : `unknown verb "${verb}"`;
  throw new UsageRefusal(
    `${said}; expected ${verbs.join(', ').replace(/, (\S+)$/, ' or $1')}, for example: ${example}`,
  );
}
