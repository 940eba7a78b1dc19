import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/workspace/platform/messages.ts';
import { CARRIERS, openBoth } from '../doors/carriers.ts';
import { play, start } from '../doors/one-bot.ts';
import { shown } from '../doors/shown.ts';
import { SMALL_QUESTION, smallBase } from '../doors/small-base.ts';
import { seeded, startHerd } from '../kill/herd.ts';
import type { FaultSpec } from '../slack-faults.ts';
import { tempFolder } from '../temp-folder.ts';
import { ROWS } from './rows.ts';

const DATA_DIR = smallBase();
const ANSWER = 'Two boats were lost';
const OUTSIDER = { id: 'U0OUTSIDER', name: 'outsider', team_id: 'T0ELSEWHER' };
const REFUSAL = /only answers people from its own workspace/;
/** What comes twice comes within this. */
const SOON_MS = 3000;
const WAIT_MS = 60_000;

const doors = openBoth({ DATA_DIR });

describe(ROWS.heard, { timeout: 150_000 }, () => {
  describe.each(CARRIERS)('over %s', (_name, carrier) => {
    const open = doors(carrier);

    it.each([
      ['with a file', { subtype: 'file_share', files: [{ id: 'F1', name: 'notes.pdf' }] }],
      ['sent from a thread to the conversation', { subtype: 'thread_broadcast' }],
      ['sent with /me', { subtype: 'me_message' }],
    ])('a direct message %s is answered once', async (_what, fields) => {
      const before = open.posted('D0REPORTER').length;
      const { again, eventId } = await open.door.dm({ text: SMALL_QUESTION, fields });
      await again({ event_id: `${eventId}X` });
      await open.slack.waitFor(() => open.posted('D0REPORTER').length > before, 10_000, 'an answer');
      await open.settled();
      const told = open.posted('D0REPORTER').slice(before);
      expect(told.map(({ text }) => text)).toEqual([expect.stringContaining(ANSWER)]);
    });

    const edited = { edited: { user: 'U0REPORTER', ts: '1700000000.000100' } };

    it('an edit that adds the mention is answered once', async () => {
      const { ts } = open.slack.say({ text: SMALL_QUESTION });
      const edit = { text: SMALL_QUESTION, ts, fields: edited };
      await open.door.mention(edit);
      await open.door.mention(edit);
      expect((await open.answer(ts)).text).toContain(ANSWER);
      await open.settled();
      expect(open.thread(ts)).toHaveLength(1);
    });

    it('an edit of a mention that was answered is not answered again', async () => {
      const { ts } = await open.door.mention({ text: SMALL_QUESTION });
      await open.answer(ts);
      await open.door.mention({ text: `${SMALL_QUESTION}?`, ts, fields: edited });
      await open.settled();
      expect(open.thread(ts)).toHaveLength(1);
    });

    it.each<[string, FaultSpec]>([
      ['busy', { kind: 'ratelimited', retryAfter: 1, times: 2 }],
      ['down for a moment', { kind: 'status', status: 503 }],
    ])('App Home is shown after the wait when Slack is %s', async (_what, fault) => {
      const user = open.slack.addUser({ id: `U0HOME${fault.kind.slice(0, 4).toUpperCase()}` }).id;
      open.slack.fault('views.publish', fault);
      await open.door.homeOpened({ user });
      const home = await open.slack.waitFor(() => open.slack.home(user), 10_000, 'App Home');
      expect(shown(home)).toContain('Topics');
    });
  });

  describe('the line that refuses somebody from outside', () => {
    const cases: [string, string, FaultSpec, number, number][] = [
      ['a mention, at 503', 'chat.postEphemeral', { kind: 'status', status: 503 }, 1, 0],
      ['a mention, at 429', 'chat.postEphemeral', { kind: 'ratelimited', retryAfter: 1 }, 1, 0],
      ['a mention, not confirmed', 'chat.postEphemeral', { kind: 'acceptThenReset' }, 1, 1],
      ['a direct message, at 429', 'chat.postMessage', { kind: 'ratelimited', retryAfter: 1 }, 0, 1],
      ['a direct message, not confirmed', 'chat.postMessage', { kind: 'acceptThenReset' }, 0, 1],
    ];

    async function openHerd(test: Parameters<typeof play>[0]) {
      const slack = await play(test, { users: [{ id: 'U0REPORTER', name: 'reporter' }, OUTSIDER] });
      const SQLITE_FILE = join(tempFolder(test.onTestFinished), 'desk.db');
      const herd = startHerd(test, 1, { ...slack.env(), DATA_DIR, SQLITE_FILE }, seeded(5));
      await herd.ready();
      const direct = slack.platform.members.directMessage(OUTSIDER.id).id;
      const told = () => [
        slack.ephemerals(slack.channelId, OUTSIDER.id),
        slack.messages(direct).filter(({ bot_id }) => bot_id),
      ];
      const said = { text: SMALL_QUESTION, user: OUTSIDER.id };
      return { slack, herd, told, said };
    }

    it.for(cases)('comes once to %s', async ([what, method, fault, inChannel, inPrivate], test) => {
      const { slack, told, said } = await openHerd(test);
      slack.fault(method, fault);
      await (what.startsWith('a mention') ? slack.mention(said) : slack.dm(said));
      const counts = () => told().map(({ length }) => length);
      await slack
        .waitFor(() => counts().join() === `${inChannel},${inPrivate}`, WAIT_MS, 'the line')
        .catch(() => {});
      await pause(SOON_MS);
      expect(counts()).toEqual([inChannel, inPrivate]);
      for (const { text } of told().flat()) expect(text).toMatch(REFUSAL);
    });

    it('comes once in the channel when the bot is killed while it is sent', async (test) => {
      const { slack, herd, told, said } = await openHerd(test);
      // Slack takes it all the same.
      const fault = slack.fault('chat.postEphemeral', { kind: 'acceptThenHang' });
      await slack.mention(said);
      await slack.waitFor(() => fault.hits === 1, 10_000, 'the call');
      herd.kill();
      await slack.waitFor(() => told()[1]?.[0], WAIT_MS, 'a direct message, in case the line was lost');
      await pause(SOON_MS);
      expect(told().map(({ length }) => length)).toEqual([1, 1]);
      expect(told()[1]?.[0]?.text).toMatch(/^My reply may or may not have reached you/);
    });
  });

  describe('Share, when the base has changed since the answer', () => {
    const BASES: [string, () => string, boolean][] = [
      ['posts what the presser saw when the claim is the same', withOtherAsks, true],
      ['asks first when the claim is another', () => smallBase('The sea was calm.'), false],
    ];

    it.for(BASES)('%s', async ([_what, later, isShared], test) => {
      const slack = await play(test);
      const env = { ...slack.env(), SQLITE_FILE: join(tempFolder(test.onTestFinished), 'desk.db') };
      const bot = await start(test, { ...env, DATA_DIR });
      const { reply } = await slack.command({ text: SMALL_QUESTION });
      await bot.stop();
      await start(test, { ...env, DATA_DIR: later() });
      const pressed = await slack.action(reply as Message, 'share');
      const shared = () => slack.messages().filter(({ text }) => text.startsWith('Shared by'));
      if (isShared) {
        await slack.waitFor(() => shared()[0], 10_000, 'the shared answer');
        return expect(pressed.replies()).toEqual([]);
      }
      const asked = await slack.waitFor(() => pressed.replies()[0], 10_000, 'a question back');
      expect(shown(asked)).toMatch(/^Not shared: what is on file has changed since you saw it/);
      expect(shown(asked)).toContain('The sea was calm');
      expect(shared()).toEqual([]);
      await slack.action(asked, 'share');
      expect((await slack.waitFor(() => shared()[0], 10_000, 'the shared answer')).text).toContain(
        'The sea was calm',
      );
    });
  });
});

// --- internal ---

/** Another version of the base, in which no reader sees a difference. */
function withOtherAsks(): string {
  const folder = smallBase();
  const file = join(folder, 'facts/boats.yml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('how many ships sank', 'how many vessels sank'));
  return folder;
}
