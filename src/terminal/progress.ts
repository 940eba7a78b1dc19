import type { Progress } from '../facts/load.ts';

/** Where progress is shown; nothing is written where nobody looks. */
interface Screen {
  isTTY?: boolean;
  write(text: string): unknown;
}

/**
 * One line on a terminal that says how far things have come, from the moment they take over a second.
 * @param now milliseconds
 */
export function createProgress(screen: Screen, now: () => number): { progress: Progress; clear(): void } {
  const started = now();
  let shown = Number.NEGATIVE_INFINITY;
  let isDirty = false;
  return {
    progress(what, done, total) {
      if (!screen.isTTY) return;
      const at = now();
      if (at - started < PATIENCE || at - shown < PAUSE) return;
      shown = at;
      isDirty = true;
      screen.write(`${LINE_START}${what}: ${done.toLocaleString('en')} of ${total.toLocaleString('en')}`);
    },
    clear() {
      if (isDirty) screen.write(LINE_START);
      isDirty = false;
    },
  };
}

// --- internal ---

/** Milliseconds before anything is shown, and between two showings. */
const PATIENCE = 1000;
const PAUSE = 100;

/** Back to the first column, and the line wiped. */
const LINE_START = '\r\u001b[K';
