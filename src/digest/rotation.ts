import { type FactWithDisputes, idsIn } from './disputes.ts';

export interface Rotation {
  /** The day's date, YYYY-MM-DD. */
  date: string;
  /** Differs from channel to channel. */
  seed: string;
  /** Ids featured before, newest first. */
  featured: readonly string[];
  /** Ids the same post already shows. */
  shownAbove: ReadonlySet<string>;
}

/**
 * Picks the fact of the day. A fact is featured again only after every other one has been. Among those never featured,
 * one recently shown as the other side of a dispute waits, and topics alternate. The same date, seed and history always
 * give the same fact; null when there are no candidates.
 */
export function nextToFeature(
  candidates: readonly FactWithDisputes[],
  rotation: Rotation,
): FactWithDisputes | null {
  const { date, seed, featured, shownAbove } = rotation;
  const sides = new Map(candidates.map((one) => [one.fact.id, idsIn(one)]));
  /** How many posts ago, by id; infinity for never. */
  const lastFeatured = new Ages();
  const lastShown = new Ages();
  featured.forEach((id, ago) => {
    lastFeatured.note(id, ago);
    for (const side of sides.get(id) ?? [id]) lastShown.note(side, ago);
  });

  const queue = topicByTopic(candidates);
  const start = startOf(date, seed, queue.length);
  const turns = [...queue.slice(start), ...queue.slice(0, start)].map((candidate) => ({
    candidate,
    featured: lastFeatured.of(candidate.fact.id),
    shown: Math.min(...idsIn(candidate).map((id) => lastShown.of(id))),
    isAbove: shownAbove.has(candidate.fact.id),
  }));
  turns.sort(
    (one, other) =>
      longestFirst(one.featured, other.featured) ||
      longestFirst(one.shown, other.shown) ||
      Number(one.isAbove) - Number(other.isAbove),
  );
  return turns[0]?.candidate ?? null;
}

// --- internal ---

class Ages {
  readonly #ages = new Map<string, number>();

  /** Only the first note of an id counts. */
  note(id: string, ago: number): void {
    if (!this.#ages.has(id)) this.#ages.set(id, ago);
  }

  of(id: string): number {
    return this.#ages.get(id) ?? Number.POSITIVE_INFINITY;
  }
}

/** Compared, not subtracted: infinity minus infinity is NaN. */
function longestFirst(one: number, other: number): number {
  return one === other ? 0 : one > other ? -1 : 1;
}

/** The first of each topic, then the second of each, and so on. */
function topicByTopic(candidates: readonly FactWithDisputes[]): FactWithDisputes[] {
  const topics = new Map<string, FactWithDisputes[]>();
  for (const candidate of candidates) {
    const { topic } = candidate.fact;
    topics.set(topic, [...(topics.get(topic) ?? []), candidate]);
  }
  const lists = [...topics].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, list]) => list);
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list[at] ?? [])).flat();
}

const DAY = 24 * 60 * 60 * 1000;

/** An index into the queue that moves on by one a day and differs between channels. */
function startOf(date: string, seed: string, length: number): number {
  const days = Date.parse(`${date}T00:00:00Z`) / DAY;
  const apart = [...seed].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 0);
  return length === 0 ? 0 : (days + apart) % length;
}
