import type { Fact, FactBase } from '../../../../src/facts/schema.ts';
import { createAnalyzer } from '../../../../src/search/analysis.ts';
import { createSearch } from '../../../../src/search/search.ts';
import type { Entry } from '../checkthat.ts';
import { DEPTH, type Ranker } from './ranker.ts';

/** The bot's own ranking, before it decides whether to answer at all. */
export const haitiDesk: Ranker = {
  name: 'Haiti Desk',
  settings: 'as shipped, no lexicon; the title is a phrasing of the claim',
  build(entries) {
    const engine = createAnalyzer(baseOf(entries));
    return (query) =>
      engine
        .analyze(query)
        .facts.slice(0, DEPTH)
        .map(({ doc }) => doc);
  },
};

/** The whole way to an answer: ranking, deciding, marking the words that matched. */
export const haitiDeskAnswers: Ranker = {
  ...haitiDesk,
  name: 'Haiti Desk, answering',
  settings: 'the same, decided and with the words that matched marked',
  build(entries) {
    const search = createSearch(baseOf(entries));
    return (query) => {
      const { hits } = search.ask(query);
      // The words that matched are marked when they are looked at.
      return hits.map(({ fact, citations }) => Number(fact.id) + 0 * citations.length);
    };
  },
};

// --- internal ---

/** A base in memory that holds the entries as facts, in their order, each with its number as id. */
function baseOf(entries: readonly Entry[]): FactBase {
  const facts = entries.map(({ claim, title }, number): [string, Fact] => [
    String(number),
    {
      id: String(number),
      topic: 'claims',
      claim,
      says: null,
      as_of: null,
      happened: null,
      asks: title === '' ? [] : [title],
      evidence: [],
      context: [],
      disagrees_with: [],
      superseded_by: null,
      follows: null,
      withheld: false,
      checked: '2026-01-01',
    },
  ]);
  return {
    desk: {
      name: 'Bench',
      command: '/bench',
      timezone: 'UTC',
      examples: ['what is claimed'],
      subject: [],
      topics: {},
    },
    sources: new Map(),
    facts: new Map(facts),
    lexicon: [],
    gaps: [],
    disputes: [],
    phrasings: new Map(),
    version: '00000000',
  };
}
