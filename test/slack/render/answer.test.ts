import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../src/facts/schema.ts';
import type { DisplayContext } from '../../../src/search/answer-text.ts';
import { createSearch } from '../../../src/search/search.ts';
import { answerBlocks } from '../../../src/slack/render/answer.ts';
import { readButtonValue } from '../../../src/slack/render/button-value.ts';
import { baseOf, HARBOUR, LAMP, LIGHTHOUSE, THREE_SIDES } from '../../base.ts';
import { pageOf } from '../page-of.ts';

const CONTEXT: DisplayContext = {
  sources: HARBOUR.sources,
  today: '2026-06-01',
  staleAfterDays: 180,
  version: 'abcd1234',
};
const ask = (question: string, context = CONTEXT, base = HARBOUR) =>
  answerBlocks(createSearch(base).ask(question), context, true);
const shown = (value: unknown): string => JSON.stringify(value);

describe('an answer in Slack', () => {
  it('shows the claim and the exact quote with matches in bold, the place, and the buttons', () => {
    const { text, blocks } = ask('when was the lamp lit');
    expect(pageOf(blocks)).toMatchInlineSnapshot(`
      "The keeper *lit* the *lamp* at dusk on 3 March.
      > The keeper *lit* the *lamp* at dusk on 3 March.
      ~ Harbour Gazette, “The light at Skerry Point”, by Ada Lin, 1 May 2026, paragraph 1 (harbour-log)
      ~ lamp-lit · base abcd1234
      [Share] [Copy line]"
    `);
    expect(text).toMatchInlineSnapshot(
      `"The keeper lit the lamp at dusk on 3 March. “The keeper lit the lamp at dusk on 3 March.” (Harbour Gazette, “The light at Skerry Point”, by Ada Lin, 1 May 2026, paragraph 1 (harbour-log))"`,
    );
  });

  it('puts the facts, what it shows of them and the version of the base into its buttons, and nothing else', () => {
    const value = '{"v":"abcd1234","facts":["lamp-lit"],"seen":"275e3effeb9a"}';
    const button = (action_id: string, label: string) => ({
      ...{ type: 'button', action_id, value },
      text: { type: 'plain_text', text: label, emoji: false },
    });
    expect(ask('when was the lamp lit').blocks.at(-1)).toEqual({
      ...{ type: 'actions', block_id: 'answer' },
      elements: [button('share', 'Share'), button('copy', 'Copy line')],
    });
  });

  it('begins with what differs from what the question takes for so', () => {
    const { text, blocks } = ask('did the keeper light the lamp at dusk on 5 June?');
    expect(blocks[0]).toEqual({
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [{ type: 'text', text: 'On file: 3 March, not 5 June.', style: { bold: true } }],
        },
      ],
    });
    expect(text).toMatch(/^On file: 3 March, not 5 June\. The keeper lit the lamp at dusk on 3 March\./);
  });

  it('shows every side of a dispute and takes none', () => {
    const message = ask('how many boats were lost', CONTEXT, baseOf(THREE_SIDES));
    for (const { claim } of THREE_SIDES) expect(message.text).toContain(claim);
    expect(message.text).toContain('The sources differ');
    expect(pageOf(message.blocks)).toMatchInlineSnapshot(`
      "*The sources differ. Each side, as it stands:*
      No *boat* was *lost* that night.
      > No *boat* was *lost* that night.
      ~ An undated letter, paragraph 1 (old-letter)
      ~ Undated: nothing here says how old this is.
      ~ boats-safe · base abcd1234
      One *boat* was *lost* that night.
      > No *boat* was *lost* that night.
      ~ An undated letter, paragraph 1 (old-letter)
      ~ Undated: nothing here says how old this is.
      ~ boats-found · base abcd1234
      Two *boats* were *lost* that night, the harbour master said.
      > Two *boats* were *lost* that night, the harbour master said.
      ~ Harbour Gazette, “The light at Skerry Point”, by Ada Lin, 1 May 2026, paragraph 2 (harbour-log)
      ~ boats-lost · base abcd1234
      ~ The desk takes no side: print every side, or none.
      [Share] [Copy line]"
    `);
    const share = message.blocks.find((block) => block.type === 'actions')?.elements[0];
    expect(share && 'value' in share ? readButtonValue(share.value)?.facts.sort() : null).toEqual([
      'boats-found',
      'boats-lost',
      'boats-safe',
    ]);
  });

  it('says how old a source is once it is past the limit, or that it is undated', () => {
    expect(shown(ask('when was the lamp lit').blocks)).not.toContain('days old');
    expect(shown(ask('when was the lamp lit', { ...CONTEXT, today: '2026-12-01' }).blocks)).toContain(
      '214 days old on 1 December 2026',
    );
    expect(shown(ask('were all boats safe').blocks)).toContain('Undated: nothing here says how old this is.');
  });
});

describe('hostile text in a fact or a source', () => {
  const HOSTILE = '<!channel> <@U123> <https://evil.example|bank> &lt;!here&gt; *bold* `code` \u202elamp';
  const fact: Fact = {
    ...LAMP,
    claim: `${HOSTILE} lamp`,
    evidence: [{ ...LAMP.evidence[0]!, quote: `lamp ${HOSTILE}` }],
  };
  const base = baseOf([fact], {
    sources: new Map([['harbour-log', { ...LIGHTHOUSE, title: HOSTILE, author: '<!everyone>' }]]),
  });
  const message = ask('when was the lamp lit', { ...CONTEXT, sources: base.sources }, base);

  it('is still shown exactly as it is', () => {
    expect(message.text).not.toBe('');
    const text = (message.blocks[0] as { elements: { elements: { text: string }[] }[] }).elements[0]?.elements
      .map((part) => part.text)
      .join('');
    expect(text).toBe(`${HOSTILE} lamp`);
  });

  it('is cut with a visible mark when it is too long', () => {
    const long: Fact = {
      ...LAMP,
      evidence: [{ ...LAMP.evidence[0]!, quote: `lamp ${'very long words '.repeat(2500)}` }],
    };
    const cut = ask('when was the lamp lit', CONTEXT, baseOf([long]));
    expect(shown(cut.blocks)).toContain('[cut]');
    expect(shown(cut).length).toBeLessThan(11_000);
  });
});
