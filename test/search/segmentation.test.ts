import { describe, expect, it } from 'vitest';
import { createSearch } from '../../src/search/search.ts';
import { baseOf, factSaying } from '../base.ts';

const search = createSearch(
  baseOf([
    factSaying('ferry-owner', 'The Norse Line carries passengers to the islands.', ['who runs the ferry']),
    factSaying('bell', 'The keeper rang the fog bell at midday.', ['who rang the fog bell']),
    factSaying('quay', 'A quay was built at night for the coal barges.', ['when was the quay built']),
  ]),
);

describe('words typed without the space between them', () => {
  it.each([
    ['whoruns the ferry', 'ferry-owner'],
    ['who rang the fogbell', 'bell'],
    ['who rang thefogbell', 'bell'],
    ['what does #NorseLine carry to the islands', 'ferry-owner'],
  ])('are split where the base has them side by side: "%s"', (question, id) => {
    expect(search.ask(question)).toMatchObject({ kind: 'found', hits: [{ fact: { id } }] });
  });

  it('are not split into words that no text has side by side', () => {
    expect(search.ask('who built the nightbell').missing).toEqual(['nightbell']);
  });

  it.each([
    ['a very long word', 'n'.repeat(400)],
    ['a word that nobody knows', 'xyzzyxyzzy'],
    ['a very long number', '1234567890'.repeat(30)],
  ])('are not assumed in %s', (_what, word) => {
    expect(search.ask(word)).toMatchObject({ kind: 'none', missing: [word] });
  });
});
