import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Message } from '../../src/workspace/platform/messages.ts';
import { addressOf, CARRIERS, openBoth } from '../doors/carriers.ts';
import { play, start } from '../doors/one-bot.ts';
import { SMALL_QUESTION, smallBase } from '../doors/small-base.ts';
import { tempFolder } from '../temp-folder.ts';
import { answersTo, postsTried } from './effects.ts';
import { ROWS } from './rows.ts';
import { tried } from './tried.ts';

const DATA_DIR = smallBase();

/** How soon a storm is acknowledged is the subject of another row. */
const LATE = ['late_ack', 'not_acked'];

const doors = openBoth({ DATA_DIR });

describe(ROWS.deliveries, () => {
  describe.each(CARRIERS)('over %s', (_name, carrier) => {
    const open = doors(carrier);
    afterEach(() => open.tidy({ except: LATE }));

    const mention = (over = {}) => open.door.mention({ text: SMALL_QUESTION, ...over });
    const CASES: [string, number, () => Promise<unknown>][] = [
      [
        'one answer to the same event delivered twice',
        1,
        async () => {
          const { again } = await mention();
          await again({ retry_num: 1, retry_reason: 'timeout' });
        },
      ],
      [
        'one answer to the same message delivered under other event ids',
        1,
        async () => {
          const { again, eventId } = await mention();
          await again({ event_id: `${eventId}X` });
          await again({ event_id: `${eventId}Y`, retry_num: 2, retry_reason: 'http_timeout' });
        },
      ],
      [
        'one answer when the first delivery to arrive is a retry',
        1,
        () => mention({ retry_num: 1, retry_reason: 'timeout' }),
      ],
      [
        'one answer to the same direct message delivered three times',
        1,
        async () => {
          const { again, eventId } = await open.door.dm({ text: SMALL_QUESTION });
          await Promise.all([again(), again({ event_id: `${eventId}X` })]);
        },
      ],
      [
        'two answers to the same words sent twice',
        2,
        async () => {
          await mention();
          await mention();
        },
      ],
      [
        'one shared card when the press arrives three times',
        1,
        async () => {
          const { reply } = await open.door.command({ text: SMALL_QUESTION });
          const press = () => open.door.action(reply as Message, 'share');
          await Promise.all([press(), press(), press()]);
        },
      ],
    ];

    describe('repeated deliveries', () => {
      it.each(CASES)('%s', async (_title, count, deliver) => {
        expect(await postsTried(open, deliver)).toBe(count);
      });

      it('one answer to a message delivered 41 times at once, each under a new id', async ({ task }) => {
        const storm = async () => {
          const { again, eventId } = await mention();
          const repeats = Array.from({ length: 40 }, (_, at) =>
            again({ event_id: `${eventId}${at}`, retry_num: 1 + (at % 3) }),
          );
          await Promise.all(repeats);
        };
        expect(await postsTried(open, storm)).toBe(1);
        tried({ task }, 41);
      });

      it('one answer each to twenty messages that arrive five times at once', async ({ task }) => {
        const decimal = carrier === 'http' ? 1 : 2;
        const said = (at: number) => ({
          ...{ type: 'app_mention', channel: open.slack.channelId, user: open.slack.userId },
          ...{ text: SMALL_QUESTION, ts: `16000000${at}.00000${decimal}`, event_ts: '1.000001' },
        });
        const all = Array.from({ length: 20 }, (_, at) => said(10 + at));
        for (const { ts } of all) open.slack.say({ text: SMALL_QUESTION, ts });
        const storm = all.flatMap((event) => Array.from({ length: 5 }, () => open.door.event(event)));
        await Promise.all(storm);
        const isAnswered = ({ ts }: { ts: string }) => open.thread(ts).length > 0;
        await open.slack.waitFor(() => all.every(isAnswered), 30_000, 'all answers');
        await open.settled();
        expect(all.map(({ ts }) => open.thread(ts).length)).toEqual(all.map(() => 1));
        tried({ task }, 100);
      });
    });
  });

  describe('over signed HTTP', () => {
    const open = doors('http');
    afterEach(() => open.tidy({ except: LATE }));

    it('a replayed request has no second effect', async ({ task }) => {
      const door = open.slack.http(addressOf(open.bot));
      const { ts } = await door.mention({ text: SMALL_QUESTION });
      for (let time = 0; time < 10; time++) expect((await door.replay()).status).toBe(200);
      await open.settled();
      expect(open.thread(ts)).toHaveLength(1);
      tried({ task }, 10);
    });
  });

  describe('across a restart', () => {
    it('what was answered before is not answered again, whatever its event id', async (test) => {
      const folder = tempFolder(test.onTestFinished);
      const slack = await play(test);
      const env = { ...slack.env('socket'), DATA_DIR, SQLITE_FILE: join(folder, 'desk.db') };
      const first = await start(test, env);
      const { ts, again, eventId } = await slack.mention({ text: SMALL_QUESTION });
      await slack.waitFor(() => answersTo(slack, ts)[0], 10_000, 'an answer');
      await first.stop();
      await start(test, env);
      await again({ retry_num: 2 });
      await again({ event_id: `${eventId}X`, retry_num: 3 });
      const later = await slack.mention({ text: SMALL_QUESTION });
      await slack.waitFor(() => answersTo(slack, later.ts)[0], 10_000);
      expect(answersTo(slack, ts)).toHaveLength(1);
      slack.assertClean();
    });
  });
});
