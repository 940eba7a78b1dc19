import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadFactBase } from '../../src/facts/load.ts';
import { MAX_QUESTION, readQuestion } from '../../src/search/question.ts';
import { createSearch } from '../../src/search/search.ts';
import { readRequest } from '../../src/slack/listeners/request.ts';
import { DATA } from '../facts/folder.ts';
import { hostile } from './strings.ts';

/**
 * Nothing may hold up what comes after it for longer than this: milliseconds of processor time, since another process
 * may have the machine for a while, and four times what is meant, since that one may have the caches, too.
 */
const LIMIT = 4 * 50;
/** The median of so many goes counts. */
const GOES = 5;

/** Slack hands over no message that is longer by much. */
const LONGEST = 10_000;

const base = loadFactBase(DATA);
const { askEach } = createSearch(base);
const facts = new Set(base.facts.values());

describe('any text at all', () => {
  it('is read as a request without delay, and nothing invisible or endless is left of it', () => {
    fc.assert(
      fc.property(hostile(LONGEST), (text) => {
        const request = quickly(() => readRequest(text, base));
        if (request.form === 'question') {
          expect(request.question).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]|^\s|\s\s|\s$/u);
          expect(request.question.length).toBeLessThanOrEqual(MAX_QUESTION);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('is answered without delay, by facts of the base or by none', () => {
    fc.assert(
      fc.property(
        hostile(MAX_QUESTION),
        fc.option(fc.constant('2026-11-21'), { nil: undefined }),
        (text, today) => {
          const read = readQuestion(text);
          if ('refused' in read) {
            expect(read.refused).toMatch(/^[^\n]{10,120}$/);
            return;
          }
          const answers = quickly(() => askEach(read.question, today));
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
        const read = readQuestion(text);
        if ('question' in read) expect(askEach(read.question)).toEqual(askEach(read.question));
      }),
      { numRuns: 60 },
    );
  });
});

// --- internal ---

/** The value, once it is clear that it comes in time. */
function quickly<T>(make: () => T): T {
  const times: number[] = [];
  for (;;) {
    const before = process.cpuUsage();
    const value = make();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
    if (times.length === 1 && (times[0] as number) <= LIMIT) return value;
    if (times.length < GOES) continue;
    expect(times.sort((a, b) => a - b)[Math.floor(GOES / 2)]).toBeLessThanOrEqual(LIMIT);
    return value;
  }
}
