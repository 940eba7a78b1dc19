/** A change that an open page may have to redraw. @public */
export type Change =
  | { kind: 'message'; channel: string; ts: string; fresh: boolean }
  | { kind: 'gone'; channel: string; ts: string }
  | { kind: 'modal'; user: string; client: string | undefined }
  | { kind: 'home'; user: string };

interface Logged {
  seq: number;
  change: Change;
}

/** Changes in order: open pages follow them, and a page that was disconnected catches up. */
export interface Changes {
  log(change: Change): void;
  /** The number of the last change; 0 before the first. */
  last(): number;
  /** Everything after `seq`, or null when that is no longer known. */
  since(seq: number): Logged[] | null;
  /** Calls back on every change; returns a function that stops it. */
  follow(listener: (logged: Logged) => void): () => void;
}

/** How many changes a page may miss before it has to reload. */
const REMEMBERED = 1000;

export function createChanges(): Changes {
  const past: Logged[] = [];
  const listeners = new Set<(logged: Logged) => void>();
  let seq = 0;
  return {
    log(change) {
      const logged = { seq: ++seq, change };
      past.push(logged);
      if (past.length > REMEMBERED) past.shift();
      for (const listener of listeners) listener(logged);
    },
    last: () => seq,
    since(after) {
      if (after > seq || after < seq - past.length) return null;
      return past.filter((logged) => logged.seq > after);
    },
    follow(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
