import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { ROWS } from './rows.ts';
import './tried.ts';

/** Prints a table at the end of a run: each fault, how often it was played, and the outcome. */
export default class Table implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const rows = Object.values(ROWS).map((row) => ({
      row,
      lines: linesOf(tests.filter((test) => pathOf(test)[0] === row)),
    }));
    const played = rows.filter(({ lines }) => lines.length > 0).length;
    const text = rows.map(({ row, lines }) => ['', row, ...lines].join('\n')).join('\n');
    process.stdout.write(`${text}\n\n${played} of ${rows.length} rows played\n`);
  }
}

// --- internal ---

/** Cases of one group share a line, whichever the carrier. */
function linesOf(tests: readonly TestCase[]): string[] {
  const groups = new Map<string, TestCase[]>();
  for (const test of tests) {
    const [, ...path] = pathOf(test);
    const what = path.filter((name) => !CARRIER.test(name)).join(', ') || test.name;
    groups.set(what, [...(groups.get(what) ?? []), test]);
  }
  return [...groups].map(([what, cases]) => lineOf(what, cases));
}

function lineOf(what: string, cases: readonly TestCase[]): string {
  const [passed, failed, skipped] = (['passed', 'failed', 'skipped'] as const).map((state) =>
    cases.filter((test) => test.result().state === state),
  ) as [TestCase[], TestCase[], TestCase[]];
  const outcomes = [
    ...(failed.length > 0 ? [`FAILED: ${failed.map(({ name }) => name).join('; ')}`] : []),
    ...(skipped.length > 0 ? [`${skipped.length} skipped`] : []),
    ...(passed.length === cases.length ? ['as expected'] : []),
    ...cases.flatMap((test) => test.meta().seen ?? []),
  ];
  const times = passed.reduce((sum, test) => sum + (test.meta().tried ?? 1), 0);
  const variety = cases.length > 1 ? ` (${cases.length} cases)` : '';
  return `  ${`${what}${variety}`.padEnd(WIDTH)} ${String(times).padStart(5)} ×  ${outcomes.join('; ')}`;
}

/** The titles of the suites around a test, outermost first. */
function pathOf(test: TestCase): string[] {
  const path: string[] = [];
  for (let at: TestCase['parent'] = test.parent; at.type === 'suite'; at = at.parent) path.unshift(at.name);
  return path;
}

const WIDTH = 96;
/** Both carriers share one line. */
const CARRIER = /^over (Socket Mode|signed HTTP)/;
