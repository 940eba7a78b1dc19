import { describe, expect, it } from 'vitest';
import { composeDigest, type DigestInput } from '../../src/digest/digest.ts';
import { idsIn } from '../../src/digest/disputes.ts';
import {
  changeInWords,
  headlineOf,
  moreFacts,
  moreWithdrawn,
  sourceAgesLine,
  titleOf,
} from '../../src/digest/wording.ts';
import { snapshotOf } from '../../src/facts/compare.ts';
import type { Fact, FactBase } from '../../src/facts/schema.ts';
import { baseOf, HARBOUR, LAMP, LIGHTHOUSE, LOST, SAFE, UNDATED } from '../base.ts';

const INPUT: DigestInput = {
  ...{ base: HARBOUR, date: '2026-06-02', staleAfterDays: 180, seed: '' },
  ...{ last: null, topics: [], featured: [], misses: [] },
};
const compose = (over: Partial<DigestInput>) => composeDigest({ ...INPUT, ...over });
/** The digest of the day after this base was posted. */
const nextDay = (before: FactBase, base: FactBase, over: Partial<DigestInput> = {}) =>
  compose({ base, last: { date: '2026-06-01', snapshot: snapshotOf(before) }, ...over });
const many = (count: number): Fact[] =>
  Array.from({ length: count }, (_, at) => ({ ...LAMP, id: `lamp-${at}`, claim: `Lamp ${at} was lit.` }));

describe('the first digest of a channel', () => {
  it('says what is on file, and calls none of it new', () => {
    const digest = compose({});
    expect(digest.news).toBeNull();
    expect(headlineOf(digest)).toBe('The first digest here: 3 facts are on file, from 2 sources.');
    expect(titleOf(digest)).toBe('Harbour Desk, Tuesday 2 June 2026');
    expect(digest.isSilent).toBe(false);
  });
});

