import { describe, expect, it } from 'vitest';
import { MAX_QUESTION } from '../../../src/search/question.ts';
import { createChance } from './chance.ts';
import { growEntries, inventEntries } from './collections.ts';
import { qualityOf, quantile } from './metrics.ts';
import { drawHostile, drawQuestions } from './questions.ts';
import { plainBm25 } from './rankers/bm25.ts';
import { readSeparated } from './separated.ts';
import { mistype, slip } from './slips.ts';
import { short, tableOf } from './tables.ts';

describe('tab-separated values', () => {
  const cells = (line: string) => line.split('|');
  it.each([
    ['plain cells', 'id\tclaim\n0\tA claim.\n', [cells('id|claim'), cells('0|A claim.')]],
    ['an empty first cell', '\tclaim\n', [['', 'claim']]],
    ['an empty last cell', '1\t', [['1', '']]],
    ['doubled marks in a quoted cell', '1\t"A ""meme"" of both."\n', [['1', 'A "meme" of both.']]],
    [
      'tabs and line ends in a quoted cell',
      '1\t"two\tof\nthese"\n2\tb',
      [cells('1|two\tof\nthese'), cells('2|b')],
    ],
    ['marks inside a plain cell', '1\tthe "large" one\n', [['1', 'the "large" one']]],
    ['line ends of another system', '1\t"a"\r\n2\tb\r\n', [cells('1|a'), cells('2|b')]],
    ['a quote that never ends', '1\t"open', [['1', 'open']]],
    ['nothing', '', []],
  ])('are read with %s', (_what, text, rows) => {
    expect(readSeparated(text, '\t')).toEqual(rows);
  });
});

describe('how well lists meet what was wanted', () => {
  const wanted = [new Set([7]), new Set([1, 2]), new Set([9])];
  // Found second; found first and fourth; found only in the sixth place.
  const lists = [
    [3, 7, 5],
    [1, 4, 5, 2],
    [1, 2, 3, 4, 5, 9],
  ];

  it('is reckoned as by hand', () => {
    const quality = qualityOf(lists, wanted);
    expect(quality.map5).toBeCloseTo((1 / 2 + (1 / 1 + 2 / 4) / 2 + 0) / 3);
    expect(quality.p1).toBeCloseTo(1 / 3);
    expect(quality.mrr).toBeCloseTo((1 / 2 + 1 + 1 / 6) / 3);
    expect(quality.recall5).toBeCloseTo((1 + 1 + 0) / 3);
  });

  it('counts a list that returned nothing as a miss', () => {
    expect(qualityOf([[]], [new Set([1])])).toEqual({ map5: 0, p1: 0, mrr: 0, recall5: 0 });
  });

  it('expects no more than five of many', () => {
    expect(qualityOf([[1, 2, 3, 4, 5]], [new Set([1, 2, 3, 4, 5, 6])]).map5).toBe(1);
  });

  it('takes a quantile from the values themselves', () => {
    const values = [30, 10, 20, 40];
    expect([0.5, 0.95, 0.25].map((share) => quantile(values, share))).toEqual([20, 40, 10]);
  });
});

describe('slips', () => {
  const query =
    'Did the former president @someone announce #warning that http://example.org/longer was closed?';

  it('are the same for the same seed, and others for another', () => {
    expect(mistype(query, createChance(1, 'a'))).toBe(mistype(query, createChance(1, 'a')));
    expect(mistype(query, createChance(1, 'a'))).not.toBe(mistype(query, createChance(1, 'b')));
  });

  it('change three words of four letters or more and nothing else', () => {
    for (let seed = 0; seed < 200; seed++) {
      const [before, after] = [query.split(' '), mistype(query, createChance(seed)).split(' ')];
      const changed = before.filter((word, at) => word !== after[at]);
      expect(after).toHaveLength(before.length);
      expect(changed).toHaveLength(3);
      for (const word of changed) expect(word).toMatch(/^\p{L}{4,}\?*$/u);
    }
  });

  it('change each such word when there are no more than three', () => {
    expect(mistype('a big house', createChance(1))).toMatch(/^a big (?!house)/);
    expect(mistype('a big one', createChance(1))).toBe('a big one');
  });

  it('are one letter swapped, dropped, doubled or missed', () => {
    const lengths = new Set(
      Array.from({ length: 100 }, (_, seed) => slip('mission', createChance(seed)).length),
    );
    expect([...lengths].sort()).toEqual([6, 7, 8]);
  });
});

describe('collections and questions', () => {
  const invented = inventEntries(300, 5);

  it('are the same for the same seed', () => {
    expect(inventEntries(300, 5)).toEqual(invented);
    expect(inventEntries(300, 6)).not.toEqual(invented);
    expect(drawQuestions(invented, 20, 5)).toEqual(drawQuestions(invented, 20, 5));
  });

  it('grow by entries of their own', () => {
    const grown = growEntries(invented, 1000, 5);
    expect(grown.slice(0, 300)).toEqual(invented);
    const different = new Set(grown.map(({ claim, title }) => `${claim}|${title}`));
    // Chance may pair the same two again.
    expect(grown).toHaveLength(1000);
    expect(different.size).toBeGreaterThan(980);
  });

  it('ask 3 to 8 words, three of them mistyped', () => {
    for (const { clean, mistyped } of drawQuestions(invented, 200, 5)) {
      const [before, after] = [clean.split(' '), mistyped.split(' ')];
      expect(before.length).toBeGreaterThanOrEqual(3);
      expect(before.length).toBeLessThanOrEqual(8);
      expect(before.filter((word, at) => word !== after[at])).toHaveLength(3);
    }
  });

  it('ask hostile questions of nearly the length that is allowed, and no longer', () => {
    for (const { kind, text } of drawHostile(invented, 40, MAX_QUESTION, 5)) {
      expect(text.length, kind).toBeLessThanOrEqual(MAX_QUESTION);
      expect(text.length, kind).toBeGreaterThan(MAX_QUESTION - 30);
    }
  });
});

describe('plain BM25', () => {
  const ranking = plainBm25.build([
    { claim: 'A whale was seen in the harbour.', title: 'Whale' },
    { claim: 'The harbour was closed.', title: 'Closed harbour' },
    { claim: 'Two boats were lost.', title: 'Boats' },
  ]);

  const rank = (query: string) => ranking(query).map(({ document }) => document);

  it('scores what has all words of a query near to 1, and less for each word that is unknown', () => {
    const [whole, half] = ['closed harbour', 'closed airport'].map((query) => ranking(query)[0]?.score ?? 0);
    expect(whole).toBeGreaterThan(0.45);
    expect(half).toBeLessThan((whole as number) / 2);
  });

  it('finds by stems, the rarest word first, and nothing by stop words', () => {
    expect(rank('whales in the harbour')).toEqual([0, 1]);
    expect(rank('what was the boat')).toEqual([2]);
    expect(rank('what was it')).toEqual([]);
  });
});

describe('tables', () => {
  it('align what they hold', () => {
    const rows = ['one 1.25', 'three 10'].map((row) => row.split(' '));
    expect(tableOf(['', 'ms'], rows)).toBe('         ms\none    1.25\nthree    10');
  });

  it('shorten figures to what tells something', () => {
    const figures = [0.01234, 1.234, 12.34, 1234.5, Number.NaN].map(short);
    expect(figures.join(' ')).toBe('0.012 1.23 12.3 1235 -');
  });
});
