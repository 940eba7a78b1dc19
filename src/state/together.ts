/**
 * Calls that come in the same turn of the event loop are carried out as one: a burst costs one write instead of
 * hundreds, each of which would wait for the disk. When the one fails, each is tried alone.
 * @param all gives a result for each item, in their order
 * @param most items at a time
 */
export function together<Item, Result>(
  all: (items: readonly Item[]) => Promise<Result[]>,
  most: number,
): (item: Item) => Promise<Result> {
  let waiting: Waiting<Item, Result>[] = [];

  async function carryOut(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await all(batch.map(({ item }) => item));
      for (const [at, { resolve }] of batch.entries()) resolve(results[at] as Result);
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      else await Promise.all(batch.map((one) => carryOut([one])));
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) {
        setImmediate(() => {
          const now = waiting;
          waiting = [];
          for (let from = 0; from < now.length; from += most) void carryOut(now.slice(from, from + most));
        });
      }
      waiting.push({ item, resolve, reject });
    });
}

// --- internal ---

interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}
