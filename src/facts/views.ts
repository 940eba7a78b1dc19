import type { Fact, FactBase, Source } from './schema.ts';

/** Facts that are shown: not withheld, not superseded. */
export function livingFacts(base: FactBase): Fact[] {
  return [...base.facts.values()].filter((fact) => !fact.withheld && fact.superseded_by === null);
}

/** Topics in order of name, with their living facts. */
export function topicsOf(base: FactBase): { topic: string; facts: Fact[] }[] {
  const topics = new Map<string, Fact[]>();
  for (const fact of livingFacts(base)) topics.set(fact.topic, [...(topics.get(fact.topic) ?? []), fact]);
  return [...topics].map(([topic, facts]) => ({ topic, facts })).sort((a, b) => (a.topic < b.topic ? -1 : 1));
}

/** Living facts that rest on a source. */
export function factsFrom(base: FactBase, source: Source): Fact[] {
  return livingFacts(base).filter((fact) => fact.evidence.some((span) => span.source === source.id));
}

/** What happened when: dated facts in order, then those whose source gives a time in words only. */
export function timelineOf(base: FactBase): { dated: Fact[]; undated: Fact[] } {
  const happened = livingFacts(base).filter((fact) => fact.happened !== null);
  const date = (fact: Fact) => fact.happened?.date ?? null;
  return {
    dated: happened
      .filter((fact) => date(fact) !== null)
      .sort((a, b) => ((date(a) ?? '') < (date(b) ?? '') ? -1 : 1)),
    undated: happened.filter((fact) => date(fact) === null),
  };
}
