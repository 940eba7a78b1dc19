import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../src/workspace/platform/messages.ts';
import type { HttpDeliveries } from '../../src/workspace/platform/start.ts';
import { addressOf, CARRIERS, type Open, openBoth } from '../doors/carriers.ts';
import { play, start } from '../doors/one-bot.ts';
import { SMALL_QUESTION, smallBase } from '../doors/small-base.ts';
import { tempFolder } from '../temp-folder.ts';
import { postsTried } from './effects.ts';
import { ROWS } from './rows.ts';
import { tried } from './tried.ts';

const DATA_DIR = smallBase();

const doors = openBoth({ DATA_DIR });

describe(ROWS.deliveries, () => {
  describe.each(CARRIERS)('over %s', (_name, carrier) => {
    const open = doors(carrier);
    // How soon a storm is acknowledged is another row's matter.
    afterEach(() => open.tidy({ except: ['late_ack', 'not_acked'] }));

    const posts = (act: () => Promise<unknown>) => postsTried(open, act);

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
          await posts(() =>
            open.door.mention({ text: SMALL_QUESTION, retry_num: 1, retry_reason: 'timeout' }),
          ),
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

      it('to one message delivered forty times at once, under as many new ids', async ({ task }) => {
        const storm = async () => {
          const { again, eventId } = await open.door.mention({ text: SMALL_QUESTION });
          const repeats = Array.from({ length: 40 }, (_, at) =>
            again({ event_id: `${eventId}${at}`, retry_num: 1 + (at % 3) }),
          );
          await Promise.all(repeats);
        };
        expect(await posts(storm)).toBe(1);
        tried({ task }, 41);
      });

      it('to twenty messages of which each arrives five times at once, the first among them', async ({
        task,
      }) => {
        const said = (at: number) => ({
          ...{ type: 'app_mention', channel: open.slack.channelId, user: open.slack.userId },
          ...{
            text: SMALL_QUESTION,
            ts: `16000000${at}.00000${carrier === 'http' ? 1 : 2}`,
            event_ts: '1.000001',
          },
        });
        const all = Array.from({ length: 20 }, (_, at) => said(10 + at));
        for (const { ts } of all) open.slack.say({ text: SMALL_QUESTION, ts });
        const storm = () =>
          Promise.all(all.flatMap((event) => Array.from({ length: 5 }, () => open.door.event(event))));
        await storm();
        await open.slack.waitFor(
          () => all.every(({ ts }) => open.thread(ts).length > 0),
          30_000,
          'all answers',
        );
        await open.settled();
        expect(all.map(({ ts }) => open.thread(ts).length)).toEqual(all.map(() => 1));
        tried({ task }, 100);
      });

      it('shared once, when the press arrives three times', async () => {
        await open.settled();
        const { reply } = await open.door.command({ text: SMALL_QUESTION });
        const press = () => open.door.action(reply as Message, 'share');
        expect(await posts(() => Promise.all([press(), press(), press()]))).toBe(1);
      });
    });
  });

  describe('over signed HTTP', () => {
    let open: Open;
    let door: HttpDeliveries;
    beforeAll(() => {
      open = doors('http');
      door = open.slack.http(addressOf(open.bot));
    });
    // How soon a storm is acknowledged is another row's matter.
    afterEach(() => open.tidy({ except: ['late_ack', 'not_acked'] }));

    it('a request replayed byte for byte, signature and all, has no second effect', async ({ task }) => {
      const { ts } = await door.mention({ text: SMALL_QUESTION });
      for (let time = 0; time < 10; time++) expect((await door.replay()).status).toBe(200);
      await open.settled();
      expect(open.thread(ts)).toHaveLength(1);
      tried({ task }, 10);
    });
  });

  describe('across a restart', () => {
    it('what was answered before is not answered again, whatever its id', async (test) => {
      const folder = tempFolder(test.onTestFinished);
      const slack = await play(test);
      const env = { ...slack.env('socket'), DATA_DIR, SQLITE_FILE: join(folder, 'desk.db') };
      const first = await start(test, env);
      const { ts, again, eventId } = await slack.mention({ text: SMALL_QUESTION });
      const thread = () => slack.messages().filter((message) => message.bot_id && message.thread_ts === ts);
      await slack.waitFor(() => thread()[0], 10_000, 'an answer');
      await first.stop();
      await start(test, env);
      await again({ retry_num: 2 });
      await again({ event_id: `${eventId}X`, retry_num: 3 });
      const later = await slack.mention({ text: SMALL_QUESTION, channel: 'C0NEWSDESK' });
      await slack.waitFor(
        () => slack.messages().some((message) => message.bot_id && message.thread_ts === later.ts),
        10_000,
      );
      expect(thread()).toHaveLength(1);
      slack.assertClean();
    });
  });
});
