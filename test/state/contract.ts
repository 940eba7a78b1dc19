import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openState, type Store } from '../../src/state/open.ts';
import {
  type Claim,
  type Held,
  type PostDetail,
  type State,
  StateError,
  StateRefusal,
} from '../../src/state/state.ts';
import { claimed, EVENT, LEASE, MISS, POST, SETTING, TOLD } from './samples.ts';

/** Opens an empty store; `shift` is added to its clock, in milliseconds. */
export type OpenFresh = (shift: () => number) => Promise<State>;

/** Past any lease. */
const LONG = 600_000;

/** The contract in src/state/state.ts, which both engines keep. */
export function contract(engine: string, openFresh: OpenFresh): void {
  describe(`the store in ${engine}`, () => {
    let state: State;
    let forward = 0;

    beforeEach(async () => {
      forward = 0;
      state = await openFresh(() => forward);
    });
    afterEach(async () => {
      vi.useRealTimers();
      await state.close();
    });

    const pass = (ms: number) => {
      forward += ms;
    };

    const fresh = (key = POST.key, post = POST) => claimed(state, { ...post, key });

    async function lapsed(): Promise<Extract<Claim, { kind: 'lapsed' }>> {
      const claim = await state.ledger.claim(POST, LEASE);
      if (claim.kind !== 'lapsed') throw new Error(`expected a lapsed right, got ${claim.kind}`);
      return claim;
    }

    const takenUp = async (limit = 10) => (await state.inbox.takeOver(limit)).map(({ id }) => id);

    describe('the inbox', () => {
      it('stores an event once', async () => {
        expect(await state.inbox.receive(EVENT)).toBe(true);
        expect(await state.inbox.receive(EVENT)).toBe(false);
        expect(await state.inbox.receive({ ...EVENT, message: null })).toBe(false);
        // Another id for the same message.
        expect(await state.inbox.receive({ ...EVENT, id: 'Ev2' })).toBe(false);
      });

      it('counts events that are not finished, and says how old the oldest is', async () => {
        expect(await state.inbox.waiting()).toEqual({ count: 0, oldest: 0 });
        await state.inbox.receive({ ...EVENT, id: '1', message: null });
        pass(5000);
        await state.inbox.receive({ ...EVENT, id: '2', message: null });
        const { count, oldest } = await state.inbox.waiting();
        expect(count).toBe(2);
        expect(oldest).toBeGreaterThanOrEqual(5000);
        expect(oldest).toBeLessThan(10_000);
        await state.inbox.finish('1');
        expect(await state.inbox.waiting()).toMatchObject({ count: 1 });
      });

      it('treats events about no message as different', async () => {
        expect(await state.inbox.receive({ ...EVENT, id: 'Ev1', message: null })).toBe(true);
        expect(await state.inbox.receive({ ...EVENT, id: 'Ev2', message: null })).toBe(true);
      });

      it('hands an event over only once its lease has ended, unchanged, counting attempts', async () => {
        await state.inbox.receive(EVENT);
        expect(await state.inbox.takeOver(10)).toEqual([]);
        pass(59_000);
        expect(await state.inbox.takeOver(10)).toEqual([]);
        pass(1_000);
        expect(await state.inbox.takeOver(10)).toEqual([{ id: 'Ev1', body: EVENT.body, attempt: 2 }]);
        expect(await state.inbox.takeOver(10)).toEqual([]);
        pass(60_000);
        expect(await state.inbox.takeOver(10)).toEqual([{ id: 'Ev1', body: EVENT.body, attempt: 3 }]);
      });

      it('hands over the oldest first, up to the limit', async () => {
        for (const [id, at] of [['Ev3', 2] as const, ['Ev1', 3] as const, ['Ev2', 1] as const]) {
          forward = at * 1000;
          await state.inbox.receive({ ...EVENT, id, message: null });
        }
        pass(LONG);
        expect(await takenUp(2)).toEqual(['Ev2', 'Ev3']);
        expect(await takenUp(2)).toEqual(['Ev1']);
      });

      it('keeps what is renewed and lets the rest lapse', async () => {
        await state.inbox.receive({ ...EVENT, id: 'Ev1', message: null });
        await state.inbox.receive({ ...EVENT, id: 'Ev2', message: null });
        pass(50_000);
        await state.inbox.renew(['Ev1', 'Ev9']);
        await state.inbox.renew([]);
        pass(50_000);
        expect(await takenUp()).toEqual(['Ev2']);
      });

      it('hands an event over when the clock is put back an hour during its lease', async () => {
        await state.inbox.receive(EVENT);
        pass(-3_600_000);
        expect(await takenUp()).toEqual([EVENT.id]);
        expect(await takenUp()).toEqual([]);
      });

      it('recognizes duplicates of finished events, and never hands those over', async () => {
        await state.inbox.receive(EVENT);
        await state.inbox.finish('Ev1');
        await state.inbox.finish('Ev1');
        await state.inbox.finish('Ev9');
        await state.inbox.renew(['Ev1']);
        pass(LONG);
        expect(await takenUp()).toEqual([]);
        expect(await state.inbox.receive(EVENT)).toBe(false);
        expect(await state.inbox.receive({ ...EVENT, id: 'Ev2' })).toBe(false);
      });

      const BODIES = [null, true, 0, 'text', [], { a: { b: [1, 'x', null] } }];
      it.each(BODIES)('keeps the body %j', async (body) => {
        await state.inbox.receive({ ...EVENT, body });
        pass(LONG);
        expect((await state.inbox.takeOver(1))[0]?.body).toEqual(body);
      });
    });

    describe('the ledger', () => {
      it('gives the right to send to one, and the others a time to wait', async () => {
        expect(await state.ledger.claim(POST, LEASE)).toEqual({
          kind: 'fresh',
          held: { key: POST.key, fence: 1, attempt: 1 },
          gap: null,
        });
        pass(4_000);
        const other = await state.ledger.claim(POST, LEASE);
        expect(other.kind).toBe('busy');
        expect(other.kind === 'busy' && other.wait).toBeGreaterThan(5_000);
        expect(other.kind === 'busy' && other.wait).toBeLessThanOrEqual(6_000);
      });

      it('goes by the store’s clock, not the process’s', async () => {
        vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + LONG });
        await state.ledger.claim(POST, LEASE);
        vi.setSystemTime(Date.now() + LONG);
        expect((await state.ledger.claim(POST, LEASE)).kind).toBe('busy');
      });

      it('has a post with a lapsed right looked for before it is sent again', async () => {
        await fresh();
        pass(LEASE);
        const claim = await lapsed();
        expect(claim.held).toEqual({ key: POST.key, fence: 2, attempt: 1 });
        expect(claim.looks).toEqual({ empty: 0, inconclusive: 0 });
        expect(claim.silentFor).toBeGreaterThanOrEqual(LEASE);
        expect(claim.silentFor).toBeLessThan(LEASE + 5_000);
      });

      it('measures silence from when it could last have been sent, not from the last look', async () => {
        await fresh();
        pass(LEASE);
        await state.ledger.postpone((await lapsed()).held, 5_000, { empty: 0, inconclusive: 1 });
        pass(5_000);
        expect((await lapsed()).silentFor).toBeGreaterThanOrEqual(LEASE + 5_000);
      });

      it('settles a post as posted, with its base and fact', async () => {
        expect(await state.ledger.posted(await fresh(), '1795.0001')).toBe(true);
        const settled = { kind: 'settled', outcome: 'posted', ts: '1795.0001', why: null };
        expect(await state.ledger.claim(POST, LEASE)).toEqual(settled);
        expect(await state.ledger.outcome(POST.key)).toEqual(settled);
        pass(LONG);
        expect(await state.ledger.claim(POST, LEASE)).toEqual(settled);
      });

      it.each(['refused', 'unknown'] as const)('settles a post as %s, with the reason', async (outcome) => {
        expect(await state.ledger[outcome](await fresh(), 'is_archived')).toBe(true);
        const settled = { kind: 'settled', outcome, ts: null, why: 'is_archived' };
        expect(await state.ledger.claim(POST, LEASE)).toEqual(settled);
        expect(await state.ledger.outcome(POST.key)).toEqual(settled);
      });

      it('has no outcome while nothing is settled', async () => {
        expect(await state.ledger.outcome(POST.key)).toBeNull();
        await fresh();
        expect(await state.ledger.outcome(POST.key)).toBeNull();
      });

      it('accepts the outcome from the last holder of the right even after the lease', async () => {
        const held = await fresh();
        pass(LONG);
        expect(await state.ledger.posted(held, '1795.0001')).toBe(true);
      });

      const moves: [string, (held: Held) => Promise<boolean | Held | null>][] = [
        ['written', (held) => state.ledger.written(held, { base: 'v9', fact: null, facts: [] })],
        ['posted', (held) => state.ledger.posted(held, '9.9')],
        ['refused', (held) => state.ledger.refused(held, 'late')],
        ['unknown', (held) => state.ledger.unknown(held, 'late')],
        ['release', (held) => state.ledger.release(held, 0)],
        ['postpone', (held) => state.ledger.postpone(held, 0, { empty: 9, inconclusive: 9 })],
        ['resend', (held) => state.ledger.resend(held, LEASE)],
      ];

      it.each(moves)('refuses %s from a process that lost the right', async (_name, move) => {
        const lost = await fresh();
        pass(LEASE);
        const { held } = await lapsed();
        expect(await move(lost)).toBeFalsy();
        expect((await state.ledger.claim(POST, LEASE)).kind).toBe('busy');
        expect(await state.ledger.posted(held, '1795.0001')).toBe(true);
      });

      it.each(moves)('refuses %s from a process that released the right', async (_name, move) => {
        const held = await fresh();
        await state.ledger.release(held, 5_000);
        expect(await move(held)).toBeFalsy();
        pass(5_000);
        expect(await fresh()).toMatchObject({ fence: 2 });
      });

      it.each(moves)('refuses %s of a settled post', async (_name, move) => {
        const held = await fresh();
        await state.ledger.posted(held, '1795.0001');
        expect(await move(held)).toBeFalsy();
        expect(await state.ledger.outcome(POST.key)).toMatchObject({ outcome: 'posted', ts: '1795.0001' });
      });

      it.each(moves)('refuses %s of a post that was never claimed', async (_name, move) => {
        expect(await move({ key: POST.key, fence: 1, attempt: 1 })).toBeFalsy();
        expect(await state.ledger.outcome(POST.key)).toBeNull();
      });

      it('gives out a released post at once when the clock is put back an hour', async () => {
        await state.ledger.release(await fresh(), 30_000);
        pass(-3_600_000);
        expect(await state.ledger.claim(POST, LEASE)).toMatchObject({ kind: 'fresh' });
      });

      it('has a post looked for when the clock is put back an hour, and counts its silence from then', async () => {
        await fresh();
        pass(-3_600_000);
        expect(await lapsed()).toMatchObject({ silentFor: 0 });
        expect((await state.ledger.claim(POST, LEASE)).kind).toBe('busy');
        pass(LEASE + 1);
        expect((await lapsed()).silentFor).toBeGreaterThan(LEASE);
      });

      it('gives out a released post afresh after the wait', async () => {
        await state.ledger.release(await fresh(), 5_000);
        const early = await state.ledger.claim(POST, LEASE);
        expect(early.kind === 'busy' && early.wait).toBeGreaterThan(4_000);
        pass(5_000);
        expect(await fresh()).toEqual({ key: POST.key, fence: 2, attempt: 1 });
        pass(LEASE);
        expect((await lapsed()).silentFor).toBeLessThan(LEASE + 5_000);
      });

      it('keeps a postponed post to be looked for, with the counts of looks', async () => {
        const looks = { empty: 1, inconclusive: 2 };
        await state.ledger.postpone(await fresh(), 5_000, looks);
        const early = await state.ledger.claim(POST, LEASE);
        expect(early.kind === 'busy' && early.wait).toBeGreaterThan(4_000);
        pass(5_000);
        expect(await lapsed()).toMatchObject({ held: { fence: 2, attempt: 1 }, looks });
      });

      it('gives the right to resend with a new lease, the next attempt and no looks', async () => {
        await fresh();
        pass(LEASE);
        await state.ledger.postpone((await lapsed()).held, 0, { empty: 1, inconclusive: 3 });
        const { held } = await lapsed();
        const again = await state.ledger.resend(held, LEASE);
        expect(again).toEqual({ key: POST.key, fence: held.fence + 1, attempt: 2 });
        expect(await state.ledger.resend(held, LEASE)).toBeNull();
        expect((await state.ledger.claim(POST, LEASE)).kind).toBe('busy');
        pass(LEASE);
        const next = await lapsed();
        expect(next).toMatchObject({ held: { attempt: 2 }, looks: { empty: 0, inconclusive: 0 } });
        expect(next.silentFor).toBeLessThan(LEASE + 5_000);
      });

      it('accepts a lease with a fraction of a millisecond', async () => {
        expect((await state.ledger.claim(POST, 1500.25)).kind).toBe('fresh');
      });

      it('lists the digests posted in a channel, newest first, and nothing else', async () => {
        const on = async (date: string, change: Partial<typeof POST> = {}) => {
          pass(1_000);
          return fresh(`${date} ${JSON.stringify(change)}`, { ...POST, date, ...change });
        };
        const posted = async (held: Held, ts: string, detail: PostDetail) => {
          expect(await state.ledger.written(held, detail)).toBe(true);
          expect(await state.ledger.posted(held, ts)).toBe(true);
        };
        const v2 = { base: 'v2', fact: 'f2', facts: ['f2'] };
        await posted(await on('2026-11-19'), '19.0', { base: 'v1', fact: 'f1', facts: ['f1', 'f2'] });
        await posted(await on('2026-11-20'), '20.0', { base: 'v2', fact: null, facts: [] });
        await state.ledger.refused(await on('2026-11-21'), 'is_archived');
        await state.ledger.unknown(await on('2026-11-22'), 'no word');
        await state.ledger.release(await on('2026-11-23'), 0);
        await on('2026-11-24');
        await posted(await on('2026-11-20', { channel: 'C2' }), '2.0', v2);
        await posted(await on('2026-11-18', { team: 'T2' }), '18.0', v2);
        await posted(await on('2026-11-20', { kind: 'share' }), '4.0', v2);
        const at = expect.any(Number);
        const digests = await state.ledger.digestsIn('C1');
        expect(digests).toEqual([
          { date: '2026-11-18', ts: '18.0', at, base: 'v2', fact: 'f2', facts: ['f2'] },
          { date: '2026-11-20', ts: '20.0', at, base: 'v2', fact: null, facts: [] },
          { date: '2026-11-19', ts: '19.0', at, base: 'v1', fact: 'f1', facts: ['f1', 'f2'] },
        ]);
        expect(Math.abs((digests[0]?.at ?? 0) - (Date.now() + forward))).toBeLessThan(60_000);
      });
    });

    describe('the memory', () => {
      it('knows where a fact was shown, newest first', async () => {
        await state.memory.tell({ ...TOLD, id: '1', facts: ['a', 'b'], at: 1 });
        await state.memory.tell({ ...TOLD, id: '2', facts: ['a', 'a'], at: 3, ts: null, base: 'v2' });
        await state.memory.tell({ ...TOLD, id: '3', facts: ['b'], at: 2, channel: 'C2' });
        await state.memory.tell({ ...TOLD, id: '4', facts: [], at: 4 });
        expect(await state.memory.toldWhere('a')).toEqual([
          { team: 'T1', channel: 'C1', ts: null, base: 'v2', at: 3 },
          { team: 'T1', channel: 'C1', ts: TOLD.ts, base: 'v1', at: 1 },
        ]);
        expect((await state.memory.toldWhere('b')).map(({ channel }) => channel)).toEqual(['C2', 'C1']);
        expect(await state.memory.toldWhere('c')).toEqual([]);
      });

      it('knows which facts were told last in a thread', async () => {
        const inThread = { ...TOLD, thread: '1.1' };
        await state.memory.tell({ ...inThread, id: '1', facts: ['a'], at: 1 });
        await state.memory.tell({ ...inThread, id: '2', facts: ['c', 'b'], at: 2 });
        await state.memory.tell({ ...inThread, id: '3', facts: ['d'], at: 3, thread: '2.2' });
        await state.memory.tell({ ...inThread, id: '4', facts: ['d'], at: 4, channel: 'C2' });
        await state.memory.tell({ ...inThread, id: '5', facts: ['d'], at: 5, thread: null });
        expect(await state.memory.toldInThread('T1', 'C1', '1.1')).toEqual(['b', 'c']);
        expect(await state.memory.toldInThread('T1', 'C1', '9.9')).toEqual([]);
      });

      it('ignores a repeated record', async () => {
        await state.memory.tell(TOLD);
        await state.memory.tell({ ...TOLD, facts: [...TOLD.facts, 'other'], channel: 'C2', at: 9 });
        expect(await state.memory.toldWhere('funding-voluntary')).toEqual([
          { team: 'T1', channel: 'C1', ts: TOLD.ts, base: 'v1', at: 1000 },
        ]);
        expect(await state.memory.toldWhere('other')).toEqual([]);
      });

      it('counts unanswered questions, most asked first, in their latest wording', async () => {
        const ask = (id: string, question: string, at: number, channel = 'C1') =>
          state.memory.miss({ id, channel, question, key: question.toLowerCase(), at });
        await ask('1', 'who won', 1);
        await ask('2', 'How many?', 2);
        await ask('3', 'Who Won', 3);
        await ask('3', 'Who Won', 3);
        await ask('4', 'When?', 4);
        await ask('5', 'how many?', 5, 'C2');
        expect(await state.memory.missesSince('C1', 0, 9)).toEqual([
          { question: 'Who Won', count: 2 },
          { question: 'When?', count: 1 },
          { question: 'How many?', count: 1 },
        ]);
        expect(await state.memory.missesSince('C1', 2, 1)).toEqual([{ question: 'When?', count: 1 }]);
        expect(await state.memory.missesSince('C1', 5, 9)).toEqual([]);
      });
    });

    describe('a gap in the record', () => {
      /** The gap for a post that could have been made this long ago, at the earliest. */
      async function gapSince(ago: number) {
        const since = Date.now() + forward - ago;
        const claim = await state.ledger.claim({ ...POST, key: `${ago} ${forward}`, since }, LEASE);
        return claim.kind === 'fresh' ? claim.gap : undefined;
      }
      const MINUTE = 60_000;

      it('is none while the record goes on, however long', async () => {
        for (let minute = 0; minute < 10; minute++) {
          pass(MINUTE);
          await state.noteAlive();
        }
        expect(await gapSince(5 * MINUTE)).toBeNull();
      });

      it('counts for posts that could have been made in it, not for later ones', async () => {
        await state.noteAlive();
        pass(60 * MINUTE);
        await state.noteAlive();
        pass(5 * MINUTE);
        const gap = await gapSince(30 * MINUTE);
        expect((gap?.endedFor ?? 0) / MINUTE).toBeCloseTo(5, 0);
        expect(((gap?.since ?? 0) - Date.now() - forward) / MINUTE).toBeCloseTo(-30, 0);
        const before = await gapSince(24 * 60 * MINUTE);
        expect(((before?.since ?? 0) - Date.now() - forward) / MINUTE).toBeCloseTo(-65, 0);
        expect(await gapSince(3 * MINUTE)).toBeNull();
        const unaware = await state.ledger.claim({ ...POST, key: 'no time' }, LEASE);
        expect(unaware).toMatchObject({ kind: 'fresh', gap: null });
      });

      it('reaches back to the first of two that are close together', async () => {
        pass(60 * MINUTE);
        await state.noteAlive();
        pass(10 * MINUTE);
        await state.noteAlive();
        const gap = await gapSince(24 * 60 * MINUTE);
        expect(((gap?.since ?? 0) - Date.now() - forward) / MINUTE).toBeCloseTo(-70, 0);
      });

      it('is none when the clock was put back', async () => {
        pass(60 * MINUTE);
        await state.noteAlive();
        forward = 0;
        await state.noteAlive();
        pass(MINUTE);
        await state.noteAlive();
        const claim = await state.ledger.claim({ ...POST, since: Date.now() + 61 * MINUTE }, LEASE);
        expect(claim).toMatchObject({ kind: 'fresh', gap: null });
      });

      it('counts for a post that was put off as well', async () => {
        pass(60 * MINUTE);
        await state.noteAlive();
        const post = { ...POST, since: Date.now() + forward - 5 * MINUTE };
        const claim = await state.ledger.claim(post, LEASE);
        if (claim.kind === 'fresh') await state.ledger.postpone(claim.held, 0, { empty: 0, inconclusive: 1 });
        expect(await state.ledger.claim(post, LEASE)).toMatchObject({
          ...{ kind: 'lapsed', gap: { since: post.since } },
        });
      });
    });

    describe('the bases', () => {
      const keep = (version: string) => state.bases.keep(version, {}, 1);
      const post = async (version: string) => {
        const held = await fresh(`digest ${version}`);
        await state.ledger.written(held, { base: version, fact: null, facts: [] });
        await state.ledger.posted(held, '1.0');
      };

      it('keeps a base unchanged under its version', async () => {
        const snapshot = { facts: { a: { claim: 'é\0\uD800' } }, none: null };
        await state.bases.keep('v1', snapshot, 1);
        await state.bases.keep('v1', snapshot, 2);
        expect(await state.bases.snapshot('v1')).toEqual(snapshot);
        expect(await state.bases.snapshot('v2')).toBeNull();
      });

      it('lists versions with the time each was first seen, the latest first', async () => {
        await keep('v1');
        pass(5_000);
        await keep('v2');
        pass(5_000);
        await keep('v1');
        const [second, first, ...more] = await state.bases.known();
        expect([second?.version, first?.version, more]).toEqual(['v2', 'v1', []]);
        expect((second?.seen ?? 0) - (first?.seen ?? 0)).toBeGreaterThanOrEqual(5_000);
        expect(Math.abs((second?.seen ?? 0) - Date.now() - 5_000)).toBeLessThan(60_000);
      });

      it('lets digests speak for any base until one has posted, then for that and later ones', async () => {
        await keep('v1');
        await keep('v2');
        expect(await state.bases.speaker('v1')).toBeNull();
        await post('v1');
        expect(await state.bases.speaker('v1')).toBeNull();
        expect(await state.bases.speaker('v2')).toBeNull();
        await post('v2');
        expect(await state.bases.speaker('v1')).toBe('v2');
        expect(await state.bases.speaker('v2')).toBeNull();
        await keep('v3');
        expect(await state.bases.speaker('v3')).toBeNull();
        await keep('v1');
        expect(await state.bases.speaker('v1')).toBe('v2');
      });

      it('treats a version as later than those before it although the clock was put back', async () => {
        forward = LONG;
        await keep('v1');
        await post('v1');
        forward = 0;
        await keep('v2');
        expect(await state.bases.speaker('v2')).toBeNull();
        await post('v2');
        expect(await state.bases.speaker('v1')).toBe('v2');
      });

      it('lets digests speak for the version that an operator chooses, until a later one posts', async () => {
        await keep('v1');
        await keep('v2');
        await post('v2');
        expect(await state.bases.speakFor('v9')).toBe(false);
        expect(await state.bases.speakFor('v1')).toBe(true);
        expect(await state.bases.speaker('v1')).toBeNull();
        expect(await state.bases.speaker('v2')).toBe('v1');
        await keep('v3');
        await post('v3');
        expect(await state.bases.speaker('v1')).toBe('v3');
        await state.bases.speakFor('v2');
        expect(await state.bases.speaker('v2')).toBeNull();
        expect(await state.bases.speaker('v3')).toBe('v2');
      });

      it('remembers when a version was first seen for longer than what it said', async () => {
        await keep('v1');
        await state.bases.keep('v2', {}, 2);
        await state.forget(Date.now() + LONG);
        await post('v2');
        expect(await state.bases.snapshot('v1')).toBeNull();
        expect(await state.bases.speaker('v1')).toBe('v2');
        await keep('v1');
        expect(await state.bases.snapshot('v1')).toEqual({});
        expect(await state.bases.speaker('v1')).toBe('v2');
      });
    });

    describe('the digests', () => {
      it('keeps a setting as people made it', async () => {
        expect(await state.digests.get('C1')).toBeNull();
        expect(await state.digests.change('o1', SETTING)).toEqual({ setting: SETTING, isNew: true });
        expect(await state.digests.get('C1')).toEqual(SETTING);
        expect(await state.digests.get('C2')).toBeNull();
        const changes = { isQuiet: true, topics: [], pausedUntil: '2026-12-01', days: 'daily' as const };
        const other = { ...SETTING, ...changes };
        expect(await state.digests.change('o2', other)).toEqual({ setting: other, isNew: true });
        expect(await state.digests.get('C1')).toEqual(other);
      });

      it('ignores a repeated command and returns the current setting', async () => {
        await state.digests.change('o1', SETTING);
        const off = { ...SETTING, isOn: false };
        await state.digests.change('o2', off);
        expect(await state.digests.change('o1', SETTING)).toEqual({ setting: off, isNew: false });
        expect(await state.digests.get('C1')).toEqual(off);
      });

      it('lists those that are on', async () => {
        await state.digests.change('o1', { ...SETTING, channel: 'C2' });
        await state.digests.change('o2', { ...SETTING, channel: 'C3', isOn: false });
        await state.digests.change('o3', { ...SETTING, channel: 'C1' });
        expect((await state.digests.active()).map(({ channel }) => channel)).toEqual(['C1', 'C2']);
      });

      it('turns off, once, a digest that Slack refuses for good', async () => {
        await state.digests.change('o1', SETTING);
        expect(await state.digests.markFault('C2', 'is_archived')).toBe(false);
        expect(await state.digests.markFault('C1', 'is_archived')).toBe(true);
        expect(await state.digests.markFault('C1', 'not_in_channel')).toBe(false);
        const off = { ...SETTING, isOn: false, fault: 'is_archived' };
        expect(await state.digests.get('C1')).toEqual(off);
        await state.digests.change('o2', { ...SETTING, isOn: false });
        expect(await state.digests.markFault('C1', 'is_archived')).toBe(false);
        await state.digests.change('o3', { ...SETTING, fault: 'is_archived' });
        expect(await state.digests.markFault('C1', 'is_archived')).toBe(false);
        await state.digests.change('o4', SETTING);
        expect(await state.digests.markFault('C1', 'is_archived')).toBe(true);
        expect(await state.digests.faults()).toBe(1);
      });
    });

    describe('retention', () => {
      /** Later than everything: the samples are dated long ago, and the store's own dates are today's. */
      const later = () => Date.now() + forward + 60_000;

      it('deletes what is older and keeps the rest', async () => {
        await state.memory.tell({ ...TOLD, id: '1', at: 999 });
        await state.memory.tell({ ...TOLD, id: '2', at: 1000 });
        await state.memory.miss({ ...MISS, id: '1', at: 999 });
        await state.memory.miss({ ...MISS, id: '2', at: 1000 });
        await state.forget(1000);
        expect((await state.memory.toldWhere('funding-voluntary')).map(({ at }) => at)).toEqual([1000]);
        expect(await state.memory.missesSince('C1', 0, 9)).toEqual([{ question: 'Who won?', count: 1 }]);
      });

      it('deletes more than fits into one batch, and stops between two when it is told to', async () => {
        const misses = Array.from({ length: 700 }, (_, n) => ({ ...MISS, id: `${n}`, at: 1 }));
        await state.memory.miss(...misses);
        const left = async () => (await state.memory.missesSince('C1', 0, 1))[0]?.count ?? 0;
        const stopping = new AbortController();
        const stopped = state.forget(2, stopping.signal);
        stopping.abort();
        await stopped;
        expect(await left()).toBeGreaterThan(0);
        await state.forget(2);
        expect(await left()).toBe(0);
      });

      it('deletes finished events, never unfinished ones', async () => {
        await state.inbox.receive({ ...EVENT, id: 'done', message: null });
        await state.inbox.finish('done');
        await state.inbox.receive({ ...EVENT, id: 'open', message: null });
        await state.forget(Date.now() - LONG);
        expect(await state.inbox.receive({ ...EVENT, id: 'done', message: null })).toBe(false);
        await state.forget(later());
        expect(await state.inbox.receive({ ...EVENT, id: 'done', message: null })).toBe(true);
        expect(await state.inbox.receive({ ...EVENT, id: 'open', message: null })).toBe(false);
      });

      it('keeps every digest in the ledger, and every post that is not settled', async () => {
        await state.ledger.posted(await fresh('digest'), '1.0');
        await state.ledger.posted(await fresh('answer', { ...POST, kind: 'answer' }), '2.0');
        await fresh('share', { ...POST, kind: 'share' });
        await state.ledger.release(await fresh('notice', { ...POST, kind: 'notice' }), LONG);
        await state.forget(later());
        expect(await state.ledger.outcome('digest')).toMatchObject({ outcome: 'posted' });
        expect(await state.ledger.outcome('answer')).toBeNull();
        expect((await state.ledger.claim({ ...POST, key: 'share' }, LEASE)).kind).toBe('busy');
        expect((await state.ledger.claim({ ...POST, key: 'notice' }, LEASE)).kind).toBe('busy');
        expect((await state.ledger.claim({ ...POST, key: 'answer' }, LEASE)).kind).toBe('fresh');
      });

      it('deletes commands too old to be repeated, and keeps settings', async () => {
        await state.digests.change('o1', SETTING);
        await state.forget(later());
        expect(await state.digests.get('C1')).toEqual(SETTING);
        expect((await state.digests.change('o1', SETTING)).isNew).toBe(true);
      });

      it('keeps the bases that a digest or an answer refers to, and the newest', async () => {
        for (const [at, version] of ['posted', 'told', 'nothing', 'newest'].entries()) {
          await state.bases.keep(version, { version }, at);
        }
        await state.ledger.written(await fresh(), { base: 'posted', fact: null, facts: [] });
        const answer = await fresh('answer', { ...POST, kind: 'answer' });
        await state.ledger.written(answer, { base: 'nothing', fact: null, facts: [] });
        await state.memory.tell({ ...TOLD, base: 'told', at: later() + LONG });
        await state.forget(Date.now() - LONG);
        expect(await state.bases.snapshot('posted')).toEqual({ version: 'posted' });
        expect(await state.bases.snapshot('told')).toEqual({ version: 'told' });
        expect(await state.bases.snapshot('nothing')).toBeNull();
        expect(await state.bases.snapshot('newest')).toEqual({ version: 'newest' });
      });

      it('treats a base that is used again as the newest', async () => {
        await state.bases.keep('old', 1, 1);
        await state.bases.keep('new', 2, 2);
        await state.bases.keep('old', 1, 3);
        await state.bases.keep('old', 1, 0);
        await state.forget(later());
        expect(await state.bases.snapshot('old')).toBe(1);
        expect(await state.bases.snapshot('new')).toBeNull();
      });
    });

    describe('the probe', () => {
      it('writes and deletes a row', async () => {
        await Promise.all([state.probe(), state.probe(), state.probe()]);
      });

      it('fails like everything else with a StateError and its cause once the store is closed', async () => {
        await state.close();
        await state.close();
        await expectUnusable(state);
      });
    });
  });
}

