import type { Open } from '../doors/carriers.ts';

/** How many posts are tried anywhere while something is done. */
export async function postsTried(open: Open, act: () => Promise<unknown>): Promise<number> {
  const count = () => open.slack.calls.filter(({ method }) => method === 'chat.postMessage').length;
  const before = count();
  await act();
  await open.settled();
  return count() - before - 1;
}

/** A ts that no other message has. */
export function stamp(): string {
  moments += 1;
  return `1700000000.${String(moments).padStart(6, '0')}`;
}

/** The one in the middle. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

// --- internal ---

let moments = 0;
