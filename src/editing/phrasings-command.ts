import { existsSync, readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { loadLocatedBase } from '../facts/load.ts';
import { counted } from '../facts/source-text.ts';
import { UsageRefusal } from '../refusal.ts';
import { changedAnswers, sortPhrasings, writePhrasings } from './add-phrasings.ts';
import { type Command, textOf } from './command.ts';
import { briefLines, findAsked } from './phrasing-brief.ts';
import { scalar } from './source-file.ts';

export const phrasingsCommand: Command = {
  help: `Shows how a fact, gap or dispute is asked for, and what is missing, as a brief to fill; and adds what comes back.

  npm run -s phrasings -- funding-voluntary
  npm run -s phrasings -- funding-voluntary --add answers.txt --from "a language model, checked by Ada Lin"
  npm run -s phrasings -- funding-voluntary --add - --from "Ada Lin" < answers.txt

  ID            of a fact, gap or dispute
  --add FILE    one phrasing a line ("-" for standard input). Doubles, and those that another fact answers, are dropped with
                the reason; what follows a line GAPS is printed for gaps.yml. Questions that are answered otherwise after it are named
  --from TEXT   who wrote them, and who checked them
  --dry-run     says what would be added, and writes nothing
  --data DIR    use this fact base instead of DATA_DIR or data`,
  options: { add: { type: 'string' }, from: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  async run(words, values, { dataDir, input, write, progress }) {
    const [id, ...others] = words;
    if (id === undefined || others.length > 0)
      throw new UsageRefusal(
        'phrasings: expected one id, for example: npm run -s phrasings -- funding-voluntary',
      );
    progress('reading the fact base');
    const located = loadLocatedBase(dataDir);
    const { base } = located;
    const part = findAsked(base, id);
    if (!part)
      throw new UsageRefusal(
        `phrasings: there is no fact, gap or dispute "${id}"; a gap needs an id of its own`,
      );
    const file = textOf(values, 'add');
    if (file === undefined) {
      for (const line of briefLines(base, part)) write(line);
      return 0;
    }
    const from = textOf(values, 'from')?.replace(/\s+/g, ' ').trim();
    if (!from)
      throw new UsageRefusal(
        '--add: expected --from as well, for example: --from "a language model, checked by Ada Lin"',
      );
    if (file !== '-' && !existsSync(file))
      throw new UsageRefusal(`--add: there is no file ${file}; expected one phrasing a line`);
    const written = (file === '-' ? await text(input) : readFileSync(file, 'utf8')).split(/\r?\n/);
    const end = written.findIndex((line) => /^\W*GAPS\W*$/.test(line));
    const { added, dropped } = sortPhrasings(end < 0 ? written : written.slice(0, end), part, base);
    for (const { line, why } of dropped) write(`dropped: ${line} (${why})`);
    if (added.length > 0) {
      const changed = changedAnswers(added, part, located, (done, all) =>
        progress(`${done} of ${all} questions asked again`),
      );
      for (const { question, before, after, isWrong } of changed)
        write(`${isWrong ? 'now wrong' : 'changes'}: "${question}": ${before} → ${after}`);
      if (values['dry-run'] === true) for (const line of added) write(`would add: ${line}`);
      else write(writePhrasings(dataDir, id, added, from));
    }
    write(
      `${counted(added.length, 'line')} ${values['dry-run'] === true ? 'to add' : 'added'}, ${dropped.length} dropped.`,
    );
    if (end >= 0) for (const line of gapLines(written.slice(end + 1))) write(line);
    return 0;
  },
};

// --- internal ---

/** "its cost: what does it cost; who pays" as entries of gaps.yml. */
function gapLines(lines: readonly string[]): string[] {
  const gaps = lines.flatMap((line) => {
    const [, about, questions] = /^\s*(?:[-*•]|\d{1,3}[.)])?\s*([^:]{3,80}):\s*(\S.*)$/.exec(line) ?? [];
    const asks = questions?.split(';').flatMap((question) => question.trim() || []) ?? [];
    return about === undefined || asks.length === 0 ? [] : [{ about: about.trim(), asks }];
  });
  if (gaps.length === 0) return [];
  return [
    '# For gaps.yml, where no source answers it:',
    ...gaps.flatMap(({ about, asks }) => [
      `- about: ${scalar(about)}`,
      '  asks:',
      ...asks.map((ask) => `    - ${scalar(ask)}`),
    ]),
  ];
}
