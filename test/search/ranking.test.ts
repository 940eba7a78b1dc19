import { describe, expect, it } from 'vitest';
import type { Fact } from '../../src/facts/schema.ts';
import { createAnalyzer } from '../../src/search/analysis.ts';
import { createSearch } from '../../src/search/search.ts';
import { baseOf, factSaying } from '../base.ts';

/** Each fact is listed so that a tie would order it wrongly: nothing here is right by chance. */
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

describe('of the facts that match a question', () => {
  it('one whose phrasing asks it comes before one that merely contains its words', () => {
    expect(order('who runs the ferry')[0]).toBe('ferry-owner');
  });

  it('the shortest comes first when all else is equal', () => {
    expect(order('who rang the bell')).toEqual(['bell-short', 'bell-long']);
  });
});

describe('a question for a number, date, duration or reason', () => {
  const details = createSearch(
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
  ])('is answered by a fact that has one: "%s"', (question, id) => {
    expect(details.ask(question)).toMatchObject({ kind: 'found', hits: [{ fact: { id } }] });
  });

  it.each(['how many barge sailings', 'when is the mast painting', 'how long are the boat crossings'])(
    'is a miss when the fact has none: "%s"',
    (question) => {
      expect(details.ask(question)).toMatchObject({ kind: 'none' });
    },
  );
});

describe('a number in the context of a fact alone', () => {
  const context = [{ source: 'harbour-log', quote: 'The mast costs $900.', paragraph: 1, start: 0, end: 20 }];
  const mast = factSaying('mast-payer', 'The mast is paid for by the council.', ['paying for the mast']);

  it('does not make the fact an answer to "how much"', () => {
    const ask = (facts: Fact[]) =>
      createSearch(baseOf(facts)).ask('how much is the council paying for the mast');
    expect(ask([{ ...mast, context }])).toMatchObject({ kind: 'none', missing: ['an amount'] });
    expect(ask([{ ...mast, evidence: [...mast.evidence, ...context] }])).toMatchObject({ kind: 'found' });
  });
});

describe('a fact id, as answers print it', () => {
  it.each(['ferry-owner', 'ferry-owner · base 1a2b3c4d'])('finds its fact: "%s"', (question) => {
    expect(search.ask(question)).toMatchObject({ kind: 'found', hits: [{ fact: { id: 'ferry-owner' } }] });
  });
});

describe('small talk that shares no word with a fact', () => {
  it('is shown no nearest facts', () => {
    expect(search.ask('you suck')).toMatchObject({ kind: 'none', nearest: [] });
  });
});

describe('a rare word in a phrasing alone', () => {
  it('weighs less than one in the text of a fact', () => {
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

describe('a mistyped stopword', () => {
  it.each(['who runs thw ferry', 'woh runs te ferry', 'who runs teh fery'])(
    'is not reported as missing: "%s"',
    (question) => {
      expect(order(question)[0]).toBe('ferry-owner');
    },
  );

  it('is not assumed where a name looks like one', () => {
    expect(search.ask('who runs the ferry for Thw')).toMatchObject({ kind: 'none', missing: ['thw'] });
  });
});

describe('a word that no fact has', () => {
  it('counts, so that nothing is asserted about what the base does not cover', () => {
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
  it('is corrected, but not in a question of more than a dozen such words', () => {
    const junk = Array.from('bcdfghjklmnp', (letter) => `${letter}xqzv${letter}`).join(' ');
    expect(search.ask('who runs the fery')).toMatchObject({ kind: 'found' });
    expect(search.ask(`${junk} who runs the fery`).missing).toContain('fery');
  });
});
