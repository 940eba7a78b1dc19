/**
 * Milliseconds since now, by whichever clock says more: `performance.now()` stands still while the machine is suspended,
 * and the clock on the wall may be put back.
 */
export function stopwatch(now: () => Date): () => number {
  const start = { steady: performance.now(), wall: now().getTime() };
  return () => Math.max(performance.now() - start.steady, now().getTime() - start.wall);
}
