import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../src/state/engine.ts';
import { migrate } from '../../src/state/migrations.ts';
import { createState } from '../../src/state/open.ts';
import { postgresEngine } from '../../src/state/postgres.ts';
import { sqliteEngine } from '../../src/state/sqlite.ts';
import type { State } from '../../src/state/state.ts';
import type { Tables } from '../../src/state/tables.ts';
import { tempFolder } from '../temp-folder.ts';
import { usePostgres } from './postgres.ts';
import { TOLD } from './samples.ts';

const postgres = usePostgres();
const folder = tempFolder();

const ENGINES: Record<string, (name: string) => Promise<Engine>> = {
  SQLite: async (name) => sqliteEngine(join(folder, `${name}.db`)),
  PostgreSQL: async (name) => postgresEngine(await postgres.url(name)),
};

describe.each(Object.entries(ENGINES))('an older store in %s', (_name, engineFor) => {
  /** Opens a store that an earlier release left at this step, with these rows in it. */
  async function upgraded(name: string, step: number, rows: readonly string[]): Promise<State> {
    const engine = await engineFor(name);
    const old = new Kysely<Tables>({ dialect: engine.dialect });
    await migrate(old, engine.kind, step);
    for (const row of rows) await sql.raw(row).execute(old);
    await old.destroy();
    return createState(await engineFor(name), { owner: 'test' });
  }

  it('keeps what it knew before threads were kept, and knows threads from then on', async () => {
    const state = await upgraded('threads', 1, [
      `insert into told values ('old', 'T1', 'C1', '1.0', 'v1', 1)`,
      `insert into told_facts values ('old', 'funding-voluntary')`,
    ]);
    expect(await state.memory.toldWhere('funding-voluntary')).toHaveLength(1);
    await state.memory.tell({ ...TOLD, id: 'later', thread: '1.1' });
    expect(await state.memory.toldInThread('T1', 'C1', '1.1')).toEqual(['funding-voluntary']);
    await state.close();
  });

  describe('in which a digest belonged to workspace and channel', () => {
    const setting = (team: string, channel: string, isOn: 0 | 1, since: number) =>
      `insert into digests values ('${team}', '${channel}', ${isOn}, '08:30', 'daily', 'UTC', '[]', 0, null, 'U1', ${since}, null)`;
    const post = (key: string, state: string, [team, channel, date] = key.split(' ').slice(1)) =>
      `insert into ledger values ('${key}', 'digest', '${team}', '${channel}', '${date}', '${state}', 'o', 1, 1, 1, 0, 0, 0, '1.0', null, 'v1', null, 1)`;

    it.each([
      ['the only one', [setting('T1', 'C1', 1, 1)], 'T1', true],
      ['the one that is on', [setting('T1', 'C1', 0, 9), setting('T2', 'C1', 1, 1)], 'T2', true],
      ['the later of two that are on', [setting('T1', 'C1', 1, 1), setting('T2', 'C1', 1, 9)], 'T2', true],
      ['the later of two that are off', [setting('T1', 'C1', 0, 9), setting('T2', 'C1', 0, 1)], 'T1', false],
    ])('keeps of a channel’s settings %s', async (what, rows, team, isOn) => {
      const state = await upgraded(`kept ${what}`, 2, [...rows, setting('T3', 'C2', 1, 1)]);
      expect(await state.digests.get('C1')).toMatchObject({ team, isOn, at: '08:30' });
      expect((await state.digests.active()).map(({ channel }) => channel)).toEqual(
        isOn ? ['C1', 'C2'] : ['C2'],
      );
      await state.close();
    });

    it('knows today’s posts by their new keys, of two the one that was posted', async () => {
      const state = await upgraded('keys', 2, [
        post('digest T1 C1 2026-12-01', 'refused'),
        post('digest T2 C1 2026-12-01', 'posted'),
        post('digest T1 C2 2026-12-01 now', 'posted'),
        post('digest T1 C3 2026-12-01', 'waiting'),
      ]);
      expect(await state.ledger.outcome('digest C1 2026-12-01')).toMatchObject({ outcome: 'posted' });
      expect(await state.ledger.outcome('digest C2 2026-12-01 now')).toMatchObject({ outcome: 'posted' });
      const entry = { kind: 'digest' as const, team: 'T9', channel: 'C3', date: '2026-12-01' };
      expect(await state.ledger.claim({ ...entry, key: 'digest C3 2026-12-01' }, 1000)).toMatchObject({
        kind: 'lapsed',
      });
      expect(await state.ledger.digestsIn('C1')).toHaveLength(1);
      await state.close();
    });

    it('lists questions by the channel they were asked in', async () => {
      const state = await upgraded('misses', 2, [
        `insert into misses values ('1', 'T1 C1', 'who won', 'who won', 1)`,
        `insert into misses values ('2', 'T2 C1', 'Who won?', 'who won', 2)`,
        `insert into misses values ('3', ' C2', 'and when', 'and when', 2)`,
      ]);
      expect(await state.memory.missesSince('C1', 0, 9)).toEqual([{ question: 'Who won?', count: 2 }]);
      expect(await state.memory.missesSince('C2', 0, 9)).toEqual([{ question: 'and when', count: 1 }]);
      await state.close();
    });
  });
});
