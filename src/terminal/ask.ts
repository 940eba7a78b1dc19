import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { FactBase } from '../facts/schema.ts';
import type { DisplayContext } from '../search/answer-text.ts';
import { readQuestion } from '../search/question.ts';
import { createSearch } from '../search/search.ts';
import { answerJson, refusedJson } from './answer-json.ts';
import { answerLines, type Style } from './answer-lines.ts';

export interface AskOptions {
  base: FactBase;
  context: DisplayContext;
  json: boolean;
  style: Style;
  write(text: string): void;
}

/** Answers one question, or each line of `input` as soon as it is read. */
export async function ask(question: string | null, input: Readable, options: AskOptions): Promise<void> {
  const { base, context, style } = options;
  const search = createSearch(base);
  const json = (line: string): object => {
    const read = readQuestion(line);
    if ('refused' in read) return refusedJson(line, read.refused);
    const started = performance.now();
    const answer = search.ask(read.question, context.today);
    return answerJson(line, answer, base, performance.now() - started);
  };
  const text = (line: string): string => {
    const read = readQuestion(line);
    if ('refused' in read) return read.refused;
    const answers = search.askEach(read.question, context.today);
    const lines = answers.flatMap(({ question, answer }) => [
      ...(answers.length > 1 ? [`> ${question}`] : []),
      ...answerLines(answer, context, style),
    ]);
    return lines.join('\n');
  };
  const reply = (line: string) =>
    options.write(`${options.json ? JSON.stringify(json(line)) : text(line)}\n`);
  if (question !== null) return reply(question);
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) reply(line);
}
