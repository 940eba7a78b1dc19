import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Message } from '../../src/workspace/platform/messages.ts';
import { CARRIERS, openBoth, openDoor } from '../doors/carriers.ts';
import { buttonsOf, linesOf, shown } from '../doors/shown.ts';
import { SMALL_QUESTION, smallBase } from '../doors/small-base.ts';
import { tempFolder } from '../temp-folder.ts';
import { ROWS } from './rows.ts';

const CONTROLS = '\u0000\u0007\u001b[31m\u007f\u0085';
const INVISIBLE = '\u200b\u200d\u2060\ufeff\u00ad';
const BIDI = '\u202e\u2066\u200f\u061c';

/** Text as Slack delivers it: &, < and > that a person typed arrive encoded. */
const TYPED = [
  ['a ping typed out', '&lt;!channel&gt;'],
  ['a mention typed out', '&lt;@U123&gt;'],
  ['a link typed out', '&lt;https://evil.example|bank&gt;'],
  ['an entity typed out', '&amp;lt;!here&amp;gt;'],
  ['markup', '*bold* _it_ ~gone~ `code` > quoted'],
  ['a real ping', '<!channel>'],
  ['a date', '<!date^1392734382^{date}|soon>'],
  ['a user group', '<!subteam^S123|@desk>'],
  ['a real mention of a person', '<@U123>'],
  ['a mention with a name', '<@U123|mallory>'],
  ['a channel', '<#C123|general>'],
  ['a link with a label', '<https://evil.example|bank>'],
  ['a bare link', '<https://evil.example>'],
  ['an open bracket', '<!channel'],
  ['bidirectional marks', BIDI],
  ['zero-width characters', INVISIBLE],
  ['control characters', CONTROLS],
  ['half a surrogate pair', '\ud83d'],
  ['line and paragraph breaks', 'one\ntwo\r\nthree\u2028four\u2029five'],
  ['emoji', ':tada: 🎉🎉'],
] as const;

/** Nothing that can be looked up. */
const NOTHING = [
  ['only brackets', '&lt;&gt;&amp;'],
  ['10,000 characters', 'mission '.repeat(1250)],
  ['10,000 characters in one word', 'm'.repeat(10_000)],
  ['10,000 characters that could be markup', '&lt;!channel&gt; '.repeat(625)],
  ['an unknown topic of 10,000 characters', `topic ${'m'.repeat(10_000)}`],
  ['501 characters', 'm'.repeat(501)],
] as const;

/** Nothing that anybody could see, or a mark that only points. */
const UNSEEN = [
  ['only punctuation', '?!…'],
  ['only control characters', CONTROLS],
  ['only zero-width characters', INVISIBLE],
  ['only bidirectional marks', BIDI],
] as const;

const DATA_DIR = smallBase();

const doors = openBoth({ DATA_DIR });