/** The one line that says why a store does not open. */
export async function refusalOf(store: Store): Promise<string> {
  const error = await openState(store, { owner: 'test' }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(StateRefusal);
  const { message } = error as Error;
  expect(message).not.toContain('\n');
  return message;
}

/** Expects every method to fail for this reason, with its cause. */
export async function expectUnusable(state: State, why: RegExp = /./): Promise<void> {
  for (const [name, call] of everyMethod(state)) {
    const error = (await call().catch((thrown: unknown) => thrown)) as Error;
    expect(error, name).toBeInstanceOf(StateError);
    expect(error.cause, name).toBeInstanceOf(Error);
    expect(error.message, name).toMatch(/^the store cannot be used: .+$/);
    expect(error.message, name).toMatch(why);
    expect(error.message, name).not.toContain('sesame');
  }
}

// --- internal ---

/** One call of each method. */
function everyMethod(state: State): [string, () => Promise<unknown>][] {
  const { inbox, ledger, memory, bases, digests } = state;
  const held = { key: POST.key, fence: 1, attempt: 1 };
  const calls = {
    receive: () => inbox.receive(EVENT),
    finish: () => inbox.finish('Ev1'),
    takeOver: () => inbox.takeOver(1),
    waiting: () => inbox.waiting(),
    renew: () => inbox.renew(['Ev1']),
    claim: () => ledger.claim(POST, LEASE),
    written: () => ledger.written(held, { base: 'v1', fact: null, facts: [] }),
    posted: () => ledger.posted(held, '1.0'),
    refused: () => ledger.refused(held, 'no'),
    unknown: () => ledger.unknown(held, 'no word'),
    release: () => ledger.release(held, 0),
    postpone: () => ledger.postpone(held, 0, { empty: 0, inconclusive: 0 }),
    resend: () => ledger.resend(held, LEASE),
    digestsIn: () => ledger.digestsIn('C1'),
    outcome: () => ledger.outcome(POST.key),
    tell: () => memory.tell(TOLD),
    toldWhere: () => memory.toldWhere('a'),
    toldInThread: () => memory.toldInThread('T1', 'C1', '1.1'),
    miss: () => memory.miss(MISS),
    missesSince: () => memory.missesSince('C1', 0, 1),
    keep: () => bases.keep('v1', {}, 1),
    snapshot: () => bases.snapshot('v1'),
    speaker: () => bases.speaker('v1'),
    speakFor: () => bases.speakFor('v1'),
    known: () => bases.known(),
    get: () => digests.get('C1'),
    active: () => digests.active(),
    faults: () => digests.faults(),
    change: () => digests.change('o1', SETTING),
    markFault: () => digests.markFault('C1', 'is_archived'),
    noteAlive: () => state.noteAlive(),
    probe: () => state.probe(),
    forget: () => state.forget(0),
  };
  return Object.entries(calls);
}
