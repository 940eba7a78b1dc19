import { describe, expect, it } from 'vitest';
import type { Fields } from '../../../../src/workspace/platform/rules/check.ts';
import { judgeMessage } from '../../../../src/workspace/platform/rules/message.ts';
import type { Allowance } from '../../../../src/workspace/platform/rules/screen.ts';
import { createViolations } from '../../../../src/workspace/platform/violations.ts';

const nothing: Allowance = { links: false, mayMention: () => false };
const x = (length: number) => 'x'.repeat(length);
const section = (text: string) => ({ type: 'section', text: { type: 'plain_text', text } });
const sections = (last: number) => ({
  text: 'a',
  blocks: [3000, 3000, 3000, 3000, last].map((n) => section(x(n))),
});
const metadata = (event_type = 'digest', event_payload: Fields = { day: '2026-11-21' }) => ({
  ...{ event_type, event_payload },
});
const described = (value: unknown) => ({ text: 'a', metadata: value });
const holding = (a: unknown) => described(metadata('digest', { a }));

function judge(body: Fields) {
  const violations = createViolations();
  const fault = judgeMessage(body, 'chat.postMessage', { violations, allowed: nothing });
  return {
    error: fault?.error,
    messages: fault?.messages ?? [],
    violations: violations.all.map(({ what }) => what),
  };
}

describe('a message', () => {
  it.each([
    ['text', { text: x(40_000) }, { text: x(40_001) }, 'msg_too_long'],
    ['some content', { text: 'a' }, { text: '  ' }, 'no_text'],
    ['text as text', { text: 'a' }, { text: 1 }, 'invalid_arguments'],
    ['blocks', { text: 'a', blocks: [section('a')] }, { text: 'a', blocks: [section('')] }, 'invalid_blocks'],
    ['all in all', sections(1200), sections(1201), 'msg_blocks_too_long'],
    ['metadata', described(metadata()), described('digest'), 'invalid_metadata_format'],
    ['metadata name', described(metadata()), described(metadata('a b')), 'invalid_metadata_format'],
    ['metadata payload', described(metadata()), described({ event_type: 'a' }), 'invalid_metadata_format'],
    ['metadata fields', described(metadata()), described({ ...metadata(), a: 1 }), 'invalid_metadata_format'],
    ['metadata values', holding([{ b: 1 }]), holding(null), 'invalid_metadata_schema'],
    ['metadata size', holding(x(16_000)), holding(x(17_000)), 'metadata_too_large'],
  ])('keeps within its limits: %s', (_what, right, wrong, error) => {
    expect(judge(right)).toEqual({ error: undefined, messages: [], violations: [] });
    expect(judge(wrong)).toMatchObject({ error, violations: [error] });
  });

  it('needs a text beside its blocks; without one it is posted, and a violation recorded', () => {
    expect(judge({ blocks: [section('a')] })).toEqual({
      error: undefined,
      messages: [],
      violations: ['missing_text'],
    });
  });

  it('must not mention or link in its text', () => {
    expect(judge({ text: '<!channel>' }).violations).toEqual(['broadcast']);
    expect(judge({ text: '<!channel>', mrkdwn: false }).violations).toEqual([]);
    expect(judge({ text: '@channel', link_names: true }).violations).toEqual(['mention']);
  });
});
