import { loadFactBase } from '../../../src/facts/load.ts';
import { askAll, askOf, verdictOf } from '../ask.ts';
import { SHOWN } from '../outcome.ts';
import { readQuestions, SETS } from '../questions/questions.ts';
import { ABLATIONS } from './ablations.ts';
import type { Outcome } from './outcome.ts';

/** `ask-all.ts PART SET …`, run inside a copy: asks every question of the sets and prints the outcome as JSON. */
const [part = '', ...sets] = process.argv.slice(2);
const loaded = loadFactBase(new URL('../../../data', import.meta.url).pathname);
const base = ABLATIONS.find((ablation) => ablation.part === part)?.base?.(loaded) ?? loaded;
const ask = askOf(base);
const outcome: Outcome = { version: loaded.version, sets: {} };
for (const name of sets) {
  const questions = readQuestions(
    new URL(`../questions/${SETS[name as keyof typeof SETS]}`, import.meta.url),
  );
  outcome.sets[name] = askAll(questions, ask, base).map((one) => ({
    kind: one.kind,
    expect: one.onFile === 'uncovered' ? 'none' : one.asked.expect,
    verdict: verdictOf(one),
    told: [one.answer.kind, ...one.answer.hits.slice(0, SHOWN).map((hit) => hit.fact.id)].join(' '),
  }));
}
process.stdout.write(JSON.stringify(outcome));
