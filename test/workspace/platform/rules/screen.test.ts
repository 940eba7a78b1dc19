import { describe, expect, it } from 'vitest';
import { type Allowance, screen } from '../../../../src/workspace/platform/rules/screen.ts';

const nothing: Allowance = { links: false, mayMention: () => false };
const mrkdwn = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const rich = (element: unknown) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [element] }],
});
const found = (value: unknown, allowed = nothing) => screen(value, allowed).map(({ what }) => what);

describe('the screen', () => {
  it.each([
    ['a broadcast', mrkdwn('<!channel> news'), 'broadcast'],
    ['a broadcast with a label', mrkdwn('<!here|here>'), 'broadcast'],
    ['everyone', mrkdwn('<!everyone>'), 'broadcast'],
    ['a mention', mrkdwn('<@U0REPORTER>'), 'mention'],
    ['a group', mrkdwn('<!subteam^S012>'), 'mention'],
    ['a link', mrkdwn('<https://evil.example|bank>'), 'link'],
    ['a channel', mrkdwn('<#C012|general>'), 'link'],
    ['what Slack would take for a link', mrkdwn('a <b> c'), 'link'],
    ['a link in a date', mrkdwn('<!date^1^{date}^https://evil.example|now>'), 'link'],
    ['a rich text broadcast', rich({ type: 'broadcast', range: 'here' }), 'broadcast'],
    ['a rich text mention', rich({ type: 'user', user_id: 'U0REPORTER' }), 'mention'],
    ['a rich text group', rich({ type: 'usergroup', usergroup_id: 'S012' }), 'mention'],
    ['a rich text link', rich({ type: 'link', url: 'https://evil.example' }), 'link'],
    ['a button with a link', { type: 'button', url: 'https://evil.example' }, 'link'],
    ['a bot token', mrkdwn(['xo', 'xb-1-abc'].join('')), 'token'],
    ['an app token, anywhere', { metadata: { event_payload: { a: ['xa', 'pp-1-abc'].join('') } } }, 'token'],
  ])('sees %s', (_what, block, what) => {
    expect(found(block)).toEqual([what]);
  });

  it.each([
    ['escaped markup', mrkdwn('&lt;!channel&gt; &lt;@U0REPORTER&gt; &lt;https://evil.example|bank&gt;')],
    ['plain text', { type: 'plain_text', text: '<!channel> <https://evil.example>' }],
    ['rich text', rich({ type: 'text', text: '<!channel> <@U0REPORTER>' })],
    ['a date', mrkdwn('<!date^1^{date}|now>')],
    ['arithmetic', mrkdwn('1 < 2')],
  ])('passes %s', (_what, block) => {
    expect(found(block)).toEqual([]);
  });

  it('passes only what the test allows', () => {
    const allowed: Allowance = { links: ['https://good.example/', /^#C/], mayMention: (id) => id === 'U1' };
    expect(found(mrkdwn('<https://good.example/a> <#C1> <@U1>'), allowed)).toEqual([]);
    expect(found(mrkdwn('<https://good.example.evil> <@U2>'), allowed)).toEqual(['link', 'mention']);
    expect(found(mrkdwn('<https://a.example>'), { ...nothing, links: true })).toEqual([]);
  });

  it('does not repeat a token it finds', () => {
    const [sight] = screen({ text: ['xo', 'xb-1-very-secret-indeed'].join('') }, nothing);
    expect(sight?.detail).not.toContain('secret');
  });
});
