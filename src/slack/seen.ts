/** Remembers what was taken in, so that a delivery repeated by Slack has one effect. */
export interface Seen {
  /** True the first time any of the keys is met; then all of them are remembered. */
  first(...keys: (string | undefined)[]): boolean;
  /** What came to nothing may be tried again. */
  forget(key: string): void;
}

/** @param capacity keys remembered; the oldest are forgotten first */
export function createSeen(capacity = 10_000): Seen {
  const keys = new Set<string>();
  return {
    first(...candidates) {
      const given = candidates.filter((key): key is string => key !== undefined);
      const isNew = !given.some((key) => keys.has(key));
      for (const key of given) {
        keys.delete(key);
        keys.add(key);
      }
      for (const key of keys) {
        if (keys.size <= capacity) break;
        keys.delete(key);
      }
      return isNew;
    },
    forget: (key) => void keys.delete(key),
  };
}
