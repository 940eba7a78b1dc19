/** How many cases a property is tried with; `FUZZ` multiplies it, for the nightly run. */
export function runs(count: number): { numRuns: number } {
  return { numRuns: count * FUZZ };
}

/** The same, for a title. */
export function cases(count: number): string {
  return `${runs(count).numRuns} cases`;
}

// --- internal ---

const FUZZ = Number(process.env.FUZZ ?? 1);
