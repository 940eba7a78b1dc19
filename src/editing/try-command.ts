import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { FactBaseError } from '../facts/fault.ts';
import { loadFactBase } from '../facts/load.ts';
import { UsageRefusal } from '../refusal.ts';
import type { Command } from './command.ts';
import { changedLines, type Outcome, outcomeLines, parseQuestions, tryQuestions } from './try-questions.ts';
import { watchFiles } from './watch-files.ts';

export const tryCommand: Command = {
  help: `Asks each question of a file, and prints a table: hit, other, silent.

  npm run -s try -- questions.txt
  npm run -s try -- questions.txt --watch

  FILE         one question a line. "who pays => funding-voluntary" also says which fact should answer ("a, b" for one of
               two), "=> none" that none should. Lines that begin with # are passed over
  --watch      again at each save of the file or of the desk, with what changed
  --data DIR   use this fact base instead of DATA_DIR or data`,
  options: { watch: { type: 'boolean' } },
  async run(words, values, { dataDir, today, write, stop }) {
    const [given, ...others] = words;
    if (given === undefined || others.length > 0)
      throw new UsageRefusal(
        'try: expected one file of questions, for example: npm run -s try -- questions.txt',
      );
    const file = resolve(given);
    const run = (before: readonly Outcome[]) => {
      if (!existsSync(file) || !statSync(file).isFile())
        throw new UsageRefusal(`try: there is no file ${given}; expected one with a question on each line`);
      const questions = parseQuestions(readFileSync(file, 'utf8'));
      if (questions.length === 0)
        throw new UsageRefusal(
          `try: ${given} holds no question; expected one on each line, like "who pays => funding-voluntary"`,
        );
      const base = loadFactBase(dataDir);
      const outcomes = tryQuestions(questions, base, today(base.desk.timezone));
      for (const line of [...outcomeLines(outcomes, base), ...changedLines(before, outcomes)]) write(line);
      return outcomes;
    };
    if (values.watch !== true) {
      run([]);
      return 0;
    }
    let last = run([]);
    // A desk is faulty in the middle of an edit: that is said, and waited out.
    const again = () => {
      try {
        last = run(last);
      } catch (error) {
        if (!(error instanceof FactBaseError || error instanceof UsageRefusal)) throw error;
        write(error.message);
      }
      write(WAITING);
    };
    write(WAITING);
    await watchFiles(dataDir, file, stop, again);
    return 0;
  },
};

// --- internal ---

const WAITING = '(waiting for the next save; Ctrl-C ends)';
