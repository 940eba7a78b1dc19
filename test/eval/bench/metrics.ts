/** How well ranked lists meet what was wanted; each is a mean over the queries, 0 to 1. */
export interface Quality {
  map5: number;
  p1: number;
  mrr: number;
  recall5: number;
}

/** Places of a list that count for MAP@5 and recall@5. */
const FIRST = 5;

/** Lists hold each document once, best first. */
export function qualityOf(
  lists: readonly (readonly number[])[],
  wanted: readonly ReadonlySet<number>[],
): Quality {
  const mean = (of: (list: readonly number[], relevant: ReadonlySet<number>) => number) =>
    lists.reduce((sum, list, query) => sum + of(list, wanted[query] as ReadonlySet<number>), 0) /
    lists.length;
  return {
    map5: mean(averagePrecision),
    p1: mean((list, relevant) => (relevant.has(list[0] ?? -1) ? 1 : 0)),
    mrr: mean((list, relevant) => {
      const place = list.findIndex((document) => relevant.has(document));
      return place === -1 ? 0 : 1 / (place + 1);
    }),
    recall5: mean((list, relevant) => {
      const found = list.slice(0, FIRST).filter((document) => relevant.has(document));
      return found.length / relevant.size;
    }),
  };
}

/** The value that a share of all values does not exceed; the nearest rank, so that it is one of them. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

// --- internal ---

/** Precision at each place among the first five where a relevant document stands, over all that could stand there. */
function averagePrecision(list: readonly number[], relevant: ReadonlySet<number>): number {
  let met = 0;
  let sum = 0;
  list.slice(0, FIRST).forEach((document, place) => {
    if (relevant.has(document)) sum += ++met / (place + 1);
  });
  return sum / Math.min(relevant.size, FIRST);
}
