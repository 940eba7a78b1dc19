import { afterEach, describe, expect, it } from 'vitest';
import type { Message } from '../../src/workspace/platform/messages.ts';
import { CARRIERS, openBoth } from './carriers.ts';
import { buttonsOf, linesOf, quotesOf, shown } from './shown.ts';

const WHO_PAYS = 'who pays for the mission';
const DISPUTED = 'how much of the capital do gangs hold';
const OUTSIDE = 'C0OUTSIDE0';

const doors = openBoth();

describe.each(CARRIERS)('over %s', (_name, carrier) => {
  const open = doors(carrier);
  afterEach(() => open.tidy());

  const mention = async (text: string): Promise<Message> =>
    open.answer((await open.door.mention({ text })).ts);
  /** Presses a button too late for Slack to open a modal. */
  const pressLate = async (reply: Message, button: string) => {
    open.slack.fault('views.open', { kind: 'error', error: 'expired_trigger_id' });
    return told(await open.door.action(reply, button));
  };
  const told = (pressed: { replies(): Message[] }) =>
    open.slack.waitFor(() => pressed.replies()[0], 5000, 'a reply to the button press');
  /** Posts that appear in the channel itself, not in a thread, while something is done. */
  const shared = async (act: () => Promise<unknown>, channel?: string): Promise<Message[]> => {
    const before = open.posted(channel);
    await act();
    await open.settled();
    return open.posted(channel).filter((message) => !before.includes(message) && !message.thread_ts);
  };

  describe('Share', () => {
    it('posts the answer to the channel once, says who shared it, and pings nobody', async () => {
      const reply = await open.ask(WHO_PAYS);
      const posts = await shared(() => open.door.action(reply, 'share'));
      expect(posts).toHaveLength(1);
      const [post] = posts as [Message];
      expect(linesOf(post)[0]).toBe('Shared by reporter');
      expect(quotesOf(post)).toEqual(quotesOf(reply));
      expect(post.text).toContain(reply.text);
      expect(post.text).toContain('Shared by reporter');
      expect(JSON.stringify(post.blocks)).not.toMatch(/<[@!#]|"type":"(user|usergroup|broadcast|link)"/);
      expect(buttonsOf(post)).toEqual([]);
      expect(await shared(() => open.door.action(reply, 'share'))).toEqual([]);
    });

    it('posts once when pressed twice at the same time', async () => {
      const reply = await open.ask(WHO_PAYS);
      const twice = () => Promise.all([open.door.action(reply, 'share'), open.door.action(reply, 'share')]);
      expect(await shared(twice)).toHaveLength(1);
    });

    it('posts once when two colleagues press it under one answer', async () => {
      const reply = await mention(WHO_PAYS);
      const both = async () => {
        await open.door.action(reply, 'share', { user: 'U0REPORTER' });
        await open.door.action(reply, 'share', { user: 'U0ADMIN000' });
      };
      expect(await shared(both)).toHaveLength(1);
    });

    it('posts each of two answers to the same question', async () => {
      const [first, second] = [await open.ask(WHO_PAYS), await open.ask(WHO_PAYS)];
      expect(await shared(() => open.door.action(first, 'share'))).toHaveLength(1);
      expect(await shared(() => open.door.action(second, 'share'))).toHaveLength(1);
    });

    it('posts both sides of a dispute', async () => {
      const reply = await open.ask(DISPUTED);
      const [post] = await shared(() => open.door.action(reply, 'share'));
      expect(shown(post as Message)).toContain('The sources differ');
      expect(quotesOf(post as Message)).toEqual(quotesOf(reply));
    });

    it('reaches a channel that the bot is not in', async () => {
      const reply = await open.ask(WHO_PAYS, OUTSIDE);
      const pressed = await open.door.action(reply, 'share');
      const post = await told(pressed);
      expect(post).toMatchObject({ via: 'response_url', channel: OUTSIDE });
      expect(post.ephemeralTo).toBeUndefined();
      expect(linesOf(post)[0]).toBe('Shared by reporter');
      expect(await shared(() => open.door.action(reply, 'share'), OUTSIDE)).toEqual([]);
    });

    it('waits when Slack asks for a moment, then posts', async () => {
      const { id } = open.slack.addChannel({ id: 'C0BUSY0000' });
      const reply = await open.ask(WHO_PAYS, id);
      open.slack.fault('chat.postMessage', { kind: 'ratelimited', retryAfter: 1, times: 1 });
      await open.door.action(reply, 'share');
      await open.slack.waitFor(() => open.posted(id).length === 1);
    });

    it.each([
      ['turns it away for a while', { kind: 'ratelimited', retryAfter: 8, times: 1 }],
      ['does not confirm it', { kind: 'acceptThenReset', times: 1 }],
    ] as const)(
      'says so privately when Slack %s, and is there once without another press',
      async (_w, fault) => {
        // A channel that Slack closed for a while is spared for some time.
        const { id } = open.slack.addChannel({ id: `C0${fault.kind.toUpperCase()}` });
        const reply = await open.ask(WHO_PAYS, id);
        open.slack.fault('chat.postMessage', fault);
        const posts = await shared(async () => {
          const pressed = await open.door.action(reply, 'share');
          const line = await open.slack.waitFor(() => pressed.replies()[0], 10_000, 'a line');
          expect(line).toMatchObject({ ephemeralTo: open.slack.userId });
          expect(line.text).toMatch(/^Slack has not confirmed this yet\..* no need to press Share again/);
          await open.slack.waitFor(() => open.posted(id).length > 0, 10_000, 'the shared answer');
        }, id);
        expect(posts).toHaveLength(1);
      },
    );

    it('shows the name of who shared it literally, whatever it is', async () => {
      open.slack.addUser({ id: 'U0ODD00000', name: '<!channel> & co' });
      const reply = await mention(WHO_PAYS);
      const [post] = await shared(() => open.door.action(reply, 'share', { user: 'U0ODD00000' }));
      expect(linesOf(post as Message)[0]).toBe('Shared by <!channel> & co');
      expect(post?.text).toContain('Shared by &lt;!channel&gt; &amp; co');
    });
  });

  describe('Copy line', () => {
    it('opens a modal with the sentence to paste: the quote and its source', async () => {
      const reply = await open.ask(WHO_PAYS);
      await open.door.action(reply, 'copy');
      const modal = await open.slack.waitFor(() => open.slack.modal());
      const [line] = linesOf(modal, 'rich_text_preformatted');
      expect(line).toContain(letters(quotesOf(reply)[0]));
      expect(line).toMatch(/undated|2025/);
    });

    it('has a line for each side of a dispute', async () => {
      const reply = await open.ask(DISPUTED);
      await open.door.action(reply, 'copy', { user: open.slack.userId });
      const modal = await open.slack.waitFor(
        () => linesOf(open.slack.modal() ?? {}, 'rich_text_preformatted').length > 1 && open.slack.modal(),
      );
      expect(linesOf(modal, 'rich_text_preformatted')).toHaveLength(quotesOf(reply).length);
      expect(shown(modal)).toContain('paste both lines');
    });

    it('shows the line privately in the channel when pressed too late', async () => {
      const reply = await open.ask(WHO_PAYS);
      const message = await pressLate(reply, 'copy');
      expect(message.ephemeralTo).toBe(open.slack.userId);
      const [line] = linesOf(message, 'rich_text_preformatted');
      expect(line).toContain(letters(quotesOf(reply)[0]));
      expect(message.text).toContain(line);
    });

    it('shows it in the thread when pressed too late there', async () => {
      const reply = await mention(WHO_PAYS);
      const message = await pressLate(reply, 'copy');
      expect(message).toMatchObject({ ephemeralTo: open.slack.userId, thread_ts: reply.thread_ts });
    });
  });

  describe('More', () => {
    it('opens a modal with further hits, each with its quote', async () => {
      const reply = await open.ask(WHO_PAYS);
      open.slack.views.length = 0;
      await open.door.action(reply, 'more');
      const modal = await open.slack.waitFor(() => open.slack.modal());
      expect(quotesOf(modal).length).toBeGreaterThan(0);
      expect(shown(modal)).toContain('the answer itself is in the message');
      expect(shown(modal)).not.toContain(quotesOf(reply)[0]);
    });

    it('shows the same privately when pressed too late, and does not call it a dispute', async () => {
      const reply = await open.ask(WHO_PAYS);
      const message = await pressLate(reply, 'more');
      expect(message.ephemeralTo).toBe(open.slack.userId);
      expect(quotesOf(message).length).toBeGreaterThan(0);
      expect(shown(message)).not.toContain('The sources differ');
      expect(message.text).not.toContain('The sources differ');
      expect(message.text.length).toBeGreaterThan(40);
    });
  });

  describe('App Home', () => {
    it('shows the topics, the sources with their dates, and the state of the base', async () => {
      await open.door.homeOpened();
      const home = shown(await open.slack.waitFor(() => open.slack.home()));
      for (const part of [
        'funding',
        'mss-transition',
        'us-oas-force',
        '24 August 2025',
        'facts from 2 sources',
      ])
        expect(home).toContain(part);
      expect(home).toMatch(/base [0-9a-f]{8}/);
    });

    it('is published again when it is opened again', async () => {
      await open.door.homeOpened({ user: 'U0GUEST000' });
      const first = await open.slack.waitFor(() => open.slack.home('U0GUEST000'));
      const { hash } = first;
      await open.door.homeOpened({ user: 'U0GUEST000' });
      await open.slack.waitFor(() => open.slack.home('U0GUEST000')?.hash !== hash);
    });

    it('is not published when the Messages tab is opened', async () => {
      await open.door.homeOpened({ user: 'U0ADMIN000', tab: 'messages' });
      await open.settled();
      expect(open.slack.home('U0ADMIN000')).toBeUndefined();
    });
  });
});

/** A quote up to its first quotation mark: those inside it change when it is quoted. */
function letters(quote: string | undefined): string {
  const [start = ''] = (quote ?? '').split(/["“”]/).filter((part) => part.length > 10);
  return start;
}
