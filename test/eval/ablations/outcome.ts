import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Verdict } from '../ask.ts';
import type { Asked } from '../questions/questions.ts';

/** How one question fared. */
export interface Judged {
  kind: string;
  expect: Asked['expect'];
  verdict: Verdict;
  /** What was answered: as what, and the facts that came first. */
  told: string;
}

/** How every question fared, in the order of its set. */
export interface Outcome {
  version: string;
  sets: Record<string, Judged[]>;
}

/** Longest that one part may take; it takes about five seconds. */
const LIMIT_MS = 120_000;

/**
 * Asks every question in a process of its own, since code that is patched has to be loaded anew.
 * @param folder the copy
 * @throws Error when it fails or does not end in time
 */
export async function outcomeIn(folder: string, part: string, sets: readonly string[]): Promise<Outcome> {
  const asking = promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'test/eval/ablations/ask-all.ts', part, ...sets],
    { cwd: folder, timeout: LIMIT_MS, killSignal: 'SIGKILL', maxBuffer: MAX_BYTES },
  );
  const end = () => asking.child.kill('SIGKILL');
  process.once('exit', end);
  try {
    return JSON.parse((await asking).stdout) as Outcome;
  } catch (cause) {
    const why = (cause as { killed?: boolean }).killed ? `did not end within ${LIMIT_MS / 1000} s` : 'failed';
    throw new Error(`${part}: asking the questions ${why}`, { cause });
  } finally {
    process.off('exit', end);
  }
}

// --- internal ---

/** Far more than a thousand verdicts take. */
const MAX_BYTES = 64 * 1024 * 1024;