describe(ROWS.hostile, () => {
  describe.each(CARRIERS)('over %s', (_name, carrier) => {
    const open = doors(carrier);
    afterEach(() => open.tidy());

    /** Replies to the same text as a command, a mention and a direct message. */
    const atEveryDoor = async (text: string): Promise<Message[]> => {
      const { reply } = await open.door.command({ text });
      const { ts } = await open.door.mention({ text: `<@${open.slack.botUserId}> ${text}` });
      const before = open.posted('D0REPORTER').length;
      await open.door.dm({ text });
      const written = await open.slack.waitFor(() => open.posted('D0REPORTER')[before]);
      return [reply as Message, await open.answer(ts), written];
    };

    describe.each([
      ['typed into a question', (text: string) => `what about ${text} the submarine`],
      ['typed as a topic', (text: string) => `topic ${text}`],
    ])('%s', (_where, typed) => {
      it.each(TYPED)('%s is shown literally or not at all', async (_what, text) => {
        for (const reply of await atEveryDoor(typed(text))) expectTame(reply);
      });
    });

    it('control characters that were typed out stay legible', async () => {
      const { reply } = await open.door.command({ text: 'topic &lt;!channel&gt;' });
      expect(linesOf(reply ?? {})[0]).toBe('No topic “<!channel>”. The topics on file:');
      expect(reply?.text).toContain('“&lt;!channel&gt;”');
    });

    describe('text with nothing to look up', () => {
      it.each(NOTHING)('%s gets one line that repeats nothing of it', async (_what, text) => {
        const replies = await atEveryDoor(text);
        for (const reply of replies) {
          expectTame(reply);
          const [line = '', ...others] = linesOf(reply);
          expect(others).toEqual([]);
          expect(line).not.toContain('\n');
          expect(line.length).toBeLessThan(120);
          expect(line).not.toMatch(/mmm|channel|[🎉<>&]/u);
          expect(buttonsOf(reply)).toEqual([]);
          if (text.length > 500) expect(line).toContain('500 characters');
        }
        expect(shown(replies[1] ?? {})).toBe(shown(replies[0] ?? {}));
      });
    });

    it.each(UNSEEN)('%s gets help', async (_what, text) => {
      for (const reply of await atEveryDoor(text)) {
        expectTame(reply);
        expect(shown(reply)).toContain('Look around');
      }
    });

    it('only emoji gets one line from the command, and nothing where people talk', async () => {
      const { reply } = await open.door.command({ text: '🎉🎉🎉' });
      expectTame(reply as Message);
      expect(linesOf(reply ?? {})).toEqual([expect.stringMatching(/^There is no question in that\./)]);
      const { ts } = await open.door.mention({ text: `<@${open.slack.botUserId}> 🎉🎉🎉` });
      await open.settled();
      expect(open.thread(ts)).toEqual([]);
    });

    it('500 characters are accepted', async () => {
      const { reply } = await open.door.command({ text: `who pays for the mission ${'x'.repeat(475)}` });
      expect(reply?.text).not.toContain('500');
    });

    it('invisible characters inside a word do not hide it', async () => {
      const { reply } = await open.door.command({ text: `${BIDI}he\u200b\u00adlp` });
      expect(shown(reply ?? {})).toContain('Look around');
    });
  });

  describe('a question of 40 kB', () => {
    it.each([
      ['of ordinary words', 'mission '.repeat(5000)],
      ['of pings', '&lt;!channel&gt; '.repeat(2500)],
      ['in one word', 'm'.repeat(40_000)],
    ])('%s gets one line', async (_what, text) => {
      const open = doors('http');
      const { reply } = await open.door.command({ text });
      expect(linesOf(reply ?? {})).toHaveLength(1);
      expect(reply?.text).toContain('500 characters');
      const { ts } = await open.door.mention({ text });
      expect((await open.answer(ts)).text).toBe(reply?.text);
      open.tidy();
    });
  });

  describe('a fact and a source', () => {
    const HOSTILE =
      '<!channel> <@U123> <https://evil.example|bank> &lt;!here&gt; *bold* \u202eturned\u2066 zero\u200bwidth';

    it.each([
      ['of pings, links and marks', HOSTILE],
      ['of 40 kB', `${HOSTILE} ${'and so on '.repeat(4000)}`],
    ])('%s are shown literally, and visibly cut when too long', async (_what, told) => {
      const open = await openDoor('socket', { DATA_DIR: smallBase(told, tempFolder(onTestFinished)) });
      onTestFinished(() => open.close());
      const { slack, door } = open;
      slack.addChannel({ id: 'C0HOSTILE0', name: '<!channel>|<https://evil.example|bank>' });
      slack.addUser({ id: 'U0HOSTILE0', name: '<!here> <@U123>' });
      const at = { channel: 'C0HOSTILE0', user: 'U0HOSTILE0' };
      const { reply } = await door.command({ text: SMALL_QUESTION, ...at });
      const { ts } = await door.mention({ text: SMALL_QUESTION, ...at });
      const answered = await open.answer(ts, at.channel);
      await door.action(answered, 'share', { user: at.user });
      const shared = await slack.waitFor(() => open.posted(at.channel).find((post) => !post.thread_ts));
      await door.action(answered, 'copy', { user: at.user });
      const modal = await slack.waitFor(() => slack.modal(at.user));
      slack.addUser({ id: 'U0CHIEF000', is_admin: true });
      const order = await door.command({ text: 'digest now', channel: at.channel, user: 'U0CHIEF000' });
      slack.allow.links = ['https://newsroom.slack.com/archives/C'];
      await slack.waitFor(() => order.replies().length > 0, 10_000, 'the digest');
      const digest = open.posted(at.channel).at(-1) as Message;
      for (const message of [reply, answered, shared, digest] as Message[]) {
        const wire = JSON.stringify(message.blocks);
        expect(wire).not.toMatch(/"type":"(user|usergroup|channel|broadcast|date|emoji|mrkdwn)"/);
        expect(wire).not.toMatch(/"url":"https:..evil/);
        expect(message.text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
        expect(message.text).toContain('Two boats were lost');
      }
      expect(shown(answered)).toContain(
        '<!channel> <@U123> <https://evil.example|bank> &lt;!here&gt; *bold*',
      );
      if (told.length > 1000) expect(shown(answered)).toContain('[cut]');
      expect(shown(modal)).toContain('Two boats were lost');
      // Fails on any ping or link, and on whatever Slack would refuse.
      open.tidy();
    });
  });
});

/** Expects no markup, no invisible character, and no line break that the asker typed. */
function expectTame(reply: Message): void {
  const wire = JSON.stringify(reply.blocks);
  expect(wire).not.toMatch(/"type":"(user|usergroup|channel|broadcast|link|date|emoji|mrkdwn)"/);
  expect(reply.text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
  for (const line of [reply.text, ...linesOf(reply)]) {
    expect(JSON.stringify(line)).not.toMatch(/\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\\u|\\[bfnr]/u);
  }
}
