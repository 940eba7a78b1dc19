/** Resolves when all is well; whatever it throws says why not. */
export type Check = () => void | Promise<void>;

/** What one check found. */
interface Finding {
  ok: boolean;
  /** How long it took, in milliseconds. */
  ms: number;
  why?: string;
}

export interface Readiness {
  ready: boolean;
  checks: Record<string, Finding>;
}

/**
 * Asks every check at once.
 * A check that hangs is given up after two seconds, and not started again while it still hangs.
 */
export function createReadiness(checks: Readonly<Record<string, Check>>): () => Promise<Readiness> {
  const asks = Object.entries(checks).map(([name, check]) => ({ name, ask: once(check) }));
  return async () => {
    const findings = await Promise.all(
      asks.map(async ({ name, ask }): Promise<[string, Finding]> => [name, await bounded(ask)]),
    );
    return { ready: findings.every(([, { ok }]) => ok), checks: Object.fromEntries(findings) };
  };
}

// --- internal ---

/** How long a check may take, in milliseconds: most probes give up after a few seconds. */
const PATIENCE = 2000;

/** Characters of what a check says; some errors carry a whole page. */
const LONGEST = 200;

/** Whoever asks while it is under way hears of the same run. */
function once(check: Check): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= (async () => check())().finally(() => {
      running = undefined;
    });
    return running;
  };
}

async function bounded(ask: () => Promise<void>): Promise<Finding> {
  const started = performance.now();
  const took = () => Math.round((performance.now() - started) * 10) / 10;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE} ms`)), PATIENCE);
  });
  try {
    await Promise.race([ask(), late]);
    return { ok: true, ms: took() };
  } catch (error) {
    return { ok: false, ms: took(), why: reason(error) };
  } finally {
    clearTimeout(timer);
  }
}

function reason(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split('\n')[0] || 'it failed without a word').slice(0, LONGEST);
}
