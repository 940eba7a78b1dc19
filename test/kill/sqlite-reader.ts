/**
 * Opens a store whose writer died, and prints as JSON which promises are broken and how long opening took.
 * Argument: the file. Stdin: the promises, as JSON.
 */
import { text } from 'node:stream/consumers';
import { openState } from '../../src/state/open.ts';
import { EVENT, SETTING } from '../state/samples.ts';

/** Ids of what the store promised a writer to keep, by kind. */
export type Promised = Record<'event' | 'posted' | 'told' | 'ordered' | 'finished', string[]>;
export interface Findings {
  lost: string[];
  opening: number;
}

const promised = JSON.parse(await text(process.stdin)) as Promised;
const lost: string[] = [];
const started = performance.now();
const state = await openState({ sqliteFile: process.argv[2] ?? '' }, { owner: 'reader' });
const opening = performance.now() - started;

const unfinished = new Set((await state.inbox.takeOver(1_000_000)).map(({ id }) => id));
for (const id of promised.finished) if (unfinished.has(id)) lost.push(`finished ${id}`);
for (const id of promised.event) {
  if (await state.inbox.receive({ ...EVENT, id, message: id })) lost.push(`event ${id}`);
}
for (const id of promised.posted) {
  if ((await state.ledger.outcome(id))?.ts !== id) lost.push(`posted ${id}`);
}
for (const id of promised.told) {
  if ((await state.memory.toldWhere(id)).length !== 1) lost.push(`told ${id}`);
}
for (const id of promised.ordered) {
  if ((await state.digests.change(id, { ...SETTING, channel: id })).isNew) lost.push(`ordered ${id}`);
}
await state.close();
process.stdout.write(JSON.stringify({ lost, opening } satisfies Findings));
