import { describe, expect, it } from 'vitest';
import { loadFactBase } from '../../src/facts/load.ts';
import { createSearch } from '../../src/search/search.ts';
import { whyLines } from '../../src/terminal/why-lines.ts';

const search = createSearch(loadFactBase(new URL('../../data', import.meta.url).pathname));

describe('ask --why', () => {
  it.each([
    ['who bankrolls the mission', 'funding-us-bankrolls', null],
    ['how much did Iceland give to the mission', null, 'party'],
    ['at what time did Ruto and Rubio speak', null, 'kind'],
    ['how old is the force commander of the mission', null, 'gap'],
    ['how do you bake a sponge cake', null, 'word'],
    ['zzyzx qwfpgj', null, 'not_found'],
  ])('of "%s" names what holds the answer back', (question, fact, held_by) => {
    const why = search.why(question);
    expect(why.held_by).toBe(held_by);
    expect(search.ask(question).kind === 'none').toBe(held_by !== null);
    if (fact !== null) expect(why.fact).toBe(fact);
    if (held_by !== null) expect(why.held).toContain(held_by);
  });

  it('says for each word of the question which words it matched, and by what', () => {
    expect(search.why('who bankrols the misison in Haiti').words).toEqual(
      expect.arrayContaining([{ asked: 'bankrols', met: 'bankrolls', by: 'stem' }]),
    );
    expect(search.why('who finances the OAS').words).toEqual(
      expect.arrayContaining([{ asked: 'oas', met: 'OAS', by: 'same' }]),
    );
  });

  it('is told in lines', () => {
    const lines = whyLines(search.why('how do you bake a sponge cake'));
    expect(lines[0]).toMatch(/^why: [a-z-]+ held back by word$/);
    expect(lines.at(-1)).toMatch(/^ {2}would help: a phrasing of /);
  });
});
