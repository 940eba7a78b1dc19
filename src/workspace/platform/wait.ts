import { setTimeout as pause } from 'node:timers/promises';

/** Polls until `ask` returns something; fails after `ms` with the name of what was awaited. */
export async function until<T>(
  ask: () => T | undefined | false | null,
  ms: number,
  what: string,
): Promise<T> {
  const end = performance.now() + ms;
  for (;;) {
    const found = ask();
    if (found) return found;
    if (performance.now() > end) throw new Error(`timed out after ${ms} ms waiting for ${what}`);
    await pause(5);
  }
}
