import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { FactBase } from '../facts/schema.ts';
import type { DisplayContext } from '../search/answer-text.ts';
import { readQuestion } from '../search/question.ts';
import { createSearch } from '../search/search.ts';
import { answerJson, refusedJson } from './answer-json.ts';
import { answerLines, type Style } from './answer-lines.ts';

/** Where answers go and how they look. */
export interface AskOptions {
  base: FactBase;
  reading: DisplayContext;
  json: boolean;
  style: Style;
  write(text: string): void;
}

/** Answers one question, or one question per line of `input`, each as soon as it is read. */
export async function ask(question: string | null, input: Readable, options: AskOptions): Promise<void> {
  const search = createSearch(options.base);
  const one = (line: string) => {
    const read = readQuestion(line);
    if ('refused' in read) {
      return options.write(
        options.json ? `${JSON.stringify(refusedJson(line, read.refused))}\n` : `${read.refused}\n`,
      );
    }
    const started = performance.now();
    const answer = search.ask(read.question, options.reading.today);
    const ms = performance.now() - started;
    if (options.json) return options.write(`${JSON.stringify(answerJson(line, answer, options.base, ms))}\n`);
    const told = search.askEach(read.question, options.reading.today);
    const lines = told.flatMap((one) => [
      ...(told.length > 1 ? [`> ${one.question}`] : []),
      ...answerLines(one.answer, options.reading, options.base.version, options.style),
    ]);
    options.write(`${lines.join('\n')}\n`);
  };
  if (question !== null) return one(question);
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) one(line);
}