describe('what is new since the last one', () => {
  const boat = (id: string, topic = 'boats'): Fact => ({ ...LAMP, id, topic });
  const undisputed = (fact: Fact): Fact => ({ ...fact, disagrees_with: [] });

  it.each<[string, FactBase, FactBase]>([
    ['Two facts are new on file.', HARBOUR, baseOf([LOST, SAFE, LAMP, ...many(2)])],
    [
      'Two facts are new on file, one has changed.',
      HARBOUR,
      baseOf([LOST, SAFE, { ...LAMP, claim: 'It was lit.' }, ...many(2)]),
    ],
    [
      'One fact has been replaced, one is withdrawn.',
      baseOf([LAMP, ...many(2)]),
      baseOf([
        LAMP,
        ...many(2).map((fact, at) => ({ ...fact, withheld: at === 0, superseded_by: 'lamp-lit' })),
      ]),
    ],
    ['13 facts are new on file.', HARBOUR, baseOf([LOST, SAFE, LAMP, ...many(13)])],
    ['Twelve facts are withdrawn.', baseOf([LAMP, ...many(12)]), baseOf([LAMP])],
    [
      'One source is new, one has a new description.',
      baseOf([LAMP], { sources: new Map([['harbour-log', { ...LIGHTHOUSE, published: null }]]) }),
      baseOf([LAMP]),
    ],
    ['Nothing new on file since Monday 1 June.', HARBOUR, HARBOUR],
  ])('is summed up in a line: %s', (line, before, base) => {
    expect(headlineOf(nextDay(before, base))).toBe(line);
  });

  it('names the year of the last one when it differs, and no date when it was today', () => {
    const snapshot = snapshotOf(HARBOUR);
    expect(headlineOf(compose({ last: { date: '2025-12-31', snapshot } }))).toBe(
      'Nothing new on file since Wednesday 31 December 2025.',
    );
    expect(headlineOf(compose({ last: { date: INPUT.date, snapshot } }))).toBe(
      'Nothing new on file since today’s digest.',
    );
  });

  it('is not guessed when the base of that day is no longer known', () => {
    const digest = compose({ last: { date: '2026-06-01', snapshot: null } });
    expect(digest.news).toBeNull();
    expect(headlineOf(digest)).toBe(
      'Changes since Monday 1 June cannot be listed this time. 3 facts are on file, from 2 sources.',
    );
    expect(digest.isSilent).toBe(false);
  });

  it.each<[string, Fact[], Fact[]]>([
    [
      'Before: The keeper lit the lamp at dusk on 3 March.',
      [LAMP],
      [{ ...LAMP, claim: 'Lit.', says: 'the keeper' }],
    ],
    [
      'The claim stands; changed: who says it, its date, the words quoted.',
      [LAMP],
      [{ ...LAMP, says: 'the keeper', as_of: '2026-03', evidence: LOST.evidence }],
    ],
    ['The claim stands, and is now contradicted.', [LOST, SAFE].map(undisputed), [LOST, SAFE]],
    ['No longer contradicted by anything on file.', [LOST, SAFE], [undisputed(LOST)]],
    [
      'The claim stands; changed: what contradicts it.',
      [LOST, SAFE],
      [{ ...LOST, disagrees_with: ['lamp-lit'] }, SAFE],
    ],
  ])('gives a changed fact’s former claim, or what else changed: %s', (line, before, now) => {
    const { changed } = nextDay(baseOf([...before, LAMP]), baseOf([LAMP, ...now])).news!;
    expect(changed.shown[0] && changeInWords(changed.shown[0])).toBe(line);
  });

  it('shows a new fact with what it contradicts, once', () => {
    const { news } = nextDay(baseOf([undisputed(LOST), LAMP]), HARBOUR);
    expect(news?.added.shown).toEqual([{ fact: SAFE, disputedBy: [LOST] }]);
    expect(news?.changed.count).toBe(0);
  });

  it('shows two new facts that contradict each other once, and counts both', () => {
    const { news } = nextDay(baseOf([LAMP]), HARBOUR);
    expect(news?.added.count).toBe(2);
    expect(news?.added.shown).toEqual([{ fact: LOST, disputedBy: [SAFE] }]);
    expect(news?.added.more).toEqual([]);
  });

  it('shows six facts at most, some of every kind, and says where the rest are', () => {
    const called = (name: string, facts: Fact[]) =>
      facts.map((fact) => ({ ...fact, id: `${name}-${fact.id}` }));
    const [gone, old] = [called('gone', many(9)), called('old', many(2))];
    const before = baseOf([...many(4), ...gone, ...old]);
    const base = baseOf([
      ...many(4).map((fact) => ({ ...fact, claim: 'Otherwise.' })),
      ...old.map((fact) => ({ ...fact, superseded_by: 'lamp-0' })),
      ...Array.from({ length: 8 }, (_, at) => boat(`boat-${at}`)),
    ]);
    const digest = nextDay(before, base);
    const { added, changed, superseded, withdrawn } = digest.news!;
    expect([added, changed, superseded, withdrawn].map(({ shown }) => shown.length)).toEqual([2, 2, 1, 1]);
    expect(headlineOf(digest)).toBe(
      'Eight facts are new on file, four have changed, two have been replaced, nine are withdrawn.',
    );
    expect(moreFacts(added.more, digest)).toBe('and 6 more: /harbour topic boats');
    expect(moreFacts([{ fact: LAMP }, { fact: LOST }], digest)).toBe(
      'and 2 more: /harbour topic lamp, /harbour topic boats',
    );
    const three = [LAMP, LOST, boat('x', 'z')].map((fact) => ({ fact }));
    expect(moreFacts(three, digest)).toBe('and 3 more: /harbour topics');
    expect(moreFacts([], digest)).toBeNull();
    // What is withdrawn is on no list a reader could ask for.
    expect(moreWithdrawn(withdrawn.more)).toMatch(/^and 8 more: gone-lamp-1, gone-lamp-2, .*gone-lamp-8$/);
  });
});

describe('a channel with topics', () => {
  const renamed = baseOf([LOST, SAFE, { ...LAMP, topic: 'light' }]);

  it('gets only those', () => {
    const base = baseOf([LOST, SAFE, { ...LAMP, claim: 'It was lit.' }]);
    expect(nextDay(HARBOUR, base, { topics: ['lamp'] }).news?.changed.count).toBe(1);
    const boats = nextDay(HARBOUR, base, { topics: ['boats'] });
    expect(boats.isSilent).toBe(true);
    expect(['boats-lost', 'boats-safe']).toContain(boats.featured?.fact.id);
  });

  it('is told of a fact withdrawn from them', () => {
    expect(nextDay(HARBOUR, baseOf([LOST, SAFE]), { topics: ['lamp'] }).news?.withdrawn.count).toBe(1);
    expect(nextDay(HARBOUR, baseOf([LOST, SAFE]), { topics: ['boats'] }).isSilent).toBe(true);
  });

  it('gets only the sources they rest on', () => {
    expect(sourceAgesLine(compose({ topics: ['lamp'] }))).toBeNull();
    expect(sourceAgesLine(compose({ topics: ['boats'] }))).toBe('Of 2 sources: 1 undated (/harbour sources)');
  });

  it('whose topics were all removed is told that nothing is on file', () => {
    const digest = compose({ topics: ['whales'] });
    expect(digest.featured).toBeNull();
    expect(headlineOf(digest)).toBe(
      'The first digest here: 0 facts on whales are on file, from 0 sources. No longer on file as a topic: whales. Choose others, or all: /harbour digest on all.',
    );
  });

  it('is told every time that one was renamed or removed', () => {
    const digest = nextDay(HARBOUR, renamed, { topics: ['boats', 'lamp'] });
    expect(digest.removedTopics).toEqual(['lamp']);
    expect(headlineOf(digest)).toMatch(/^No longer on file as a topic: lamp\. Choose others, or all: /);
    expect(headlineOf(nextDay(renamed, renamed, { topics: ['boats', 'lamp'] }))).toMatch(
      /^Nothing new on file since Monday 1 June\. No longer on file as a topic: lamp\./,
    );
    expect(headlineOf(nextDay(HARBOUR, baseOf([LOST, SAFE]), { topics: ['lamp', 'whales'] }))).toMatch(
      /^One fact is withdrawn\. No longer on file as topics: lamp, whales\./,
    );
  });

  it('posts on the day it is removed even when quiet, and not after that', () => {
    expect(nextDay(HARBOUR, renamed, { topics: ['lamp'] }).isSilent).toBe(false);
    expect(nextDay(renamed, renamed, { topics: ['lamp'] }).isSilent).toBe(true);
  });
});

