import { describe, expect, it } from 'vitest';
import { type Composed, createDigestJob, runDigest } from '../../src/digest/run.ts';
import { createLog } from '../../src/log.ts';
import { openState } from '../../src/state/open.ts';
import type { DigestSetting, Post, Settled } from '../../src/state/state.ts';
import { HARBOUR } from '../base.ts';
import { SETTING } from '../setting.ts';

const SETTLED: Settled = { kind: 'settled', outcome: 'posted', ts: '1.0', why: null };

/** A channel's digest that is due on 1 June, then on 2 June, with nothing new. */
async function channel(over: Partial<DigestSetting>, outcome: Settled = SETTLED) {
  let now = new Date('2026-06-01T09:00:00Z');
  const posted: string[] = [];
  const notices: string[] = [];
  const state = await openState({ sqliteFile: ':memory:' }, { owner: 'test' });
  await state.digests.change('1', { ...SETTING, ...over });
  const log = createLog({ level: 'error', human: true, write() {}, now: () => now });
  const parts = { desk: { base: HARBOUR, staleAfterDays: 180, now: () => now }, state, log };
  const digests = {
    ...{ ...parts, history: { flush: async () => {} }, channels: null },
    async post(entry: Post, compose: () => Promise<Composed>): Promise<Settled> {
      const claim = await state.ledger.claim(entry, 60_000);
      if (claim.kind !== 'fresh') return claim as Settled;
      const { digest, isHeldBack } = await compose();
      if (isHeldBack) return { ...SETTLED, outcome: 'refused', ts: null, why: 'nothing_new' };
      if (outcome.outcome === 'posted') posted.push(digest.date);
      const { version: base, facts } = digest;
      await state.ledger.written(claim.held, { base, fact: null, facts });
      await state.ledger.posted(claim.held, '1.0');
      return outcome;
    },
    notify: async (_: Post, line: string) => {
      notices.push(line);
      return SETTLED;
    },
  };
  const run = createDigestJob(digests);
  const nextDay = () => {
    now = new Date(now.getTime() + 24 * 3_600_000);
    return run();
  };
  return { state, digests, posted, notices, run, nextDay };
}

describe('a due digest', () => {
  it('is posted once, and the facts it shows are saved with the post', async () => {
    const { run, posted, state } = await channel({});
    await run();
    await run();
    expect(posted).toEqual(['2026-06-01']);
    expect(await state.memory.toldWhere('boats-lost')).toMatchObject([{ channel: 'C1', ts: '1.0' }]);
  });

  it.each([
    [true, ['2026-06-01']],
    [false, ['2026-06-01', '2026-06-02']],
  ])('with nothing new and quiet %s is posted on %j', async (isQuiet, dates) => {
    const { run, nextDay, posted } = await channel({ isQuiet });
    await run();
    await nextDay();
    expect(posted).toEqual(dates);
  });

  it('that Slack refuses is turned off, and whoever set it up is told why', async () => {
    const refused: Settled = { ...SETTLED, outcome: 'refused', ts: null, why: 'is_archived' };
    const { run, notices, state } = await channel({}, refused);
    await run();
    expect(notices).toEqual([expect.stringContaining('Slack said is_archived')]);
    expect(await state.digests.get('C1')).toMatchObject({ isOn: false, fault: 'is_archived' });
  });

  it('that is only shown leaves nothing behind', async () => {
    const { digests, state } = await channel({});
    const shown = await runDigest(SETTING, '2026-06-01', digests, async (_, compose) => {
      return { kind: 'shown' as const, ...(await compose()) };
    });
    expect(shown).toMatchObject({ isPosted: false, result: { digest: { date: '2026-06-01' } } });
    expect(await state.memory.toldWhere('boats-lost')).toEqual([]);
    expect(await state.ledger.digestsIn('C1')).toEqual([]);
  });
});
