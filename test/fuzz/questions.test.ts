import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadFactBase } from '../../src/facts/load.ts';
import { MAX_QUESTION } from '../../src/search/question.ts';
import { createSearch } from '../../src/search/search.ts';
import { readRequest } from '../../src/slack/listeners/request.ts';
import { DATA } from '../facts/folder.ts';
import { hostile } from './strings.ts';

/**
 * No input may block the next for longer than this, in milliseconds of CPU time, so that other processes do not count;
 * four times the real limit of 50, since they may evict the caches.
 */
const LIMIT = 4 * 50;
/** If the first run is too slow, the median of this many counts. */
const RUNS = 5;

/** Slack delivers hardly any longer message. */
const LONGEST = 10_000;

const base = loadFactBase(DATA);
const search = createSearch(base);
const { askEach, read } = search;
const facts = new Set(base.facts.values());

describe('any text at all', () => {
  it('is read quickly, and leaves nothing invisible and nothing too long in the question', () => {
    fc.assert(
      fc.property(hostile(LONGEST), (text) => {
        const request = quickly(() => readRequest(text, { base, search }));
        if (request.form === 'question') {
          expect(request.asked.question).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]|^\s|\s\s|\s$/u);
          expect(request.asked.question.length).toBeLessThanOrEqual(MAX_QUESTION);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('is answered quickly, by facts of the base or by none', () => {
    fc.assert(
      fc.property(
        hostile(MAX_QUESTION),
        fc.option(fc.constant('2026-11-21'), { nil: undefined }),
        (text, today) => {
          const typed = quickly(() => read(text));
          if (typed.kind === 'refused') expect(typed.why).toMatch(/^[^\n]{10,120}$/);
          if (typed.kind !== 'question') return;
          const answers = quickly(() => askEach(typed, today));
          expect(answers.length).toBeGreaterThan(0);
          for (const { answer } of answers) {
            for (const { fact, score } of [...answer.hits, ...answer.nearest]) {
              expect(facts.has(fact)).toBe(true);
              expect(fact.withheld).toBe(false);
              expect(score >= 0 && score <= 1).toBe(true);
            }
            if (answer.kind === 'none') expect(answer.hits).toEqual([]);
            else expect(answer.hits.length).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is answered the same twice', () => {
    fc.assert(
      fc.property(hostile(MAX_QUESTION), (text) => {
        const typed = read(text);
        if (typed.kind === 'question') expect(askEach(typed)).toEqual(askEach(typed));
      }),
      { numRuns: 60 },
    );
  });
});

// --- internal ---

/** Returns the value and asserts that it took no longer than the limit. */
function quickly<T>(make: () => T): T {
  const times: number[] = [];
  for (;;) {
    const before = process.cpuUsage();
    const value = make();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
    if (times.length === 1 && (times[0] as number) <= LIMIT) return value;
    if (times.length < RUNS) continue;
    expect(times.sort((a, b) => a - b)[Math.floor(RUNS / 2)]).toBeLessThanOrEqual(LIMIT);
    return value;
  }
}
