import { describe, expect, it, onTestFinished } from 'vitest';
import { countDigests } from '../../src/digest/counts.ts';
import { digestEntry } from '../../src/digest/run.ts';
import { openState } from '../../src/state/open.ts';
import type { DigestSetting, State } from '../../src/state/state.ts';
import { SETTING } from '../setting.ts';

const DUE = Date.UTC(2026, 10, 23, 8, 30);
const MINUTE = 60_000;

describe('digests are counted', () => {
  it.each([
    ['before it is due', -1, { on: 2, due: 0, overdue: 0, turned_off: 0 }],
    ['when it is due', 1, { on: 2, due: 1, overdue: 0, turned_off: 0 }],
    ['when it has waited for more than ten minutes', 11, { on: 2, due: 1, overdue: 1, turned_off: 0 }],
    ['when it is too late to post it', 361, { on: 2, due: 0, overdue: 0, turned_off: 0 }],
  ])('%s', async (_what, minutes, counts) => {
    const state = await withSettings(MORNING, EVENING);
    expect(await count(state, minutes)).toEqual(counts);
  });

  it('as done once it is settled, posted or not', async () => {
    const state = await withSettings(MORNING);
    const claim = await state.ledger.claim(digestEntry(MORNING, '2026-11-23'), 1000);
    if (claim.kind !== 'fresh') throw new Error(claim.kind);
    expect(await count(state, 20)).toMatchObject({ due: 1, overdue: 1 });
    await state.ledger.posted(claim.held, '1.0');
    expect(await count(state, 20)).toMatchObject({ due: 0, overdue: 0 });
  });

  it('as turned off when Slack refused the channel', async () => {
    const state = await withSettings(MORNING);
    await state.digests.markFault('C1', 'is_archived');
    expect(await count(state, 20)).toEqual({ on: 0, due: 0, overdue: 0, turned_off: 1 });
  });

  it('never as due in a channel that may not be posted in', async () => {
    const state = await withSettings(MORNING);
    const now = new Date(DUE + 20 * MINUTE);
    expect(await countDigests(state, { channels: ['C9'], now })).toMatchObject({ on: 1, due: 0, overdue: 0 });
  });
});

// --- internal ---

const MORNING: DigestSetting = { ...SETTING, zone: 'UTC', at: '08:30' };
const EVENING: DigestSetting = { ...SETTING, zone: 'UTC', at: '20:30', channel: 'C2' };

async function withSettings(...settings: DigestSetting[]): Promise<State> {
  const state = await openState({ sqliteFile: ':memory:' }, { owner: 'test' });
  onTestFinished(() => state.close());
  for (const setting of settings) await state.digests.change(setting.channel, setting);
  return state;
}

function count(state: State, minutes: number) {
  return countDigests(state, { channels: null, now: new Date(DUE + minutes * MINUTE) });
}
