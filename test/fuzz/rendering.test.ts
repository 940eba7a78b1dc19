import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact, FactBase, Source } from '../../src/facts/schema.ts';
import { answerFrom } from '../../src/search/answer.ts';
import { createSearch } from '../../src/search/search.ts';
import { answerRequest, type Desk, displayContext } from '../../src/slack/listeners/answer-request.ts';
import { readRequest } from '../../src/slack/listeners/request.ts';
import { copyView, homeView, moreView } from '../../src/slack/render/views.ts';
import { isObject } from '../../src/workspace/platform/rules/check.ts';
import { judgeMessage } from '../../src/workspace/platform/rules/message.ts';
import { viewProblems } from '../../src/workspace/platform/rules/views.ts';
import { createViolations } from '../../src/workspace/platform/violations.ts';
import { baseOf, HARBOUR, LAMP, LIGHTHOUSE, LOST, UNDATED } from '../base.ts';
import { hostile } from './strings.ts';

/** A line as the schemas allow it: trimmed, not empty. */
const line = (maxLength: number) =>
  hostile(maxLength)
    .map((text) => text.replace(/[\n\r]/g, '').trim())
    .filter((text) => text !== '');
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value);
const date = fc.constantFrom(null, '2026', '2026-03', '2026-03-03');

const source = fc.record({
  ...{ title: maybe(line(3000)), publisher: maybe(line(500)), author: maybe(line(500)) },
  ...{ published: date, attribution: line(3000), url: maybe(fc.webUrl()) },
});
const quote = fc.record({
  source: fc.constantFrom(LIGHTHOUSE.id, UNDATED.id),
  quote: hostile(3000).filter((text) => text.trim() !== ''),
});
const fact = fc.record({
  ...{ claim: line(400), says: maybe(line(1000)), as_of: date, topic: fc.constantFrom('boats', 'lamp') },
  happened: maybe(fc.record({ date, words: line(500) })),
  asks: fc.array(line(200), { minLength: 3, maxLength: 5 }),
  evidence: fc.array(quote, { minLength: 1, maxLength: 6 }),
});

const base: fc.Arbitrary<FactBase> = fc
  .record({
    sources: fc.tuple(source, source),
    facts: fc.array(fact, { minLength: 1, maxLength: 25 }),
    differ: fc.boolean(),
    desk: fc.record({ name: line(35), examples: fc.array(line(200), { minLength: 1, maxLength: 5 }) }),
  })
  .map(({ sources: [dated, undated], facts, differ, desk }) =>
    baseOf(
      facts.map(({ evidence, ...written }, at): Fact => {
        const spans = evidence.map((span) => ({ ...span, paragraph: 1, start: 0, end: span.quote.length }));
        const other = at % 2 === 0 ? at + 1 : at - 1;
        const disagrees_with = differ && other < facts.length ? [`fact-${other}`] : [];
        return { ...LOST, ...written, id: `fact-${at}`, evidence: spans, disagrees_with };
      }),
      {
        sources: new Map(
          [
            { ...LIGHTHOUSE, ...dated },
            { ...UNDATED, ...undated },
          ].map((one): [string, Source] => [one.id, one]),
        ),
        desk: { ...HARBOUR.desk, ...desk },
      },
    ),
  );

const FORMS = '|help|topics|sources|timeline|topic boats|topic nowhere|source old-letter'.split('|');

describe('any fact base and question', () => {
  it('give messages within the limits of Slack, in which no text is markup', () => {
    fc.assert(
      fc.property(base, fc.array(hostile(500), { maxLength: 4 }), (written, questions) => {
        const desk = deskOf(written);
        const asked = [...written.facts.values()].slice(0, 3).map(({ asks }) => asks[0] as string);
        for (const text of [...FORMS, ...asked, ...questions]) {
          const request = readRequest(text, desk);
          if (request.form === 'digest') continue;
          for (const channel of ['C0NEWSDESK', 'D0REPORTER'])
            expectTame({ ...answerRequest(request, desk, { channel }).message });
        }
      }),
      { numRuns: 20 },
    );
  });

  it('give modals and an App Home within them, too', () => {
    fc.assert(
      fc.property(base, (written) => {
        const view = displayContext(deskOf(written));
        for (const count of [1, 2, 12]) {
          const { hits } = answerFrom([...written.facts.values()].slice(0, count)) ?? { hits: [] };
          expectTameView(copyView(hits, view), 'modal');
          expectTameView(moreView(hits, view), 'modal');
        }
        expectTameView(homeView(written, view), 'home');
      }),
      { numRuns: 20 },
    );
  });
});

describe('this test', () => {
  it('notices markup', () => {
    const loose = { type: 'section', text: { type: 'mrkdwn', text: `${LAMP.claim} <!channel>` } };
    expect(() => expectTame({ text: 'ok', blocks: [loose] })).toThrow(/broadcast/);
    expect(() => expectTame({ text: 'a < b', blocks: [] })).toThrow();
    expect(() => expectTame({ text: 'a &amp b', blocks: [] })).toThrow();
  });
});

// --- internal ---

function deskOf(written: FactBase): Desk {
  return {
    base: written,
    search: createSearch(written),
    staleAfterDays: 180,
    now: () => new Date('2026-12-01T12:00:00Z'),
  };
}

function expectTame(message: Record<string, unknown>): void {
  const violations = createViolations();
  const allowed = { links: false, mayMention: () => false };
  judgeMessage(message, 'message', { violations, allowed });
  // The texts here may look like a token; the bot's own tokens are never part of a message.
  expect(violations.all.filter(({ what }) => what !== 'token')).toEqual([]);
  for (const text of livelyTexts(message)) expect(text).not.toMatch(UNESCAPED);
}

function expectTameView(view: object, type: 'modal' | 'home'): void {
  expect(viewProblems(view, type)).toEqual([]);
  for (const text of livelyTexts(view)) expect(text).not.toMatch(UNESCAPED);
}

const UNESCAPED = /[<>]|&(?!(?:amp|lt|gt);)/;

/** Every string outside rich_text and plain_text, which Slack shows verbatim. */
function livelyTexts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(livelyTexts);
  if (!isObject(value) || value.type === 'rich_text' || value.type === 'plain_text') return [];
  return Object.values(value).flatMap(livelyTexts);
}
