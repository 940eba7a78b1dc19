/**
 * Writes to a store as fast as it can, one item of each kind in turn, and prints a line for each promise the store
 * makes. Arguments: the file, a name for this round, and `careless` to turn fsync off.
 */
import { writeSync } from 'node:fs';
import { createState } from '../../src/state/open.ts';
import { sqliteEngine } from '../../src/state/sqlite.ts';
import { EVENT, POST, SETTING, TOLD } from '../state/samples.ts';

const [file = '', round = '', mode] = process.argv.slice(2);
const say = (...words: (string | number)[]) => writeSync(1, `${words.join(' ')}\n`);

say('opening');
const state = await createState(
  sqliteEngine(file, (database) => {
    if (mode === 'careless') database.exec('PRAGMA synchronous = OFF');
  }),
  { owner: round },
);
say('open');
for (let number = 0; ; number++) {
  const id = `${round}-${number}`;
  await state.inbox.receive({ ...EVENT, id, message: id });
  say('event', id);
  const claim = await state.ledger.claim({ ...POST, key: id }, 60_000);
  if (claim.kind === 'fresh' && (await state.ledger.posted(claim.held, id))) say('posted', id);
  await state.memory.tell({ ...TOLD, id, facts: [id] });
  say('told', id);
  await state.digests.change(id, { ...SETTING, channel: id });
  say('ordered', id);
  if (number % 2 === 0) {
    await state.inbox.finish(id);
    say('finished', id);
  }
}
