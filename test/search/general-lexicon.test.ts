import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LexiconSchema } from '../../src/facts/schema.ts';
import { LEXICON_FILES, readGroups } from '../../src/search/general-lexicon.ts';

const read = (file: string) =>
  readGroups(readFileSync(new URL(`../../src/search/lexicon/${file}`, import.meta.url), 'utf8'), file);

describe('a line of the general lexicon', () => {
  it('is a group: equal words, narrower ones, and those of other languages', () => {
    expect(
      readGroups('# Courts.\nlawyer, attorney > barrister | fr avocat, avocate | sw wakili\n', 'a.txt'),
    ).toEqual([
      {
        means: ['lawyer', 'attorney'],
        narrower: ['barrister'],
        misheard: [],
        ...{ fr: ['avocat', 'avocate'], ht: [], es: [], sw: ['wakili'] },
      },
    ]);
  });

  it.each([
    ['two commas together', 'lawyer,, attorney', 'a word at each side of a comma'],
    ['no word before ">"', '> barrister', 'a word at each side of a comma'],
    ['two ">"', 'lawyer > barrister > silk', 'one ">" at most'],
    ['a language that nobody asks in', 'lawyer | de Anwalt', 'one of fr, ht, es and sw'],
    ['a language without words', 'lawyer | fr', 'one of fr, ht, es and sw'],
  ])('with %s is an error that says where and what was expected', (_what, line, expected) => {
    expect(() => readGroups(`# Courts.\n\n${line}\n`, 'a.txt')).toThrow(/^a\.txt:3: expected .*for example/);
    expect(() => readGroups(`# Courts.\n\n${line}\n`, 'a.txt')).toThrow(expected);
  });
});

describe.each(LEXICON_FILES)('%s', (file) => {
  const groups = read(file);
  const english = groups.map(({ means, narrower }) =>
    [...means, ...narrower].map((word) => word.toLowerCase()),
  );

  it('holds what a desk may write in its own lexicon', () => {
    expect(() => LexiconSchema.parse(groups)).not.toThrow();
  });

  it('has no English word in more than two groups', () => {
    const counts = new Map<string, number>();
    for (const words of english)
      for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1);
    expect([...counts].filter(([, count]) => count > 2)).toEqual([]);
  });

  it('has no question or quantity word, which counts for nothing elsewhere', () => {
    const words = ['how', 'how many', 'how much', 'many', 'more', 'most', 'what', 'who', 'why'];
    expect(english.flat().filter((word) => words.includes(word))).toEqual([]);
  });
});
