import type { Evidence, Fact, FactBase } from '../../../src/facts/schema.ts';
import { baseOf, LAMP, LIGHTHOUSE } from '../../base.ts';

/** A fact before it is one: what it says, the words it quotes, and ways to ask for it. */
export interface Statement {
  claim: string;
  quotes: readonly string[];
  asks: readonly string[];
}

/** A base in memory whose facts are these statements in their order, each with its number as id; one source holds all quotes. */
export function baseStating(statements: readonly Statement[]): FactBase {
  const paragraphs: string[] = [];
  let end = -PARAGRAPH_BREAK.length;
  const evidence = (quote: string): Evidence => {
    const start = end + PARAGRAPH_BREAK.length;
    end = start + quote.length;
    return { source: SOURCE, quote, paragraph: paragraphs.push(quote), start, end };
  };
  const facts = statements.map(({ claim, quotes, asks }, number): Fact => {
    return {
      ...LAMP,
      id: String(number),
      topic: SOURCE,
      claim,
      happened: null,
      asks: [...asks],
      evidence: quotes.map(evidence),
    };
  });
  const source = { ...LIGHTHOUSE, id: SOURCE, published: null, text: paragraphs.join(PARAGRAPH_BREAK) };
  return baseOf(facts, { sources: new Map([[SOURCE, source]]) });
}

// --- internal ---

const SOURCE = 'statements';
const PARAGRAPH_BREAK = '\n\n';
