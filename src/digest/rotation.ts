import { type FactWithDisputes, idsIn } from './disputes.ts';

export interface Rotation {
  /** The day's date, YYYY-MM-DD. */
  date: string;
  /** Tells channels apart. */
  seed: string;
  /** Ids featured before, newest first. */
  featured: readonly string[];
  /** Ids that the same post tells already. */
  shownAbove: ReadonlySet<string>;
}

/**
 * Whose turn it is: a fact is featured again only when every other has been. Among those that never were, one that
 * was lately shown beside another waits, and the topics take turns, so that a week is no march through one file.
 * The same day, seed and history always give the same fact; null when there is none.
 */
export function nextToFeature(
  candidates: readonly FactWithDisputes[],
  rotation: Rotation,
): FactWithDisputes | null {
  const { date, seed, featured, shownAbove } = rotation;
  const sides = new Map(candidates.map((told) => [told.fact.id, idsIn(told)]));
  /** How many posts ago, by id; infinite for never. */
  const lastFeatured = new Ages();
  const lastShown = new Ages();
  featured.forEach((id, ago) => {
    lastFeatured.note(id, ago);
    for (const side of sides.get(id) ?? [id]) lastShown.note(side, ago);
  });

  const queue = topicByTopic(candidates);
  const start = startOf(date, seed, queue.length);
  const turns = [...queue.slice(start), ...queue.slice(0, start)].map((told) => ({
    told,
    featured: lastFeatured.of(told.fact.id),
    shown: Math.min(...idsIn(told).map((id) => lastShown.of(id))),
    isAbove: shownAbove.has(told.fact.id),
  }));
  turns.sort(
    (one, other) =>
      longestFirst(one.featured, other.featured) ||
      longestFirst(one.shown, other.shown) ||
      Number(one.isAbove) - Number(other.isAbove),
  );
  return turns[0]?.told ?? null;
}

// --- internal ---

class Ages {
  readonly #ages = new Map<string, number>();

  /** The first note of an id counts. */
  note(id: string, ago: number): void {
    if (!this.#ages.has(id)) this.#ages.set(id, ago);
  }

  of(id: string): number {
    return this.#ages.get(id) ?? Number.POSITIVE_INFINITY;
  }
}

/** Compared, not subtracted: infinity less infinity is no number. */
function longestFirst(one: number, other: number): number {
  return one === other ? 0 : one > other ? -1 : 1;
}

/** The first of each topic, then the second of each, and so on. */
function topicByTopic(candidates: readonly FactWithDisputes[]): FactWithDisputes[] {
  const topics = new Map<string, FactWithDisputes[]>();
  for (const told of candidates) {
    const { topic } = told.fact;
    topics.set(topic, [...(topics.get(topic) ?? []), told]);
  }
  const lists = [...topics].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, list]) => list);
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list[at] ?? [])).flat();
}

const DAY = 24 * 60 * 60 * 1000;

/** A place in the queue that moves on by one a day, and is another for each channel. */
function startOf(date: string, seed: string, length: number): number {
  const days = Date.parse(`${date}T00:00:00Z`) / DAY;
  const apart = [...seed].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 0);
  return length === 0 ? 0 : (days + apart) % length;
}
