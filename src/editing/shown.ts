import type { Answer } from '../search/answer.ts';

/** Ids of the facts that an answer asserts: the first hit, or the sides of a dispute; none for a miss. */
export function shownIds(answer: Answer): string[] {
  if (answer.kind === 'none') return [];
  const shown = answer.kind === 'disputed' ? answer.hits.slice(0, answer.sides) : answer.hits.slice(0, 1);
  return shown.map(({ fact }) => fact.id);
}
