import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type State, StateError } from '../../src/state/state.ts';
import type { OpenFresh } from './contract.ts';
import { claimed, EVENT, HOSTILE, LEASE, MISS, POST, SETTING, TOLD, UNSTORABLE } from './samples.ts';

/** Of each property. */
const RUNS = 150;

/** Every method stores any text or value in the same way, or refuses it. */
export function hostile(engine: string, openFresh: OpenFresh): void {
  describe(`hostile texts and values, in ${engine}`, () => {
    let state: State;
    let forward = 0;
    let number = 0;
    const next = () => `n${number++}`;

    beforeAll(async () => {
      state = await openFresh(() => forward);
    });
    afterAll(() => state.close());

    describe.each(HOSTILE)('%s', (_what, text, stored) => {
      /** Two ids that differ only in their last character. */
      const [id, twin] = [`${text}1`, `${text}2`];

      it('in an event is found again, with its body unchanged', async () => {
        const body = { [text]: [text, { text }] };
        expect(await state.inbox.receive({ id, message: `m ${id}`, body })).toBe(true);
        expect(await state.inbox.receive({ id, message: null, body })).toBe(false);
        expect(await state.inbox.receive({ id: twin, message: `m ${id}`, body })).toBe(false);
        expect(await state.inbox.receive({ id: twin, message: `m ${twin}`, body })).toBe(true);
        await state.inbox.renew([twin]);
        await state.inbox.finish(twin);
        forward += 600_000;
        const [taken, ...more] = await state.inbox.takeOver(5);
        expect(taken?.body).toEqual(body);
        expect(more).toEqual([]);
        if (text.length < 200) expect(taken?.id).toBe(`${stored}1`);
        await state.inbox.finish(taken?.id ?? '');
        expect(await state.inbox.takeOver(5)).toEqual([]);
      });

      it('in a post is found again', async () => {
        const post = { ...POST, key: id, team: id, channel: id, date: text };
        const held = await claimed(state, post);
        expect(held.key).toBe(id);
        expect((await state.ledger.claim(post, LEASE)).kind).toBe('busy');
        await claimed(state, { ...post, key: twin });
        const detail = { base: id, fact: text, facts: [text] };
        expect(await state.ledger.written(held, detail)).toBe(true);
        expect(await state.ledger.posted(held, text)).toBe(true);
        const settled = { kind: 'settled', outcome: 'posted', ts: stored, why: null };
        expect(await state.ledger.outcome(id)).toEqual(settled);
        const [digest, ...more] = await state.ledger.digestsIn(id);
        expect(digest).toMatchObject({ date: stored, ts: stored, fact: stored, facts: [text] });
        expect(more).toEqual([]);
        expect(await state.ledger.digestsIn(twin)).toEqual([]);
      });

      it.each(['refused', 'unknown'] as const)('as the reason of a post %s is kept', async (outcome) => {
        const key = next();
        await state.ledger[outcome](await claimed(state, { ...POST, key }), text);
        expect(await state.ledger.outcome(key)).toMatchObject({ outcome, why: stored });
      });

      it('in a record of facts shown is found again', async () => {
        const told = { id, team: text, channel: text, ts: text, thread: text, facts: [id], base: id, at: 1 };
        await state.memory.tell(told);
        await state.memory.tell({ ...told, channel: 'C2' });
        await state.memory.tell({ ...told, id: twin, facts: [twin] });
        const [row, ...more] = await state.memory.toldWhere(id);
        expect(row).toMatchObject({ team: stored, channel: stored, ts: stored });
        expect(more).toEqual([]);
        expect(await state.memory.toldWhere(twin)).toHaveLength(1);
      });

      it('as an unanswered question is counted', async () => {
        for (const [at, question] of [text, text, 'other'].entries()) {
          await state.memory.miss({ id: `${id} ${at}`, channel: id, question, key: question, at });
        }
        const counted = await state.memory.missesSince(id, 0, 9);
        expect(counted).toEqual([
          { question: stored, count: 2 },
          { question: 'other', count: 1 },
        ]);
        expect(await state.memory.missesSince(twin, 0, 9)).toEqual([]);
      });

      it('in a base is kept exactly', async () => {
        await state.bases.keep(id, { [text]: text }, 1);
        expect(await state.bases.snapshot(id)).toEqual({ [text]: text });
        expect(await state.bases.snapshot(twin)).toBeNull();
      });

      it('in a digest’s setting is kept', async () => {
        const words = { at: text, zone: text, pausedUntil: text, setBy: text, fault: null };
        const setting = { ...SETTING, ...words, team: id, channel: id, topics: [text, text] };
        const { setting: kept, isNew } = await state.digests.change(id, setting);
        expect(isNew).toBe(true);
        expect(kept).toMatchObject({ at: stored, zone: stored, pausedUntil: stored, setBy: stored });
        expect(kept.topics).toEqual([text, text]);
        expect((await state.digests.change(id, { ...setting, at: '' })).isNew).toBe(false);
        expect((await state.digests.change(twin, setting)).isNew).toBe(true);
        expect(await state.digests.markFault(id, text)).toBe(true);
        expect(await state.digests.get(id)).toMatchObject({ fault: stored, isOn: false });
        expect(await state.digests.get(twin)).toBeNull();
      });
    });

    describe.each(UNSTORABLE)('%s', (_what, value) => {
      const bad = value as never;
      const held = (key: string) => claimed(state, { ...POST, key });
      const calls: [column: string, call: (id: string) => Promise<unknown>][] = [
        ['a key', () => state.inbox.receive({ ...EVENT, id: bad })],
        ['a key', (id) => state.inbox.receive({ ...EVENT, id, message: bad })],
        ['a key', () => state.inbox.finish(bad)],
        ['a key', () => state.inbox.renew([bad])],
        ['a key', () => state.ledger.claim({ ...POST, key: bad }, LEASE)],
        ['kind', (id) => state.ledger.claim({ ...POST, key: id, kind: bad }, LEASE)],
        ['a key', (id) => state.ledger.claim({ ...POST, key: id, team: bad }, LEASE)],
        ['date', (id) => state.ledger.claim({ ...POST, key: id, date: bad }, LEASE)],
        ['ts', async (id) => state.ledger.posted(await held(id), bad)],
        ['fact', async (id) => state.ledger.written(await held(id), { base: 'v', fact: bad, facts: [] })],
        ['why', async (id) => state.ledger.refused(await held(id), bad)],
        ['why', async (id) => state.ledger.unknown(await held(id), bad)],
        ['fence', async (id) => state.ledger.refused({ key: id, fence: bad, attempt: 1 }, 'no')],
        ['empty', async (id) => state.ledger.postpone(await held(id), 0, { empty: bad, inconclusive: 0 })],
        ['a key', () => state.ledger.outcome(bad)],
        ['channel', (id) => state.memory.tell({ ...TOLD, id, channel: bad })],
        ['ts', (id) => state.memory.tell({ ...TOLD, id, ts: bad })],
        ['a key', (id) => state.memory.tell({ ...TOLD, id, facts: [bad] })],
        ['at', (id) => state.memory.tell({ ...TOLD, id, at: bad })],
        ['question', (id) => state.memory.miss({ ...MISS, id, question: bad })],
        ['at', (id) => state.memory.miss({ ...MISS, id, at: bad })],
        ['at', () => state.memory.missesSince('C1', bad, 1)],
        ['at', (id) => state.bases.keep(id, {}, bad)],
        ['zone', (id) => state.digests.change(id, { ...SETTING, zone: bad })],
        ['paused_until', (id) => state.digests.change(id, { ...SETTING, pausedUntil: bad })],
        ['is_on', (id) => state.digests.change(id, { ...SETTING, isOn: bad })],
        ['since', (id) => state.digests.change(id, { ...SETTING, since: bad })],
        ['fault', () => state.digests.markFault('C1', bad)],
      ];

      it('is refused everywhere, by the name of the column', async () => {
        for (const [place, [column, call]] of calls.entries()) {
          const error = await call(next()).catch((thrown: unknown) => thrown);
          expect(error, `${place} ${column}`).toBeInstanceOf(TypeError);
          expect((error as Error).message, `${place}`).toMatch(
            new RegExp(`^${column}: cannot hold .+; expected `),
          );
        }
      });
    });

    it.each([
      ['undefined', undefined],
      ['a function', () => 1],
      ['a symbol', Symbol('a')],
    ])('%s is not a body', async (_what, body) => {
      await expect(state.inbox.receive({ ...EVENT, id: next(), body })).rejects.toThrow(/^body: cannot hold/);
      await expect(state.bases.keep(next(), body, 1)).rejects.toThrow(/^snapshot: cannot hold/);
    });

    /** Any sequence of UTF-16 units, well-formed or not, rich in what breaks stores. */
    const unit = fc.oneof(
      fc.integer({ min: 0, max: 0xffff }),
      fc.constantFrom(0, 0x27, 0x22, 0x5c, 0x3f, 0x24, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xfffd, 0xffff),
    );
    const anyText = fc.array(unit, { maxLength: 400 }).map((units) => String.fromCharCode(...units));

    it('any text is read back unchanged except for NUL and lone surrogates', async () => {
      await fc.assert(
        fc.asyncProperty(anyText, async (text) => {
          const [channel, id] = [next(), next()];
          await state.memory.miss({ id, channel, question: text, key: 'k', at: 1 });
          const [back] = await state.memory.missesSince(channel, 0, 1);
          expect(back?.question).toBe(wellFormed(text));
        }),
        { numRuns: RUNS },
      );
    });

    it('any text finds its row again, and no other text does', async () => {
      await fc.assert(
        fc.asyncProperty(anyText, anyText, async (one, other) => {
          const mark = next();
          const [first, second] = [`${mark}${one}`, `${mark}${other}`];
          const isSame = wellFormed(first) === wellFormed(second);
          await state.bases.keep(first, 1, 1);
          expect(await state.bases.snapshot(first)).toBe(1);
          expect(await state.bases.snapshot(second)).toBe(isSame ? 1 : null);
        }),
        { numRuns: RUNS },
      );
    });

    it('any JSON is read back exactly', async () => {
      const { json } = fc.letrec((tie) => ({
        json: fc.oneof(
          { maxDepth: 4 },
          fc.constantFrom(null, true, false),
          anyText,
          fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
          fc.array(tie('json'), { maxLength: 4 }),
          fc.dictionary(anyText, tie('json'), { maxKeys: 4 }),
        ),
      }));
      await fc.assert(
        fc.asyncProperty(json, async (value) => {
          const version = next();
          await state.bases.keep(version, value, 1);
          const back = await state.bases.snapshot(version);
          expect(JSON.stringify(back)).toBe(JSON.stringify(value));
        }),
        { numRuns: RUNS },
      );
    });

    it('any value at all is stored or refused, and never makes the store fail', async () => {
      await fc.assert(
        fc.asyncProperty(fc.anything(), fc.anything(), async (one, other) => {
          const fact = next();
          const told = { ...TOLD, id: next(), facts: [fact], ts: one as never, at: other as never };
          const error = await state.memory.tell(told).catch((thrown: unknown) => thrown);
          expect(error).not.toBeInstanceOf(StateError);
          expect(await state.memory.toldWhere(fact)).toHaveLength(error === undefined ? 1 : 0);
        }),
        { numRuns: RUNS },
      );
    });
  });
}

// --- internal ---

/** UTF-8 encoding replaces lone surrogates too. */
function wellFormed(text: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true })
    .decode(new TextEncoder().encode(text))
    .replaceAll('\0', '\uFFFD');
}
