import { describe, expect, it } from 'vitest';
import { createSpellingCorrector } from '../../src/search/spelling.ts';

const repairer = createSpellingCorrector([
  'guterres',
  'rubio',
  'toussaint',
  'louverture',
  'mission',
  'funding',
  'contributions',
  'voluntary',
  'assessed',
  'police',
  'humanitarian',
  'equipment',
  'oas',
  'security',
  'council',
  'phone',
  'elections',
  'national',
]);

describe('a mistyped word is read as the word of the base it most likely was', () => {
  it.each([
    ['a missing letter', 'volutary', 'voluntary'],
    ['a doubled letter', 'missionn', 'mission'],
    ['two letters swapped', 'secuirty', 'security'],
    ['two letters swapped in a short acronym', 'osa', 'oas'],
    ['a wrong letter', 'fanding', 'funding'],
    ['a name spelt by ear', 'gutteres', 'guterres'],
    ['a sound spelt otherwise', 'fone', 'phone'],
    ['a longer name with two slips', 'tousaint', 'toussaint'],
    ['two slips far apart', 'contribtuions', 'contributions'],
    ['a vowel guessed', 'humanatarian', 'humanitarian'],
    ['the first letter missing', 'ubio', 'rubio'],
    ['the first letter wrong', 'nission', 'mission'],
    ['a letter doubled in a short acronym', 'oass', 'oas'],
  ])('%s: %s', (_what, typed, meant) => {
    expect(repairer.correct(typed)[0]?.word).toBe(meant);
  });

  it.each(['banana', 'cat', 'xyzzy', 'weather', 'ab', '1965', '🎉', 'a'.repeat(400)])(
    'and %s is left alone',
    (word) => {
      expect(repairer.correct(word)).toEqual([]);
    },
  );

  it.each(['bubio', 'oads', 'bhone'])(
    'and %s, a short word that may be many others, is left alone',
    (word) => {
      expect(repairer.correct(word)).toEqual([]);
    },
  );

  it('one slip is sure enough to count as met, and of two words that are one slip away the used one comes first', () => {
    const used = createSpellingCorrector(['credo', 'credit'], {
      frequency: (word) => (word === 'credit' ? 3 : 0),
    });
    const [first, second] = used.correct('credi');
    expect(first).toMatchObject({ word: 'credit' });
    expect(second).toMatchObject({ word: 'credo' });
    expect(first?.similarity).toBeGreaterThan(0.85);
  });

  it('and a part of the words is searched by itself', () => {
    const some = repairer.restrictedTo((word) => word !== 'voluntary');
    expect(some.correct('volutary')).toEqual([]);
    expect(some.correct('missionn')).toEqual(repairer.correct('missionn'));
  });

  it('likens two words the same whatever order the vocabulary has', () => {
    const back = createSpellingCorrector(['rubio', 'ruben', 'robin'].reverse());
    const forth = createSpellingCorrector(['rubio', 'ruben', 'robin']);
    expect(back.correct('rubioo')).toEqual(forth.correct('rubioo'));
  });
});
