import { expect } from 'vitest';

/** Whatever Slack could take for markup, and text that looks escaped already. */
export const HOSTILE =
  '<!channel> <@U123> <https://evil.example|bank> &lt;!here&gt; &amp; *bold* <!subteam^S1>';

/** Types of elements that Slack renders as more than plain text. */
const LIVE = ['mrkdwn', 'user', 'usergroup', 'channel', 'broadcast', 'link', 'date', 'emoji'];

/** Expects blocks that show hostile text, and show it as it is. */
export function expectLiteral(blocks: readonly object[]): void {
  const json = JSON.stringify(blocks);
  expect(json).toContain('<!channel> <@U123> ');
  for (const type of LIVE) expect(json).not.toContain(`"type":"${type}"`);
  // Without it, Slack turns `:smile:` into an emoji.
  expect(json.split('"type":"plain_text"').length).toBe(json.split('"emoji":false').length);
}
