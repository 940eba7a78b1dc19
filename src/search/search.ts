import type { Fact, FactBase } from '../facts/schema.ts';
import type { Answer, Citation, Hit } from './answer.ts';
import { decide } from './decide.ts';
import { createEngine, type Engine } from './engine.ts';
import { markText } from './marks.ts';
import type { Scored } from './rank.ts';
import type { Unit } from './units.ts';

/** Answers questions from one fact base. */
export interface Search {
  ask(question: string): Answer;
}

/** Builds the index of a base once; asking is then pure, and takes about a millisecond on a desk's base. */
export function createSearch(base: FactBase): Search {
  const engine = createEngine(base);
  const gapNames = base.gaps.map((gap) => gap.about);
  return {
    ask(question) {
      const reading = engine.read(question);
      const decision = decide(reading, engine, gapNames);
      const hit = (scored: Scored) => toHit(scored, reading.units, engine);
      const told = { language: reading.language, missing: [], nearest: [] };
      if (decision.kind === 'none') {
        const nearest = reading.facts.slice(0, NEAREST).map(hit);
        return { ...told, kind: 'none', hits: [], missing: decision.missing, nearest };
      }
      const [top] = decision.sides;
      const differing = engine.facts[(top as Scored).doc]?.disagrees_with ?? [];
      const differs = (scored: Scored) => differing.includes(engine.facts[scored.doc]?.id ?? '');
      const rest = reading.facts
        .filter((scored) => !decision.sides.includes(scored))
        .filter((scored) => differs(scored) || scored.score >= WORTH_SHOWING * (top as Scored).score)
        // What a source says otherwise stands before what is merely near.
        .sort((a, b) => Number(differs(b)) - Number(differs(a)))
        .slice(0, MORE);
      const hits = [...decision.sides, ...rest].map(hit);
      if (decision.kind === 'found') return { ...told, kind: 'found', hits: hits as [Hit, ...Hit[]] };
      return { ...told, kind: 'disputed', sides: decision.sides.length, hits: hits as [Hit, Hit, ...Hit[]] };
    },
  };
}

// --- internal ---

/** Facts offered beside a miss. */
const NEAREST = 3;
/** Further hits behind an answer, and how near to it they must come. */
const MORE = 7;
const WORTH_SHOWING = 0.5;

function toHit(scored: Scored, units: readonly Unit[], engine: Engine): Hit {
  const fact = engine.facts[scored.doc] as Fact;
  const claim = markText(fact.claim, units, engine.concepts);
  const matched = [...claim.matches];
  const citations = fact.evidence.map((span): Citation => {
    const { spans, matches } = markText(span.quote, units, engine.concepts);
    for (const match of matches) if (!matched.some(({ asked }) => asked === match.asked)) matched.push(match);
    return { ...span, marks: spans };
  });
  return {
    fact,
    score: scored.score,
    citations,
    disagrees_with: fact.disagrees_with,
    marks: claim.spans,
    matched,
  };
}
