import { describe, expect, it } from 'vitest';
import type { Fact } from '../../src/facts/schema.ts';
import { createAnalyzer } from '../../src/search/analysis.ts';
import { createSearch } from '../../src/search/search.ts';
import { baseOf, factSaying } from '../base.ts';

/** Each stands before those that a tie would put it behind: what is right by chance is wrong here. */
const search = createSearch(
  baseOf([
    factSaying('ferry-aground', 'The ferry runs aground at low tide, as it did twice.', [
      'why was the crossing late',
    ]),
    factSaying('ferry-owner', 'The Norse Line carries passengers to the islands.', ['who runs the ferry']),
    factSaying(
      'bell-long',
      'The keeper rang the bell while gulls, seals, otters and terns slept on the western rocks.',
      ['who rang the bell'],
    ),
    factSaying('bell-short', 'The keeper rang the bell.', ['who rang the bell']),
    factSaying('pier-repair', 'The council repaired the pier with oak.', ['what was the pier repaired with']),
    factSaying('fog-horn', 'The horn sounded in the fog.', ['what sounded in the fog']),
    factSaying('harbour-dues', 'Visiting boats pay dues at the harbour office.', ['where are dues paid']),
  ]),
);
const order = (question: string) => search.ask(question).hits.map((hit) => hit.fact.id);

describe('of facts that meet a question', () => {
  it('the one that people ask for in these words comes before one that merely says them', () => {
    expect(order('who runs the ferry')[0]).toBe('ferry-owner');
  });

  it('the one that says it with the fewest words besides comes first when all else is equal', () => {
    expect(order('who rang the bell')).toEqual(['bell-short', 'bell-long']);
  });
});

describe('a question for a detail is answered by words that give it', () => {
  const told = createSearch(
    baseOf([
      factSaying('boat-crossings', 'The boat crosses four times a day.', ['boat crossings']),
      factSaying('barge-saturday', 'The barge sails on Saturdays alone.', ['barge sailings']),
      factSaying('harbour-closed', 'The harbour is closed because the pier sank.', ['harbour closed']),
      factSaying('crew-leaves', 'The crew leaves before the end of winter.', ['crew leaving']),
      factSaying('mast-colour', 'The mast is painted red.', ['mast painting']),
    ]),
  );

  it.each([
    ['how many boat crossings', 'boat-crossings'],
    ['what day are the barge sailings', 'barge-saturday'],
    ['why is the harbour closed', 'harbour-closed'],
    ['when is the crew leaving', 'crew-leaves'],
  ])('%s', (question, id) => {
    expect(told.ask(question)).toMatchObject({ kind: 'found', hits: [{ fact: { id } }] });
  });

  it.each(['how many barge sailings', 'when is the mast painting', 'how long are the boat crossings'])(
    '%s: not on file',
    (question) => {
      expect(told.ask(question)).toMatchObject({ kind: 'none' });
    },
  );
});

describe('a number that stands only in the context of a fact', () => {
  const context = [{ source: 'harbour-log', quote: 'The mast costs $900.', paragraph: 1, start: 0, end: 20 }];
  const mast = factSaying('mast-payer', 'The mast is paid for by the council.', ['paying for the mast']);

  it('is not what the fact tells', () => {
    const told = (facts: Fact[]) =>
      createSearch(baseOf(facts)).ask('how much is the council paying for the mast');
    expect(told([{ ...mast, context }])).toMatchObject({ kind: 'none', missing: ['an amount'] });
    expect(told([{ ...mast, evidence: [...mast.evidence, ...context] }])).toMatchObject({ kind: 'found' });
  });
});

describe('the id that an answer prints', () => {
  it.each(['ferry-owner', 'ferry-owner · base 1a2b3c4d'])('finds its fact: %s', (question) => {
    expect(search.ask(question)).toMatchObject({ kind: 'found', hits: [{ fact: { id: 'ferry-owner' } }] });
  });
});

describe('talk that shares no word with a fact', () => {
  it('is offered none', () => {
    expect(search.ask('you suck')).toMatchObject({ kind: 'none', nearest: [] });
  });
});

describe('a turn of speech that only a phrasing has', () => {
  it('tells less than a word that a fact says, however rare the two are', () => {
    const others = Array.from({ length: 60 }, (_, at) =>
      factSaying(`buoy-${at}`, `The buoy bears ${at}.`, []),
    );
    const pier = factSaying('pier', 'The pier was repaired with oak.', [
      'what was it patched up with, pronto',
    ]);
    const { units, weights } = createAnalyzer(baseOf([pier, ...others])).analyze('oak pronto');
    const weightOf = (text: string) => weights[units.findIndex((unit) => unit.text === text)] as number;
    expect(weightOf('pronto')).toBeLessThan(weightOf('oak'));
  });
});

describe('a small word mistyped', () => {
  it.each(['who runs thw ferry', 'woh runs te ferry', 'who runs teh fery'])(
    'is no word that is missing: %s',
    (question) => {
      expect(order(question)[0]).toBe('ferry-owner');
    },
  );

  it('but a name that looks like one is', () => {
    expect(search.ask('who runs the ferry for Thw')).toMatchObject({ kind: 'none', missing: ['thw'] });
  });
});

describe('a word that no fact has', () => {
  it('counts, so that nothing is asserted about what the base does not know', () => {
    expect(search.ask('what was the pier repaired with')).toMatchObject({ kind: 'found' });
    expect(
      search.ask('what was the pier repaired with after the hurricane destroyed the shipyard'),
    ).toMatchObject({
      kind: 'none',
      hits: [],
      missing: ['hurricane', 'destroyed', 'shipyard'],
    });
  });
});

describe('a mistyped word', () => {
  it('is repaired, but not in a question of more than a dozen such words', () => {
    const junk = Array.from('bcdfghjklmnp', (letter) => `${letter}xqzv${letter}`).join(' ');
    expect(search.ask('who runs the fery')).toMatchObject({ kind: 'found' });
    expect(search.ask(`${junk} who runs the fery`).missing).toContain('fery');
  });
});
