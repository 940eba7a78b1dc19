import { describe, expect, it } from 'vitest';
import { createSpellingCorrector } from '../../src/search/spelling.ts';

const corrector = createSpellingCorrector(
  `guterres rubio toussaint louverture mission funding contributions voluntary assessed police humanitarian equipment oas
   security council phone elections national`.split(/\s+/),
);

describe('a mistyped word', () => {
  it.each([
    ['a missing letter', 'volutary', 'voluntary'],
    ['a doubled letter', 'missionn', 'mission'],
    ['two letters swapped', 'secuirty', 'security'],
    ['two letters swapped in a short acronym', 'osa', 'oas'],
    ['a wrong letter', 'fanding', 'funding'],
    ['a name spelled by ear', 'gutteres', 'guterres'],
    ['another spelling of a sound', 'fone', 'phone'],
    ['two typos in a long name', 'tousaint', 'toussaint'],
    ['two typos far apart', 'contribtuions', 'contributions'],
    ['a wrong vowel', 'humanatarian', 'humanitarian'],
    ['the first letter missing', 'ubio', 'rubio'],
    ['the first letter wrong', 'nission', 'mission'],
    ['a letter doubled in a short acronym', 'oass', 'oas'],
  ])('with %s is corrected: %s to %s', (_what, typed, meant) => {
    expect(corrector.correct(typed)[0]?.word).toBe(meant);
  });

  // The last three are short, and one typo away from several words.
  it.each([
    'banana',
    'cat',
    'xyzzy',
    'weather',
    'ab',
    '1965',
    '🎉',
    'a'.repeat(400),
    'bubio',
    'oads',
    'bhone',
  ])('is left alone when no word is clearly meant: "%s"', (word) => {
    expect(corrector.correct(word)).toEqual([]);
  });

  it('with one typo is a confident match, and of two corrections the word that the base uses comes first', () => {
    const used = createSpellingCorrector(['credo', 'credit'], {
      frequency: (word) => (word === 'credit' ? 3 : 0),
    });
    const [first, second] = used.correct('credi');
    expect(first).toMatchObject({ word: 'credit' });
    expect(second).toMatchObject({ word: 'credo' });
    expect(first?.similarity).toBeGreaterThan(0.85);
  });

  it('can be corrected to part of the vocabulary alone', () => {
    const some = corrector.restrictedTo((word) => word !== 'voluntary');
    expect(some.correct('volutary')).toEqual([]);
    expect(some.correct('missionn')).toEqual(corrector.correct('missionn'));
  });

  it('is corrected the same whatever the order of the vocabulary', () => {
    const back = createSpellingCorrector(['rubio', 'ruben', 'robin'].reverse());
    const forth = createSpellingCorrector(['rubio', 'ruben', 'robin']);
    expect(back.correct('rubioo')).toEqual(forth.correct('rubioo'));
  });
});
