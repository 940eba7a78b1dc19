import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { createSearch } from '../../../src/search/search.ts';
import { type Outcome, outcomeOf, percent, rowsOf, SHOWN } from '../outcome.ts';
import { bestAtNear, NEAR_SHARES, pointsOf, type ReachRow, withReach } from '../threshold.ts';
import { baseStating } from './desk-base.ts';
import type { Ranker } from './rankers/ranker.ts';
import { tableOf } from './tables.ts';

// A few sentences of the public files are empty: cut by rule.
const DeskSchema = z.object({
  name: z.string(),
  facts: z.array(z.object({ text: z.string(), asks: z.array(z.string()) })),
  questions: z.array(
    z.object({
      q: z.string().min(1),
      answers: z.array(z.int().min(0)),
      kind: z.enum(['direct', 'paraphrase', 'near', 'far']),
    }),
  ),
});
type PublicDesk = z.infer<typeof DeskSchema>;

/** One file: desks of one collection, all judged at one threshold. */
interface DeskSet {
  name: string;
  desks: PublicDesk[];
}

/** @param folder holds one `NAME.json` for each set: an array of desks */
export function loadDeskSets(folder: string): DeskSet[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  if (files.length === 0) throw new Error(`${folder} holds no desks; expected files like squad2-bare.json`);
  return files.sort().map((file) => {
    const read = z.array(DeskSchema).safeParse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
    if (!read.success) throw new Error(`${join(folder, file)}: ${z.prettifyError(read.error)}`);
    return { name: file.replace(/\.json$/, ''), desks: read.data };
  });
}

/** Each desk is a base of its own, asked its own questions. */
export function askDesks({ name, desks }: DeskSet, peers: readonly Ranker[]): ReachRow[] {
  const ours = desks.flatMap(askBot);
  const near = share(ours, 'near', ({ asserted }) => asserted);
  const rows = withReach(rowsOf(name, ours), ours);
  for (const peer of peers) {
    const outcomes = desks.flatMap((desk) => askPeer(desk, peer));
    // A peer has no point as shipped: it is shown where it asserts as many near-misses as we do.
    const { threshold } = bestAtNear(pointsOf(outcomes), near);
    const answered = outcomes.map((one) => ({ ...one, asserted: one.confidence >= threshold }));
    rows.push(...withReach(rowsOf(name, answered), answered).map((row) => ({ ...row, peer: peer.name })));
  }
  return rows;
}

export function deskTable(rows: readonly ReachRow[]): string {
  const figure = (value: number | undefined) => value?.toFixed(1) ?? '';
  return tableOf(
    [
      '',
      'kind',
      'asked',
      'right',
      'wrong',
      'shown',
      'asserted',
      ...NEAR_SHARES.map((near) => `right at ${near}`),
    ],
    rows.map((row) => [
      row.peer ?? `Haiti Desk on ${row.set}`,
      row.kind,
      String(row.n),
      ...[row.right, row.wrong, row.shown, row.asserted].map(figure),
      ...NEAR_SHARES.map((near) => figure(row.right_at_near?.[near])),
    ]),
  );
}

// --- internal ---

type Asked = PublicDesk['questions'][number];

function askBot({ facts, questions }: PublicDesk): Outcome[] {
  // No base that loads has a fact without phrasings: where the file brings none, the fact's sentence stands for one.
  const statements = facts.map(({ text, asks }) => ({
    claim: text,
    quotes: [text],
    asks: asks.length > 0 ? asks : [text],
  }));
  const search = createSearch(baseStating(statements));
  return questions.map((question) =>
    outcomeOf({ kind: question.kind, onFile: onFile(question) }, search.ask(question.q), ([first]) =>
      question.answers.includes(Number(first?.fact.id ?? Number.NaN)),
    ),
  );
}

function askPeer({ facts, questions }: PublicDesk, { build }: Ranker): Outcome[] {
  const rank = build(facts.map(({ text, asks }) => ({ claim: text, title: asks.join(' ') })));
  return questions.map((question) => {
    const ranked = rank(question.q);
    const isRight = (place: number) => question.answers.includes(ranked[place]?.document ?? -1);
    return {
      kind: question.kind,
      onFile: onFile(question),
      asserted: false,
      right: isRight(0),
      shown: ranked.slice(0, SHOWN).some((_, place) => isRight(place)),
      corrected: false,
      confidence: ranked[0]?.score ?? Number.NEGATIVE_INFINITY,
    };
  });
}

function onFile({ kind, answers }: Asked): Outcome['onFile'] {
  return kind === 'near' || kind === 'far' ? kind : answers.length > 0 ? 'answer' : 'uncovered';
}

function share(outcomes: readonly Outcome[], kind: string, is: (outcome: Outcome) => boolean): number {
  const all = outcomes.filter((outcome) => outcome.kind === kind);
  return percent(all.filter(is).length, all.length);
}
