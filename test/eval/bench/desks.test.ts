import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { baseStating } from './desk-base.ts';
import { askChatbot, loadHint3, matthewsCorrelation } from './hint3.ts';
import { askDesks, loadDeskSets } from './public-desks.ts';
import { plainBm25 } from './rankers/bm25.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bench-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

it('a base made of statements quotes each where it stands', () => {
  const base = baseStating([
    { claim: 'A whale came.', quotes: ['A whale came.', 'It left.'], asks: [] },
    { claim: 'A boat sank.', quotes: ['A boat sank.'], asks: ['what sank'] },
  ]);
  const text = [...base.sources.values()][0]?.text ?? '';
  const cut = [...base.facts.values()].flatMap(({ evidence }) =>
    evidence.map(({ start, end, paragraph }) => [paragraph, text.slice(start, end)]),
  );
  expect(cut).toEqual([
    [1, 'A whale came.'],
    [2, 'It left.'],
    [3, 'A boat sank.'],
  ]);
});

describe('public desks', () => {
  const harbour = {
    name: 'harbour',
    facts: [
      { text: 'The keeper lit the lamp at dusk on 3 March 1912.', asks: [] },
      { text: 'Two boats sank in the harbour during the storm.', asks: [] },
    ],
    questions: [
      { q: 'How many boats sank in the harbour during the storm?', answers: [1], kind: 'direct' },
      { q: 'Who lit the lamp at dusk?', answers: [0], kind: 'direct' },
      { q: 'Which airline flies to Mars?', answers: [0], kind: 'direct' },
      { q: 'How many boats sank in the harbour during the war?', answers: [], kind: 'near' },
    ],
  };

  it('are read from a folder, one file a set', () => {
    writeFileSync(join(folder, 'b.json'), JSON.stringify([harbour]));
    writeFileSync(join(folder, 'a.json'), '[]');
    expect(loadDeskSets(folder).map(({ name, desks }) => [name, desks.length])).toEqual([
      ['a', 0],
      ['b', 1],
    ]);
  });

  it.each([
    ['no desks', {}, 'holds no desks; expected files like squad2-bare.json'],
    ['a file that is no JSON', { 'a.json': '{' }, 'JSON'],
    ['a desk without questions', { 'a.json': '[{"name":"x","facts":[]}]' }, 'questions'],
  ])('%s: one error says so', (_what, files: Record<string, string>, message) => {
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
    expect(() => loadDeskSets(folder)).toThrow(message);
  });

  it('are asked as shipped, and the peers where they assert as many near-misses', () => {
    writeFileSync(join(folder, 'harbour.json'), JSON.stringify([harbour]));
    const rows = askDesks(loadDeskSets(folder)[0] as never, [{ ...plainBm25, name: 'bm25' }]);
    const near = rows.filter(({ kind }) => kind === 'near');
    expect(rows.map(({ set, kind, n, peer }) => [set, kind, n, peer])).toEqual([
      ['harbour', 'direct', 3, undefined],
      ['harbour', 'near', 1, undefined],
      ['harbour', 'direct', 3, 'bm25'],
      ['harbour', 'near', 1, 'bm25'],
    ]);
    expect(rows[0]).toMatchObject({ right: 66.7, wrong: 0, shown: 66.7 });
    expect(near[1]?.asserted).toBeLessThanOrEqual(near[0]?.asserted ?? 0);
  });
});

describe('HINT3', () => {
  it('is read by chatbot, with all training sentences and with fewer', () => {
    writeFileSync(
      join(folder, 'shop_train.csv'),
      'sentence,label\n"Where, please, is my order?",ORDER\nRefund me,REFUND\n',
    );
    writeFileSync(join(folder, 'shop_subset_train.csv'), 'sentence,label\nRefund me,REFUND\n');
    writeFileSync(join(folder, 'shop_test.csv'), 'sentence,label\nHy,NO_NODES_DETECTED\n');
    const [full, subset] = loadHint3(folder);
    expect(full).toEqual({
      name: 'shop full',
      train: [
        ['Where, please, is my order?', 'ORDER'],
        ['Refund me', 'REFUND'],
      ],
      test: [['Hy', 'NO_NODES_DETECTED']],
    });
    expect(subset?.train).toEqual([['Refund me', 'REFUND']]);
    expect(askChatbot(full as never)).toMatchObject({ n: 1, out_of_scope: 100, in_scope: 0, accuracy: 100 });
  });

  const pairs = (...given: [string, string][]) =>
    given.map(([expected, predicted]) => ({ expected, predicted }));
  it.each([
    ['1 when all is right', pairs(['a', 'a'], ['b', 'b'], ['c', 'c']), 1],
    ['0 when one label is always given', pairs(['a', 'a'], ['b', 'a']), 0],
    ['-1 when two labels are swapped', pairs(['a', 'b'], ['b', 'a']), -1],
    // TP 2, TN 1, FP 1, FN 0 of two labels: (2·1 − 1·0) / √(3·2·2·1)
    ['as for two labels', pairs(['a', 'a'], ['a', 'a'], ['b', 'b'], ['b', 'a']), 2 / Math.sqrt(12)],
  ])('the correlation is %s', (_what, given, expected) => {
    expect(matthewsCorrelation(given)).toBeCloseTo(expected);
  });
});
