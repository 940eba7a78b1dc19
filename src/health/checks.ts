import { within } from './within.ts';

/** Resolves when all is well, and throws the reason when not. */
export type Check = () => void | Promise<void>;

/** The result of one check. */
interface Finding {
  ok: boolean;
  /** Milliseconds it took. */
  ms: number;
  why?: string;
  /** When it began to fail. */
  since?: string;
}

export interface Readiness {
  ready: boolean;
  checks: Record<string, Finding>;
}

/**
 * Runs all checks at once. One that hangs times out after PATIENCE, and is not started again while it still hangs.
 * @param options.checked told of every result
 */
export function createReadiness(
  checks: Readonly<Record<string, Check>>,
  options: { now(): Date; checked(name: string, isOk: boolean): void },
): () => Promise<Readiness> {
  const asks = Object.entries(checks).map(([name, check]) => ({ name, ask: once(check) }));
  const failing = new Map<string, string>();
  return async () => {
    const findings = await Promise.all(
      asks.map(async ({ name, ask }): Promise<[string, Finding]> => {
        const finding = await bounded(ask);
        options.checked(name, finding.ok);
        if (finding.ok) {
          failing.delete(name);
          return [name, finding];
        }
        const since = failing.get(name) ?? options.now().toISOString();
        failing.set(name, since);
        return [name, { ...finding, since }];
      }),
    );
    return { ready: findings.every(([, { ok }]) => ok), checks: Object.fromEntries(findings) };
  };
}

// --- internal ---

/** In milliseconds; most probes time out after a few seconds. */
const PATIENCE = 2000;

/** In characters; some errors carry a whole page. */
const LONGEST = 200;

/** Calls made while a run is under way share it. */
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
  try {
    await within(PATIENCE, ask);
    return { ok: true, ms: took() };
  } catch (error) {
    return { ok: false, ms: took(), why: reason(error) };
  }
}

function reason(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split('\n')[0] || 'no reason given').slice(0, LONGEST);
}
