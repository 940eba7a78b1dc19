import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { ROWS } from './rows.ts';
import './tried.ts';

/** Ends a run with a table: each fault, what was tried, how often, and what came of it. */
export default class Table implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const lines = Object.values(ROWS).flatMap((row) => [
      '',
      row,
      ...linesOf(tests.filter((test) => pathOf(test)[0] === row)),
    ]);
    const played = Object.values(ROWS).filter((row) => tests.some((test) => pathOf(test)[0] === row));
    process.stdout.write(
      `${lines.join('\n')}\n\n${played.length} of ${Object.keys(ROWS).length} rows played\n`,
    );
  }
}

// --- internal ---

interface Line {
  what: string;
  times: number;
  cases: number;
  failed: string[];
  skipped: number;
  seen: string[];
}

/** Cases of one kind share a line, over whichever carrier. */
function linesOf(tests: readonly TestCase[]): string[] {
  const lines = new Map<string, Line>();
  for (const test of tests) {
    const [, ...path] = pathOf(test);
    const groups = path.filter((name) => !CARRIER.test(name));
    const what = groups.join(', ') || test.name;
    const fresh = { what, times: 0, cases: 0, failed: [], skipped: 0, seen: [] };
    const line: Line = lines.get(what) ?? fresh;
    lines.set(what, line);
    const { state } = test.result();
    const { tried = 1, seen } = test.meta();
    line.cases += 1;
    if (state === 'passed') line.times += tried;
    else if (state === 'failed') line.failed.push(test.name);
    else line.skipped += 1;
    if (seen) line.seen.push(seen);
  }
  return [...lines.values()].map(written);
}

function written({ what, times, cases, failed, skipped, seen }: Line): string {
  const outcomes = [
    ...(failed.length > 0 ? [`FAILED: ${failed.join('; ')}`] : []),
    ...(skipped > 0 ? [`${skipped} not played`] : []),
    ...(failed.length + skipped === 0 ? ['as it should'] : []),
    ...seen,
  ];
  const variety = cases > 1 && what.length > 0 ? ` (${cases} cases)` : '';
  return `  ${`${what}${variety}`.padEnd(WIDTH)} ${String(times).padStart(5)} ×  ${outcomes.join('; ')}`;
}

/** The names from the row down to what holds the test, the test itself left out. */
function pathOf(test: TestCase): string[] {
  const path: string[] = [];
  for (let at: TestCase['parent'] = test.parent; at.type === 'suite'; at = at.parent) path.unshift(at.name);
  return path;
}

const WIDTH = 96;
/** The same is played over both carriers, and told once. */
const CARRIER = /^over (Socket Mode|signed HTTP)/;
