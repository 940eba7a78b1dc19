import { describe, expect, it } from 'vitest';
import type { Fact } from '../../src/facts/schema.ts';
import { createAnalyzer } from '../../src/search/analysis.ts';
import { premiseLine } from '../../src/search/answer-text.ts';
import { reasonsAgainst } from '../../src/search/reasons.ts';
import { createSearch } from '../../src/search/search.ts';
import { baseOf, LAMP } from '../base.ts';

/** A fact whose claim and quote are one sentence. */
function fact(id: string, claim: string, asks: string[], fields: Partial<Fact> = {}): Fact {
  const evidence = [{ source: 'harbour-log', quote: claim, paragraph: 1, start: 0, end: claim.length }];
  return { ...LAMP, id, claim, asks, evidence, happened: null, ...fields };
}

const base = baseOf([
  fact('pay', 'Norvik Lines paid Castor Marine $20 million for the tug on 12 May.', [
    'what did Norvik Lines pay Castor Marine',
    'when did Norvik Lines pay for the tug',
    'how much did the tug cost',
  ]),
  fact('trustees', 'The trustees have accepted the second offer, said Anna Bell, the chair.', [
    'did the trustees accept the offer',
    'what did the trustees do',
    'who spoke for the trustees',
  ]),
  fact('pilot', 'The pilot Tom Reed never left the bridge, the inquiry found.', [
    'did the pilot leave the bridge',
    'where was the pilot',
    'what did the inquiry find',
  ]),
  fact('crew', 'Eleven of the crew were landed at Port Ellen.', [
    'how many of the crew were landed',
    'where was the crew landed',
    'what became of the crew',
  ]),
  fact(
    'lamps',
    'All lamps at Skerry Point were cleaned by hand, said Ada Lin.',
    ['how were the lamps cleaned', 'who said that the lamps were cleaned', 'were the lamps cleaned by hand'],
    { says: 'Ada Lin' },
  ),
]);
const analyzer = createAnalyzer(base);
const search = createSearch(base);

/** The reasons against one fact as the answer to a question, each with the words of the question behind it. */
function reasons(question: string, id: string): string[] {
  const analysis = analyzer.analyze(question);
  const scored = analysis.facts.find(({ doc }) => analyzer.facts[doc]?.id === id);
  if (!scored) throw new Error(`${id} is not found by "${question}"`);
  return reasonsAgainst(analysis, scored, analyzer).map(({ name, asked }) => `${name}: ${asked}`);
}

describe('a fact that the question is answered by has nothing against it', () => {
  it.each([
    ['how much did Norvik Lines pay Castor Marine?', 'pay'],
    ['how much was Castor Marine paid by Norvik Lines?', 'pay'],
    ['did Norvik pay $20m for the tug?', 'pay'],
    ['WHAT DID NORVIK LINES PAY CASTOR MARINE', 'pay'],
    ['what did chair Anna Bell say the trustees accepted?', 'trustees'],
    ['what did Mrs Bell say of the trustees?', 'trustees'],
    ["why didn't the pilot leave the bridge?", 'pilot'],
    ['did the pilot Tom Reed leave the bridge?', 'pilot'],
    ['was it 11 of the crew that landed?', 'crew'],
    ['was the crew landed at Port Ellen or at Bowmore?', 'crew'],
    ['in one line, what became of the crew?', 'crew'],
  ])('%s', (question, id) => {
    expect(reasons(question, id)).toEqual([]);
  });
});

describe('a fact is held back', () => {
  it.each([
    [
      'a body that it does not name',
      'how much did Dover Pilots pay Castor Marine?',
      'pay',
      'party: Dover Pilots',
    ],
    [
      'a person with the same surname',
      'what did Edith Bell say of the trustees?',
      'trustees',
      'party: Edith',
    ],
    [
      'a place that it does not name',
      'how many of the crew were landed at Bowmore?',
      'crew',
      'party: Bowmore',
    ],
    ['another date', 'what did Norvik Lines pay for the tug on 3 June?', 'pay', 'party: 3 June'],
    ['another sum', 'who paid $35 million for the tug?', 'pay', 'party: $35 million'],
    [
      'the fourth of what it has the second of',
      'who accepted the fourth offer?',
      'trustees',
      'party: fourth',
    ],
    ['a clock time', 'at what time were the crew landed?', 'crew', 'kind: at what time'],
    ['an age', 'how old is the pilot Tom Reed?', 'pilot', 'kind: how old'],
    [
      'who did it, the other way round',
      'what did Castor pay Norvik for the tug?',
      'pay',
      'role: castor pay norvik',
    ],
    ['the opposite', 'why did the trustees turn down the offer?', 'trustees', 'negation: turn down'],
    ['what it does not deny', 'why have the trustees not accepted the offer?', 'trustees', 'negation: not'],
  ])('when asked for %s', (_, question, id, expected) => {
    expect(reasons(question, id)[0]).toBe(expected);
  });
});

describe('whoever asks', () => {
  it('is told nothing in place of it, and shown the fact as near', () => {
    const answer = search.ask('how much did Dover Pilots pay Castor Marine?');
    expect(answer.kind).toBe('none');
    expect(answer.missing).toEqual(['dover']);
    expect(answer.nearest[0]?.fact.id).toBe('pay');
  });

  it('is answered from the own words of a fact, however unlike its phrasings the question is', () => {
    const answer = search.ask('which sum has Castor Marine had from Norvik Lines over that tug');
    expect(answer.hits[0]?.fact.id).toBe('pay');
  });
});

describe('a question whether something is so is answered, and what differs told first', () => {
  it.each([
    ['did Norvik Lines pay Castor Marine for the tug on 3 June?', 'pay', '3 June', '12 May'],
    ['is it true that Norvik Lines paid $35 million for the tug?', 'pay', '$35 million', '$20 million'],
    ['confirm: the trustees turned down the offer', 'trustees', 'turned down', 'accepted'],
  ])('%s', (question, id, asked, on_file) => {
    const answer = search.ask(question);
    expect(answer).toMatchObject({ kind: 'found', premise: [{ asked, on_file, isSpeaker: false }] });
    expect(answer.hits[0]?.fact.id).toBe(id);
    expect(premiseLine(answer)).toBe(`On file: ${on_file}, not ${asked}.`);
  });

  it('tells who said it, where another is named', () => {
    const answer = search.ask('did Dora Finch say that the lamps were cleaned by hand?');
    expect(premiseLine(answer)).toBe('On file: Ada Lin said this, not Dora Finch.');
  });

  it('is not answered when nothing on file stands in the place of what differs', () => {
    expect(search.ask('did Dover Pilots pay Castor Marine?').kind).toBe('none');
  });

  it('is told nothing when nothing differs', () => {
    expect(premiseLine(search.ask('did Norvik Lines pay Castor Marine on 12 May?'))).toBeNull();
  });
});
