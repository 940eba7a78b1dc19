import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../standin/messages.ts';
import { CARRIERS, type Open, openBoth } from './carriers.ts';
import { shown } from './shown.ts';
import { SMALL_QUESTION, smallBase } from './small-base.ts';

const base = smallBase();
afterAll(base.dispose);

const doors = openBoth({ DATA_DIR: base.folder });

describe.each(CARRIERS)('over %s', (_name, carrier) => {
  let open: Open;
  beforeAll(() => {
    open = doors(carrier);
  });
  afterEach(() => open.tidy());

  /** How many posts are tried anywhere while something is done. */
  const posts = async (act: () => Promise<unknown>): Promise<number> => {
    const count = () => open.slack.calls.filter(({ method }) => method === 'chat.postMessage').length;
    const before = count();
    await act();
    await open.settled();
    return count() - before - 1;
  };
  const said = (over: object) => ({
    ...{ channel: open.slack.channelId, user: open.slack.userId, text: SMALL_QUESTION },
    ...{ ts: stamp(), event_ts: stamp(), ...over },
  });

  describe('what is left alone', () => {
    const bot = { bot_id: 'B0OTHER000', user: 'U0OTHERBOT' };
    const direct = { type: 'message', channel: 'D0REPORTER', channel_type: 'im' };

    it.each([
      [
        'its own mention of itself',
        () => ({ type: 'app_mention', bot_id: 'B0BOT00000', user: open.slack.botUserId }),
      ],
      ['a mention by another bot', () => ({ type: 'app_mention', ...bot })],
      ['its own direct message', () => ({ ...direct, bot_id: 'B0BOT00000', user: open.slack.botUserId })],
      ['its own direct message that names no bot', () => ({ ...direct, user: open.slack.botUserId })],
      ['a direct message by another bot', () => ({ ...direct, ...bot, subtype: 'bot_message' })],
      ['a direct message by another bot without a subtype', () => ({ ...direct, ...bot })],
      [
        'an edited mention',
        () => ({ type: 'app_mention', edited: { user: open.slack.userId, ts: stamp() } }),
      ],
      [
        'an edit',
        () => ({ ...direct, subtype: 'message_changed', message: said({}), previous_message: said({}) }),
      ],
      [
        'a deletion',
        () => ({ ...direct, subtype: 'message_deleted', deleted_ts: stamp(), previous_message: said({}) }),
      ],
      ['a message in a channel', () => ({ type: 'message', channel_type: 'channel' })],
      ['a message in a group of people', () => ({ type: 'message', channel_type: 'mpim' })],
    ])('%s', async (_what, event) => {
      expect(await posts(() => open.door.event(said(event())))).toBe(0);
    });

    it('a thread in which the bot has answered, until it is mentioned again', async () => {
      const { ts } = await open.door.mention({ text: SMALL_QUESTION });
      await open.answer(ts);
      const reply = { type: 'message', channel_type: 'channel', thread_ts: ts };
      expect(await posts(() => open.door.event(said(reply)))).toBe(0);
      expect(await posts(() => open.door.mention({ text: 'topics', thread_ts: ts }))).toBe(1);
    });
  });

  describe('one answer', () => {
    it('to the same event delivered twice', async () => {
      const twice = async () => {
        const { again } = await open.door.mention({ text: SMALL_QUESTION });
        await again({ retry_num: 1, retry_reason: 'timeout' });
      };
      expect(await posts(twice)).toBe(1);
    });

    it('to the same message delivered as another event', async () => {
      const twice = async () => {
        const { again, eventId } = await open.door.mention({ text: SMALL_QUESTION });
        await again({ event_id: `${eventId}X` });
        await again({ event_id: `${eventId}Y`, retry_num: 2, retry_reason: 'http_timeout' });
      };
      expect(await posts(twice)).toBe(1);
    });

    it('when the first delivery to arrive is a retry', async () => {
      expect(
        await posts(() => open.door.mention({ text: SMALL_QUESTION, retry_num: 1, retry_reason: 'timeout' })),
      ).toBe(1);
    });

    it('to the same direct message delivered twice', async () => {
      const twice = async () => {
        const { again, eventId } = await open.door.dm({ text: SMALL_QUESTION });
        await Promise.all([again(), again({ event_id: `${eventId}X` })]);
      };
      expect(await posts(twice)).toBe(1);
    });

    it('each to the same words said twice', async () => {
      const twice = async () => {
        await open.door.mention({ text: SMALL_QUESTION });
        await open.door.mention({ text: SMALL_QUESTION });
      };
      expect(await posts(twice)).toBe(2);
    });

    it('when Slack asks to wait, once or three times; meanwhile commands and modals are served', async () => {
      const places = { C0NEWSDESK: 1, C0SIDE0000: 3 };
      const asked = Object.entries(places).map(async ([channel, times]) => {
        open.slack.fault('chat.postMessage', {
          ...{ kind: 'ratelimited', retryAfter: 1, times },
          when: (args) => args.channel === channel,
        });
        const { ts } = await open.door.mention({ text: SMALL_QUESTION, channel });
        return { ts, channel };
      });
      const mentions = await Promise.all(asked);
      const command = await open.door.command({ text: SMALL_QUESTION });
      expect(command.ack?.ms).toBeLessThan(900);
      await open.door.action(command.reply as Message, 'copy');
      await open.slack.waitFor(() => open.slack.modal(), 900, 'a modal, while its trigger lives');
      for (const { ts, channel } of mentions) {
        expect(open.thread(ts, channel)).toEqual([]);
        expect(shown(await open.answer(ts, channel))).toBe(shown(command.reply ?? {}));
      }
      await open.settled();
      for (const { ts, channel } of mentions) expect(open.thread(ts, channel)).toHaveLength(1);
    });

    it('at most, when Slack took it and did not say so', async () => {
      open.slack.fault('chat.postMessage', {
        ...{ kind: 'acceptThen500', times: 1 },
        when: ({ channel }) => channel === open.slack.channelId,
      });
      const { ts } = await open.door.mention({ text: SMALL_QUESTION });
      await open.settled();
      expect(open.thread(ts)).toHaveLength(1);
    });

    it('each to fifty who ask at once', async () => {
      const asked = Array.from({ length: 50 }, (_, at) =>
        open.door.command({ text: at % 2 ? SMALL_QUESTION : 'topics' }),
      );
      const answers = await Promise.all(asked);
      expect(answers.map(({ reply }) => /Topics/.test(reply?.text ?? ''))).toEqual(
        answers.map((_, at) => at % 2 === 0),
      );
    });
  });
});

let moments = 0;

/** A ts that no other message has. */
function stamp(): string {
  moments += 1;
  return `1700000000.${String(moments).padStart(6, '0')}`;
}
