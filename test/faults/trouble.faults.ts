import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { Message } from '../../src/workspace/platform/messages.ts';
import { CARRIERS, openBoth, openDoor } from '../doors/carriers.ts';
import { play, start } from '../doors/one-bot.ts';
import { shown } from '../doors/shown.ts';
import { SMALL_QUESTION, smallBase } from '../doors/small-base.ts';
import { setDigests } from '../kill/due.ts';
import type { FaultSpec } from '../slack-faults.ts';
import { tempFolder } from '../temp-folder.ts';
import { answersTo } from './effects.ts';
import { ROWS } from './rows.ts';
import { tried } from './tried.ts';

const DATA_DIR = smallBase();
const folder = tempFolder();

describe(ROWS.trouble, () => {
  const doors = openBoth({ DATA_DIR });

  describe.each(CARRIERS)('over %s', (_name, carrier) => {
    const open = doors(carrier);
    afterEach(() => open.tidy());

    it('Slack asks to wait once or three times: commands and modals are served meanwhile', async ({
      task,
    }) => {
      const places = { C0NEWSDESK: 1, C0SIDE0000: 3 };
      const asked = Object.entries(places).map(async ([channel, times]) => {
        open.slack.fault('chat.postMessage', {
          ...{ kind: 'ratelimited', retryAfter: 2, times },
          when: (args) => args.channel === channel,
        });
        const { ts } = await open.door.mention({ text: SMALL_QUESTION, channel });
        return { ts, channel };
      });
      const mentions = await Promise.all(asked);
      const command = await open.door.command({ text: SMALL_QUESTION });
      await open.door.action(command.reply as Message, 'copy');
      await open.slack.waitFor(() => open.slack.modal(), 2500, 'a modal, while its trigger lives');
      for (const { ts, channel } of mentions) {
        expect(open.thread(ts, channel)).toEqual([]);
        expect(shown(await open.answer(ts, channel))).toBe(shown(command.reply ?? {}));
      }
      await open.settled();
      for (const { ts, channel } of mentions) expect(open.thread(ts, channel)).toHaveLength(1);
      tried({ task }, 4);
    });

    it('Slack takes an answer but reports an error: it is not posted again', async () => {
      open.slack.fault('chat.postMessage', {
        ...{ kind: 'acceptThen500', times: 1 },
        when: ({ channel }) => channel === open.slack.channelId,
      });
      const { ts } = await open.door.mention({ text: SMALL_QUESTION });
      await open.settled();
      // A second answer would come at once, or after the bot has looked for the first.
      await pause(1500);
      expect(open.thread(ts)).toHaveLength(1);
    });
  });

  const TROUBLE: [string, FaultSpec][] = [
    ['a 500', { kind: 'status', status: 500 }],
    ['a 503', { kind: 'status', status: 503 }],
    ['a connection that drops', { kind: 'reset' }],
    ['a page of HTML', { kind: 'html' }],
    ['a call that hangs', { kind: 'hang' }],
    ['an answer after 5 s', { kind: 'slow', ms: 5000 }],
    ['a fatal error', { kind: 'error', error: 'fatal_error' }],
    ['a 500 though the answer was taken', { kind: 'acceptThen500' }],
    ['a connection that drops though the answer was taken', { kind: 'acceptThenReset' }],
    ['a call that hangs though the answer was taken', { kind: 'acceptThenHang' }],
  ];

  it('a call fails in any way, whether Slack took it or not: the answer comes once', {
    timeout: 240_000,
  }, async ({ task, onTestFinished }) => {
    const open = await openDoor('socket', { DATA_DIR });
    onTestFinished(() => open.close());
    const { slack } = open;
    const late: number[] = [];
    const asked = TROUBLE.map(async ([what, spec], at) => {
      const channel = `C0TROUBLE${at}`;
      slack.addChannel({ id: channel });
      slack.fault('chat.postMessage', { ...spec, when: (args) => args.channel === channel });
      const started = performance.now();
      const { ts } = await slack.mention({ text: SMALL_QUESTION, channel });
      // Unsure of the first try, the bot looks for its post twice before it tries again.
      await slack.waitFor(() => open.thread(ts, channel)[0], 200_000, `an answer after ${what}`);
      late.push(performance.now() - started);
      return { what, ts, channel };
    });
    const command = await slack.command({ text: SMALL_QUESTION });
    expect(command.reply?.text).toContain('Two boats were lost');
    const mentions = await Promise.all(asked);
    await open.settled();
    const answers = mentions.map(({ what, ts, channel }) => [what, open.thread(ts, channel).length]);
    expect(answers).toEqual(TROUBLE.map(([what]) => [what, 1]));
    // The fault of a single call stops no other.
    expect(open.posted('C0TROUBLE0')).toHaveLength(1);
    open.tidy();
    const latest = Math.round(Math.max(...late) / 1000);
    tried({ task }, TROUBLE.length, `the latest after ${latest} s`);
  });

  it('questions are answered at once while digests are told to wait', { timeout: 120_000 }, async (test) => {
    const SQLITE_FILE = join(folder, 'desk.db');
    const slack = await play(test);
    const posts = await setDigests({ SQLITE_FILE }, 24, slack);
    slack.fault('chat.postMessage', {
      ...{ kind: 'ratelimited', retryAfter: 5, times: 24 },
      when: ({ channel }) => String(channel).startsWith('C0DIGEST'),
    });
    await start(test, { ...slack.env(), DATA_DIR, SQLITE_FILE });
    const waiting = () => slack.calls.filter(({ outcome }) => outcome === 'ratelimited').length;
    await slack.waitFor(() => waiting() >= 8, 20_000, 'digests that are told to wait');
    const started = performance.now();
    const { ts } = await slack.mention({ text: SMALL_QUESTION });
    const { reply } = await slack.command({ text: SMALL_QUESTION });
    await slack.action(reply as Message, 'copy');
    await slack.waitFor(() => slack.modal(), 2500, 'a modal, while its trigger lives');
    await slack.waitFor(() => answersTo(slack, ts)[0], 4000, 'an answer');
    const ms = Math.round(performance.now() - started);
    expect(posts().every((count) => count === 0)).toBe(true);
    await slack.waitFor(() => posts().every((count) => count > 0), 60_000, 'every digest');
    expect(posts()).toEqual(posts().map(() => 1));
    slack.assertClean();
    tried(test, 24, `a question, a command and a modal in ${ms} ms, before any digest`);
  });
});
