import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What came of a run. A test is red only when it ran: a file that cannot be loaded proves nothing. */
export interface Outcome {
  /** The first test that failed, with its file. */
  red: string | null;
  /** Why there is no outcome to speak of. */
  fault: string | null;
  passed: number;
  seconds: number;
}

/** Longest that a run may take. */
const LIMIT_MS = 240_000;

/** As little of the long ones as is enough to notice. */
const SHORT = { SOCKET_CYCLES: '7', STORE_GONE: '4', BURST_SECONDS: '3', SOAK_SECONDS: '30' };

/**
 * Runs test files in a folder and stops at the first red test.
 * @param only part of the names of the tests to run
 */
export async function runTests(folder: string, files: readonly string[], only?: string): Promise<Outcome> {
  const started = performance.now();
  const report = join(folder, 'report.json');
  rmSync(report, { force: true });
  const written = await runVitest(folder, [
    ...(files.some((file) => file.endsWith('.faults.ts'))
      ? ['--config', '.config/vitest.faults.ts']
      : ['--config', '.config/vitest.ts']),
    ...(only ? ['-t', only.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')] : []),
    '--reporter=json',
    `--outputFile=${report}`,
    '--bail=1',
    // A breakage that shows in one run of two is noticed.
    '--retry=0',
    ...files,
  ]);
  const seconds = (performance.now() - started) / 1000;
  const nothing = { red: null, passed: 0, seconds };
  if (written === null) return { ...nothing, fault: `did not end within ${LIMIT_MS / 1000} s` };
  return { ...nothing, ...readReport(report, folder, written) };
}

// --- internal ---

/** What it wrote; null when it had to be ended. It has a process group of its own, and nothing of that outlives it. */
function runVitest(folder: string, args: string[]): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const vitest = join(folder, 'node_modules/vitest/vitest.mjs');
    // What a run that is ended leaves behind goes with the copy.
    const scratch = join(folder, 'var/tmp');
    mkdirSync(scratch, { recursive: true });
    const child = spawn(process.execPath, [vitest, 'run', ...args], {
      cwd: folder,
      env: { ...process.env, ...SHORT, TMPDIR: scratch },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const group = child.pid;
    const end = () => {
      try {
        if (group !== undefined) process.kill(-group, 'SIGKILL');
      } catch {
        // All of it has ended by itself.
      }
    };
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      end();
    }, LIMIT_MS);
    process.once('exit', end);
    let written = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (part: string) => {
        written += part;
      });
    }
    child.once('error', reject);
    child.once('exit', () => {
      clearTimeout(timer);
      end();
      process.off('exit', end);
      resolve(isLate ? null : written);
    });
  });
}

interface Report {
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { status: string; ancestorTitles: string[]; title: string }[];
  }[];
}

function readReport(path: string, folder: string, written: string): Omit<Outcome, 'seconds'> {
  const nothing = { red: null, passed: 0 };
  let results: Report['testResults'];
  try {
    results = (JSON.parse(readFileSync(path, 'utf8')) as Report).testResults;
  } catch {
    return { ...nothing, fault: `left no report; it wrote: ${lastLine(written)}` };
  }
  const tests = results.flatMap(({ name, assertionResults }) =>
    assertionResults.map((test) => ({ ...test, file: name.slice(folder.length + 1) })),
  );
  const failed = tests.find(({ status }) => status === 'failed');
  const broken = results.find(({ status }) => status === 'failed');
  const passed = tests.filter(({ status }) => status === 'passed').length;
  if (failed) {
    const name = [...failed.ancestorTitles, failed.title].join(' > ');
    return { red: `${failed.file}: ${name}`, fault: null, passed };
  }
  if (broken)
    return {
      ...nothing,
      fault: `no test ran: ${broken.message.trim().split('\n')[0] || 'what comes before them failed'}`,
    };
  return { red: null, fault: passed === 0 ? `no test ran; it wrote: ${lastLine(written)}` : null, passed };
}

function lastLine(written: string): string {
  return written.trim().split('\n').at(-1) ?? '';
}
