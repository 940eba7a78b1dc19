import { beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { draftFacts } from '../../src/editing/draft-facts.ts';
import { openDesk } from '../../src/editing/open-desk.ts';
import { sentencesOf } from '../../src/editing/sentences.ts';
import { sourceFile } from '../../src/editing/source-file.ts';
import { speakerOf } from '../../src/editing/speaker.ts';
import { loadFactBase, loadLocatedBase } from '../../src/facts/load.ts';
import type { FactBase, Source } from '../../src/facts/schema.ts';
import { checkBase } from '../../src/terminal/check.ts';
import { type DataFolder, harbourFolder } from '../facts/folder.ts';

let desk: DataFolder;
beforeEach(() => {
  desk = harbourFolder();
  return () => desk.dispose();
});

/** Adds a source to the desk. */
function source(text: string, left_out: Source['left_out'] = []) {
  const head = { title: null, publisher: null, author: null, published: null, url: null };
  desk.write('sources/story.md', sourceFile({ ...head, attribution: 'a story', left_out }, text));
}

const draft = (base: FactBase | null = null) => {
  const open = openDesk(desk.path);
  return draftFacts(open, open.sources.get('story') as Source, base, '2026-05-02');
};
const stubs = () =>
  (parse(draft().join('\n')) ?? []) as {
    id: string;
    claim: string;
    says: string | null;
    evidence: { quote: string; paragraph?: number }[];
  }[];
const quotes = () => stubs().map(({ evidence }) => evidence[0]?.quote);

describe('a draft', () => {
  it('has a stub for each sentence, and the lines for what carries no fact', () => {
    source('The keeper mended the light on Monday. “It cost 40 crowns,” said Ada Lin.\n\nMore to come.\n');
    expect(draft()).toEqual([
      '# story: 3 sentences cited by no fact. Paste what is a fact into facts/<topic>.yml, one stub a fact:',
      '# word the claim, name the speaker (says) or leave null, and write three to eight questions that it answers (asks).',
      '',
      '# story, paragraph 1',
      '- id: keeper-mended-light',
      '  claim: The keeper mended the light on Monday.',
      '  says: null',
      '  asks: []',
      '  evidence:',
      '    - source: story',
      '      quote: The keeper mended the light on Monday.',
      '  checked: 2026-05-02',
      '',
      '# story, paragraph 1',
      '- id: cost-40-crowns',
      '  claim: “It cost 40 crowns,” said Ada Lin.',
      '  says: Ada Lin',
      '  asks: []',
      '  evidence:',
      '    - source: story',
      '      quote: “It cost 40 crowns,” said Ada Lin.',
      '  checked: 2026-05-02',
      '',
      '# story, paragraph 2',
      '- id: fact',
      '  claim: More to come.',
      '  says: null',
      '  asks: []',
      '  evidence:',
      '    - source: story',
      '      quote: More to come.',
      '  checked: 2026-05-02',
      '',
      '# Paragraphs that carry no fact go into left_out in the front matter of sources/story.md, with the reason:',
      '#   - { paragraph: 1, why: "TODO: The keeper mended the light on Monday. “It cost 40…" }',
      '#   - { paragraph: 2, why: "TODO: More to come." }',
    ]);
  });

  it('loads once its claim, asks and topic are written', () => {
    source('Decree #2699: "all boats" stay in; {none} sails, said Ada Lin: yes.\n');
    const pasted = draft()
      .join('\n')
      .replace('asks: []', 'asks: [which boats stay in, who said so, what does the decree say]');
    desk.write('facts/decree.yml', pasted);
    expect(desk.faults()).toEqual([]);
    const fact = [...loadFactBase(desk.path).facts.values()].find(({ topic }) => topic === 'decree');
    expect(fact?.evidence[0]?.quote).toBe(
      'Decree #2699: "all boats" stay in; {none} sails, said Ada Lin: yes.',
    );
  });

  it.each([['asks', 'expected at least three questions that this fact answers']])(
    'pasted as it is, is told what it lacks: %s',
    (key, message) => {
      source('The keeper mended the light on Monday.\n');
      desk.write('facts/light.yml', draft().join('\n'));
      expect(desk.faults()).toEqual([
        expect.stringMatching(new RegExp(`^facts/light.yml:\\d+: ${key}: ${message}`)),
      ]);
    },
  );

  it('passes over what a fact cites, what is left out, and what has no words', () => {
    source(
      'The lamp is old. The keeper mended the light on Monday, as he does.\n\nSubscribe now.\n\n* * *\n',
      [{ paragraph: 2, why: 'boilerplate' }],
    );
    desk.write(
      'facts/light.yml',
      '- { id: light, claim: The keeper mended the light., asks: [a, b, c], evidence: [{ source: story, quote: The keeper mended the light }], checked: 2026-05-02 }\n',
    );
    expect(quotes()).toEqual(['The lamp is old.']);
  });

  it('has no stub for a word or two, only the line to leave it out', () => {
    source('Navigation\n\nThe keeper slept.\n');
    expect(quotes()).toEqual(['The keeper slept.']);
    expect(draft()).toContain('#   - { paragraph: 1, why: "TODO: Navigation" }');
  });

  it('does not take a sentence for cited because its attribution is', () => {
    source('“All the boats of the fleet have to stay in the harbour until Friday night,” said Ada Lin.\n');
    desk.write(
      'facts/light.yml',
      '- { id: light, claim: Ada Lin spoke., asks: [a, b, c], evidence: [{ source: story, quote: said Ada Lin }], checked: 2026-05-02 }\n',
    );
    expect(quotes()).toHaveLength(1);
  });

  it('asks who "he" is, and for a shorter claim', () => {
    source(`He said ${'all the boats of the fleet and all their crews, '.repeat(9)}stay in.\n`);
    expect(draft()).toContain('# "He" says it: write who.');
    expect(draft()).toContain('# The claim is longer than 400 characters: say it shorter.');
    expect(stubs()[0]?.says).toBeNull();
  });

  it('names the paragraph of words that stand in two', () => {
    source('No boat sailed.\n\nNo boat sailed.\n');
    expect(stubs().map(({ evidence }) => evidence[0]?.paragraph)).toEqual([1, 2]);
  });

  it('never takes an id twice', () => {
    source('The boats lost the race.\n\nThe boats lost.\n');
    expect(stubs().map(({ id }) => id)).toEqual(['boats-lost-race', 'boats-lost-2']);
  });

  it('names a fact that may say the same, once the base has no faults', () => {
    source('Every boat came home.\n');
    expect(draft(loadFactBase(desk.path))).toContain('# may say the same: boats-safe: Every boat came home.');
    expect(draft().join('\n')).not.toContain('may say the same');
  });
});

describe('sentences', () => {
  it.each([
    ['The U.S. sent boats. They sank.', ['The U.S. sent boats.', 'They sank.']],
    ['Dr. Lin and J. K. Holm met Gen. Ek. He left.', ['Dr. Lin and J. K. Holm met Gen. Ek.', 'He left.']],
    ['It cost $4.5 million. Why? Nobody knows!', ['It cost $4.5 million.', 'Why?', 'Nobody knows!']],
    ['“We sail. We always sail,” she said.', ['“We sail.', 'We always sail,” she said.']],
    ['No. 7 sank on Jan. 3 at 5 p.m. near Skerry.', ['No. 7 sank on Jan. 3 at 5 p.m. near Skerry.']],
  ])('%s', (paragraph, expected) => {
    expect(sentencesOf(paragraph).map(({ text }) => text)).toEqual(expected);
  });
});

describe('the speaker', () => {
  const said = (paragraph: string, at = 0) => {
    const sentence = sentencesOf(paragraph)[at];
    return sentence ? (speakerOf(paragraph, sentence)?.name ?? null) : null;
  };

  it.each<[string, string | null]>([
    ['“We sail,” said Ada Lin.', 'Ada Lin'],
    ['“We sail,” Ada Lin said on Tuesday.', 'Ada Lin'],
    ['Ada Lin, the keeper of the light, said the lamp was out.', 'Ada Lin'],
    ['"We sail," said the deputy harbour master of Skerry, Ada Lin.', 'Ada Lin'],
    ['The lamp is out, according to Ada Lin of the Harbour Board.', 'Ada Lin of the Harbour Board'],
    ['The harbour master said the lamp was out.', 'The harbour master'],
    ['He said the lamp was out.', 'He'],
    ['Le phare est éteint, selon Ada Lin.', 'Ada Lin'],
    ['The United States has sent a boat.', null],
    ['Some officers said the lamp was out.', null],
    ['A boat is said to be lost.', null],
    ['The lamp was out.', null],
    ['The song “Ada Lin said no” was played.', null],
  ])('%s: %s', (sentence, speaker) => {
    expect(said(sentence)).toBe(speaker);
  });

  it('of a sentence within a longer quotation is named at its end', () => {
    const paragraph = '"The lamp is out. We wait. Nobody sails," said Ada Lin.';
    expect([0, 1, 2].map((at) => said(paragraph, at))).toEqual(['Ada Lin', 'Ada Lin', 'Ada Lin']);
  });

  it('of a sentence beside a quotation is not the quoted one', () => {
    expect(said('The lamp is out. “We wait,” said Ada Lin.')).toBeNull();
  });
});

describe('check --draft', () => {
  it('takes what is not cited yet for no fault; check does', () => {
    source('The keeper mended the light on Monday.\n');
    const faultsOf = (isDraft: boolean) =>
      checkBase(loadLocatedBase(desk.path), '2026-06-01', { isDraft }).faults;
    expect(faultsOf(true)).toEqual([]);
    expect(faultsOf(false)).toEqual([
      expect.objectContaining({
        message: expect.stringMatching(/^paragraph 1 is neither cited nor left out/),
      }),
    ]);
  });
});
