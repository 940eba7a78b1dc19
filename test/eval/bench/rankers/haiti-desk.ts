import type { Fact, FactBase } from '../../../../src/facts/schema.ts';
import { createAnalyzer } from '../../../../src/search/analysis.ts';
import { createSearch } from '../../../../src/search/search.ts';
import { baseOf, LAMP } from '../../../base.ts';
import type { Entry } from '../checkthat.ts';
import { DEPTH, type Ranker } from './ranker.ts';

/** The bot's own ranking, before it decides whether to answer at all. */
export const haitiDesk: Ranker = {
  name: 'Haiti Desk',
  settings: 'as shipped, no lexicon of a desk; the title is a phrasing of the claim',
  build(entries) {
    const engine = createAnalyzer(baseHolding(entries));
    return (query) =>
      engine
        .analyze(query)
        .facts.slice(0, DEPTH)
        .map(({ doc, score }) => ({ document: doc, score }));
  },
};

/** The whole way to an answer: ranking, deciding, marking the words that matched. */
export const haitiDeskAnswers: Ranker = {
  ...haitiDesk,
  name: 'Haiti Desk, answering',
  settings: 'the same, decided and with the words that matched marked',
  build(entries) {
    const search = createSearch(baseHolding(entries));
    return (query) => {
      const { hits } = search.ask(query);
      // The words that matched are marked when they are looked at.
      return hits.map(({ fact, citations, score }) => ({
        document: Number(fact.id) + 0 * citations.length,
        score,
      }));
    };
  },
};

// --- internal ---

/** A base in memory that holds the entries as facts, in their order, each with its number as id. */
function baseHolding(entries: readonly Entry[]): FactBase {
  const plain: Fact = { ...LAMP, topic: 'claims', happened: null, evidence: [] };
  const facts = entries.map(({ claim, title }, number): Fact => {
    return { ...plain, id: String(number), claim, asks: title === '' ? [] : [title] };
  });
  return baseOf(facts, { sources: new Map() });
}
