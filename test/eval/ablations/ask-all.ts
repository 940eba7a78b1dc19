import { loadFactBase } from '../../../src/facts/load.ts';
import { createSearch } from '../../../src/search/search.ts';
import { judge, readQuestions, SETS } from '../questions/measure.ts';
import { ABLATIONS } from './ablations.ts';
import type { Outcome } from './outcome.ts';

/** As many hits as a verdict looks at. */
const FIRST = 3;

/** `ask-all.ts PART SET …`, run inside a copy: asks every question of the sets and prints the outcome as JSON. */
const [part = '', ...sets] = process.argv.slice(2);
const loaded = loadFactBase(new URL('../../../data', import.meta.url).pathname);
const base = ABLATIONS.find((ablation) => ablation.part === part)?.base?.(loaded) ?? loaded;
const { ask } = createSearch(base);
const outcome: Outcome = { version: loaded.version, sets: {} };
for (const name of sets) {
  const questions = readQuestions(
    new URL(`../questions/${SETS[name as keyof typeof SETS]}`, import.meta.url),
  );
  outcome.sets[name] = questions.map((question) => {
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
