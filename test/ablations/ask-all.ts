import { loadFactBase } from '../../src/facts/load.ts';
import { createSearch } from '../../src/search/search.ts';
import { judge, readQuestions } from '../questions/measure.ts';
import { ABLATIONS } from './ablations.ts';
import type { Outcome } from './outcome.ts';

/** As many hits as a verdict looks at. */
const FIRST = 3;

/** `ask-all.ts PART HALF …`, run inside a copy: asks every question of the halves and prints the outcome as JSON. */
const [part = '', ...halves] = process.argv.slice(2);
const loaded = loadFactBase(new URL('../../data', import.meta.url).pathname);
const base = ABLATIONS.find((ablation) => ablation.part === part)?.base?.(loaded) ?? loaded;
const { ask } = createSearch(base);
const outcome: Outcome = { version: loaded.version, halves: {} };
for (const half of halves) {
  const questions = readQuestions(new URL(`../questions/${half}-half.jsonl`, import.meta.url));
  outcome.halves[half] = questions.map((question) => {
    const answer = ask(question.q);
    return {
      kind: question.kind,
      expect: question.expect,
      verdict: judge(question, answer, base),
      told: [answer.kind, ...answer.hits.slice(0, FIRST).map((hit) => hit.fact.id)].join(' '),
    };
  });
}
process.stdout.write(JSON.stringify(outcome));
