import type { Fact, FactBase, Source } from '../src/facts/schema.ts';

/** A small base made in memory, on a subject of its own; a test spreads what it cares about over it. */
export const LIGHTHOUSE: Source = {
  id: 'harbour-log',
  title: 'The light at Skerry Point',
  publisher: 'Harbour Gazette',
  author: 'Ada Lin',
  published: '2026-05-01',
  url: null,
  attribution: 'the Harbour Gazette, 1 May 2026',
  left_out: [],
  sha256: '',
  firstLine: 12,
  text: 'The keeper lit the lamp at dusk on 3 March.\n\nTwo boats were lost that night, the harbour master said.',
};

export const UNDATED: Source = {
  ...LIGHTHOUSE,
  id: 'old-letter',
  title: null,
  publisher: null,
  author: null,
  published: null,
  attribution: 'an undated letter',
  text: 'No boat was lost that night.',
};

export const LOST: Fact = {
  id: 'boats-lost',
  topic: 'boats',
  claim: 'Two boats were lost that night, the harbour master said.',
  says: 'the harbour master',
  as_of: null,
  happened: { date: '2026-03-03', words: '3 March' },
  asks: ['how many boats were lost', 'what did the storm cost the fleet', 'how many ships sank'],
  evidence: [
    {
      source: 'harbour-log',
      quote: 'Two boats were lost that night, the harbour master said.',
      paragraph: 2,
      start: 45,
      end: 101,
    },
  ],
  context: [],
  disagrees_with: ['boats-safe'],
  superseded_by: null,
  follows: null,
  withheld: false,
  checked: '2026-05-02',
};

export const SAFE: Fact = {
  ...LOST,
  id: 'boats-safe',
  claim: 'No boat was lost that night.',
  says: null,
  happened: null,
  asks: ['how many boats were lost', 'were all boats safe', 'did every ship come home'],
  evidence: [
    { source: 'old-letter', quote: 'No boat was lost that night.', paragraph: 1, start: 0, end: 28 },
  ],
  disagrees_with: ['boats-lost'],
};

/** One dispute, each side of which excludes the others. */
export const THREE_SIDES = [
  LOST,
  SAFE,
  { ...SAFE, id: 'boats-found', claim: 'One boat was lost that night.' },
].map((fact, at, all): Fact => ({ ...fact, disagrees_with: all.toSpliced(at, 1).map(({ id }) => id) }));

export const LAMP: Fact = {
  ...LOST,
  id: 'lamp-lit',
  topic: 'lamp',
  claim: 'The keeper lit the lamp at dusk on 3 March.',
  says: null,
  happened: { date: '2026-03-03', words: '3 March' },
  asks: ['when was the lamp lit', 'who lit the lamp', 'when did the keeper light the beacon'],
  evidence: [
    {
      source: 'harbour-log',
      quote: 'The keeper lit the lamp at dusk on 3 March.',
      paragraph: 1,
      start: 0,
      end: 43,
    },
  ],
  disagrees_with: [],
};

/** A fact that quotes its own claim. */
export function factSaying(id: string, claim: string, asks: string[]): Fact {
  return {
    ...LAMP,
    id,
    claim,
    asks,
    evidence: [{ source: 'harbour-log', quote: claim, paragraph: 1, start: 0, end: claim.length }],
  };
}

export function baseOf(facts: Fact[], over: Partial<FactBase> = {}): FactBase {
  return {
    desk: {
      name: 'Harbour Desk',
      command: '/harbour',
      timezone: 'Europe/Oslo',
      examples: ['who lit the lamp', 'how many boats were lost'],
      subject: [],
      topics: {},
    },
    sources: new Map([LIGHTHOUSE, UNDATED].map((source) => [source.id, source])),
    facts: new Map(facts.map((fact) => [fact.id, fact])),
    lexicon: [],
    gaps: [],
    disputes: [],
    phrasings: new Map(),
    version: 'abcd1234',
    ...over,
  };
}

export const HARBOUR = baseOf([LOST, SAFE, LAMP]);
