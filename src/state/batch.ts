/**
 * Calls made in the same turn of the event loop run as one batch: a burst costs one write instead of hundreds, each
 * of which would wait for the disk. When a batch fails, its items are retried one by one.
 * @param all gives a result for each item, in their order
 * @param most items per batch
 */
export function batched<Item, Result>(
  all: (items: readonly Item[]) => Promise<Result[]>,
  most: number,
): (item: Item) => Promise<Result> {
  let waiting: Waiting<Item, Result>[] = [];

  async function runBatch(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await all(batch.map(({ item }) => item));
      for (const [at, { resolve }] of batch.entries()) resolve(results[at] as Result);
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      else await Promise.all(batch.map((one) => runBatch([one])));
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) {
        setImmediate(() => {
          const now = waiting;
          waiting = [];
          for (let from = 0; from < now.length; from += most) void runBatch(now.slice(from, from + most));
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
