import { copyFileSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openState } from '../../src/state/open.ts';
import { StateError } from '../../src/state/state.ts';
import { everyMethod } from './contract.ts';
import { EVENT } from './samples.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'desk-kept-'));
  file = join(folder, 'desk.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = () => openState({ sqliteFile: file }, { owner: 'test' });

describe('a file that is deleted, or replaced, while it is open', () => {
  const away = () => {
    for (const name of [file, `${file}-wal`]) renameSync(name, `${name}.away`);
  };
  const back = () => {
    for (const name of [file, `${file}-wal`]) renameSync(`${name}.away`, name);
  };

  it.each([
    ['deleted', away, /^the store cannot be used: .+desk\.db is gone \(ENOENT.*\); restart, or put it back$/],
    ['without its log', () => rmSync(`${file}-wal`), /desk\.db-wal is gone/],
    [
      'put back from a copy',
      () => {
        copyFileSync(file, `${file}.copy`);
        renameSync(`${file}.copy`, file);
      },
      /desk\.db is another file than was opened; restart, or put the old one back$/,
    ],
  ])(
    '%s: nothing is taken on any more, so that nothing is acknowledged and lost',
    async (_what, act, says) => {
      const state = await open();
      await state.inbox.receive(EVENT);
      act();
      for (const [name, call] of everyMethod(state)) {
        await expect(call(), name).rejects.toThrow(StateError);
        await expect(call(), name).rejects.toThrow(says);
      }
      await state.close();
    },
  );

  it('is the store again once it is put back', async () => {
    const state = await open();
    away();
    await expect(state.probe()).rejects.toThrow(StateError);
    back();
    await state.probe();
    expect(await state.inbox.receive(EVENT)).toBe(true);
    await state.close();
    const again = await open();
    expect(await again.inbox.receive(EVENT)).toBe(false);
    await again.close();
  });
});
