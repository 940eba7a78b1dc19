import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { FactBase } from '../facts/schema.ts';
import { asideLine, type DisplayContext, leftLine, thanksLine } from '../search/answer-text.ts';
import { createSearch } from '../search/search.ts';
import { answerJson, chatJson, refusedJson } from './answer-json.ts';
import { answerLines, type Style } from './answer-lines.ts';
import { whyLines } from './why-lines.ts';

export interface AskOptions {
  base: FactBase;
  context: DisplayContext;
  json: boolean;
  /** Say why as well. */
  why: boolean;
  style: Style;
  /** Ids of facts told before, as in a thread. */
  after: readonly string[];
  write(text: string): void;
}

/** Answers one question, or each line of `input` as soon as it is read. */
export async function ask(question: string | null, input: Readable, options: AskOptions): Promise<void> {
  const { base, context, style, after } = options;
  const search = createSearch(base);
  const { examples } = base.desk;
  const nothingAsked = `Ask a question, for example: ${examples[0]}`;
  const json = (line: string): object => {
    const typed = search.read(line);
    if (typed.kind === 'chat') return chatJson(line, typed.chat);
    if (typed.kind === 'refused') return refusedJson(line, typed.why);
    if (typed.kind !== 'question') return refusedJson(line, nothingAsked);
    const started = performance.now();
    const answers = search.askEach(typed, context.today, after);
    const ms = performance.now() - started;
    const whole = answerJson(line, answers, base, ms);
    return options.why ? { ...whole, why: search.why(typed.question) } : whole;
  };
  const text = (line: string): string => {
    const typed = search.read(line);
    if (typed.kind === 'chat') return typed.chat === 'thanks' ? thanksLine(examples) : asideLine(examples);
    if (typed.kind === 'refused') return typed.why;
    if (typed.kind !== 'question') return nothingAsked;
    const answers = search.askEach(typed, context.today, after);
    const left = leftLine(typed.left);
    const lines = answers.flatMap(({ question, answer }) => [
      ...(answers.length > 1 ? [`> ${question}`] : []),
      ...answerLines(answer, context, style),
      ...(options.why ? whyLines(search.why(question)).map(style.dim) : []),
    ]);
    return [...lines, ...(left === null ? [] : [left])].join('\n');
  };
  const reply = (line: string) =>
    options.write(`${options.json ? JSON.stringify(json(line)) : text(line)}\n`);
  if (question !== null) return reply(question);
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }))
    reply(unquoted(line));
}

// --- internal ---

/** A line that is a JSON string may hold line breaks; one that merely begins with a quotation mark is read as it stands. */
function unquoted(line: string): string {
  if (!line.startsWith('"')) return line;
  try {
    const text: unknown = JSON.parse(line);
    return typeof text === 'string' ? text : line;
  } catch {
    return line;
  }
}
