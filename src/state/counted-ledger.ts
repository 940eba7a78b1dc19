import type { Ledger, Settled } from './state.ts';
import { NOTHING_NEW, type Post } from './state.ts';

/** `skipped`: a digest with nothing new, in a channel that is quiet then. */
export type PostOutcome = Settled['outcome'] | 'skipped';

/** The same ledger, which tells `settled` of each post that is settled here, once. */
export function countedLedger(
  ledger: Ledger,
  settled: (kind: Post['kind'], outcome: PostOutcome) => void,
): Ledger {
  const kinds = new Map<string, Post['kind']>();
  const count = (key: string, isOurs: boolean, outcome: PostOutcome) => {
    const kind = kinds.get(key);
    kinds.delete(key);
    if (isOurs && kind) settled(kind, outcome);
    return isOurs;
  };
  return {
    ...ledger,
    async claim(post, lease) {
      const claim = await ledger.claim(post, lease);
      if (claim.kind === 'fresh' || claim.kind === 'lapsed') kinds.set(claim.held.key, post.kind);
      return claim;
    },
    posted: async (held, ts) => count(held.key, await ledger.posted(held, ts), 'posted'),
    refused: async (held, why) =>
      count(held.key, await ledger.refused(held, why), why === NOTHING_NEW ? 'skipped' : 'refused'),
    unknown: async (held, why) => count(held.key, await ledger.unknown(held, why), 'unknown'),
    async release(held, wait) {
      kinds.delete(held.key);
      return ledger.release(held, wait);
    },
    async postpone(held, wait, looks) {
      kinds.delete(held.key);
      return ledger.postpone(held, wait, looks);
    },
  };
}