describe('what it says about the dates of sources', () => {
  const on = (date: string, lastDate: string | null) => {
    const last = lastDate === null ? null : { date: lastDate, snapshot: snapshotOf(HARBOUR) };
    return compose({ date, last });
  };

  it('names a source on the day it passes the limit, and only then', () => {
    // 1 May and 180 days is 28 October.
    expect(on('2026-10-28', '2026-10-27').ageing.toName).toEqual([]);
    const passed = on('2026-10-29', '2026-10-28');
    expect(passed.ageing.toName).toEqual([{ source: LIGHTHOUSE, days: 181 }]);
    expect(headlineOf(passed)).toBe('One source is now over 180 days old.');
    expect(passed.isSilent).toBe(false);
    const dayAfter = on('2026-10-30', '2026-10-29');
    expect(dayAfter.ageing.toName).toEqual([]);
    expect(dayAfter.isSilent).toBe(true);
  });

  it('names it after a weekend too', () => {
    expect(on('2026-11-02', '2026-10-26').ageing.toName).toHaveLength(1);
  });

  it('names all that are past it in the first digest', () => {
    expect(on('2027-06-01', null).ageing.toName).toHaveLength(1);
  });

  it('lists a new source as new, not as old', () => {
    const before = baseOf([SAFE], { sources: new Map([['old-letter', UNDATED]]) });
    const last = { date: '2027-05-31', snapshot: snapshotOf(before) };
    const digest = compose({ date: '2027-06-01', last });
    expect(digest.news?.sourcesAdded.shown).toEqual([LIGHTHOUSE]);
    expect(digest.ageing.toName).toEqual([]);
  });

  it('gives a count every day', () => {
    expect(sourceAgesLine(on('2026-10-30', '2026-10-29'))).toBe(
      'Of 2 sources: 1 undated, 1 over 180 days old (/harbour sources)',
    );
  });
});

describe('unanswered questions', () => {
  it('are shown up to five, most asked first, and counted', () => {
    const misses = Array.from({ length: 7 }, (_, at) => ({ question: `why ${at}`, count: 9 - at }));
    const { unanswered } = compose({ misses });
    expect(unanswered.shown).toEqual(misses.slice(0, 5));
    expect(unanswered.more).toHaveLength(2);
  });

  it('are not news: a quiet channel stays quiet', () => {
    expect(nextDay(HARBOUR, HARBOUR, { misses: [{ question: 'why', count: 3 }] }).isSilent).toBe(true);
  });
});

describe('the fact worth knowing', () => {
  it('comes with what contradicts it, and with nothing withheld or superseded', () => {
    const hidden = many(3).map((fact, at) => {
      return { ...fact, withheld: at > 0, superseded_by: at > 1 ? null : 'x' };
    });
    const base = baseOf([LOST, SAFE, ...hidden, { ...SAFE, id: 'not-shown', withheld: true }]);
    const facts = new Map(base.facts).set(LOST.id, { ...LOST, disagrees_with: ['boats-safe', 'not-shown'] });
    for (const seed of ['a', 'b', 'c', 'd']) {
      const { featured } = compose({ base: { ...base, facts }, seed });
      expect(featured && idsIn(featured).sort()).toEqual(['boats-lost', 'boats-safe']);
    }
  });

  it('is the same for the same day, channel and history', () => {
    expect(compose({})).toEqual(compose({}));
  });
});

describe('for later corrections', () => {
  it('a digest names every fact it shows', () => {
    const base = baseOf([{ ...LOST, claim: 'Two were lost.' }, SAFE, LAMP]);
    const digest = nextDay(HARBOUR, base, { featured: ['boats-lost'] });
    expect(digest.featured?.fact.id).toBe('lamp-lit');
    expect(digest.facts).toEqual(['boats-lost', 'boats-safe', 'lamp-lit']);
  });
});
