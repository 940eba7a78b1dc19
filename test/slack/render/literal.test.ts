import { describe, expect, it } from 'vitest';
import type { Fact, Source } from '../../../src/facts/schema.ts';
import { answerFrom } from '../../../src/search/answer.ts';
import { createSearch } from '../../../src/search/search.ts';
import { answerRequest, type Desk, displayContext } from '../../../src/slack/listeners/answer-request.ts';
import type { BaseRequest } from '../../../src/slack/listeners/request.ts';
import { copyView, homeView, moreView } from '../../../src/slack/render/views.ts';
import { baseOf, HARBOUR, LAMP, LIGHTHOUSE, LOST, SAFE, UNDATED } from '../../base.ts';
import { expectLiteral, HOSTILE } from './expect-literal.ts';

const ESCAPED =
  '&lt;!channel&gt; &lt;@U123&gt; &lt;https://evil.example|bank&gt; &amp;lt;!here&amp;gt; &amp;amp; *bold* &lt;!subteam^S1&gt;';

const hostileFact = (fact: Fact): Fact => ({
  ...fact,
  claim: `${fact.claim} ${HOSTILE}`,
  says: HOSTILE,
  happened: { date: null, words: HOSTILE },
  evidence: fact.evidence.map((span) => ({ ...span, quote: `${span.quote} ${HOSTILE}` })),
});
const hostileSource = (source: Source): Source => ({
  ...source,
  ...{ title: HOSTILE, publisher: HOSTILE, author: HOSTILE, attribution: HOSTILE },
});

/** Every text that editors write and every word of the sources, turned against the channel. */
const base = baseOf([LOST, SAFE, LAMP].map(hostileFact), {
  sources: new Map([LIGHTHOUSE, UNDATED].map((source) => [source.id, hostileSource(source)])),
  desk: { ...HARBOUR.desk, name: HOSTILE, examples: [HOSTILE] },
});
const desk: Desk = {
  base,
  search: createSearch(base),
  staleAfterDays: 180,
  now: () => new Date('2026-12-01T12:00:00Z'),
};
const context = displayContext(desk);
const CHANNEL = 'C0NEWSDESK';
const { hits } = answerFrom([...base.facts.values()]) ?? { hits: [] };
const question = (words: string): BaseRequest => ({
  form: 'question',
  asked: { question: words, parts: [], left: 0 },
});

describe('hostile text in a fact, a source, the desk or a request', () => {
  const messages: [string, BaseRequest][] = [
    ['an answer', question('when was the lamp lit')],
    ['both sides of a dispute', question('how many boats were lost')],
    ['a miss', question('when was the lamp painted green by pirates')],
    ['the help page', { form: 'help' }],
    ['a refusal', { form: 'refused', why: HOSTILE }],
    ['a topic', { form: 'topic', topic: 'lamp' }],
    ['an unknown topic', { form: 'topics', unknown: HOSTILE.slice(0, 60) }],
    ['the list of sources', { form: 'sources', unknown: null }],
    ['a source', { form: 'source', source: 'harbour-log' }],
    ['an unknown source', { form: 'sources', unknown: HOSTILE.slice(0, 60) }],
    ['the timeline', { form: 'timeline' }],
  ];

  it.each(messages)('is shown literally in %s', (_name, request) => {
    const { text, blocks } = answerRequest(request, desk, { channel: CHANNEL }).message;
    expectLiteral(blocks);
    expect(text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
    expect(text).toContain(ESCAPED.slice(0, '&lt;!channel&gt; &lt;@U123&gt; '.length));
  });

  it('is escaped exactly once in the text of an answer', () => {
    expect(
      answerRequest(question('when was the lamp lit'), desk, { channel: CHANNEL }).message.text,
    ).toContain(ESCAPED);
  });

  it.each([
    ['the line to paste', copyView(hits, context).blocks],
    ['further hits', moreView(hits, context).blocks],
    ['App Home', homeView(base, context).blocks],
  ])('is shown literally in %s', (_name, blocks) => {
    expectLiteral(blocks);
  });
});
