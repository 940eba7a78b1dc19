import { afterEach, describe, expect, it } from 'vitest';
import { createHttpTransport } from '../../src/workspace/platform/http.ts';
import { addressOf, CARRIERS, openBoth } from '../doors/carriers.ts';
import { play, start } from '../doors/one-bot.ts';
import { shown } from '../doors/shown.ts';
import { SMALL_QUESTION, smallBase } from '../doors/small-base.ts';
import { answersTo } from './effects.ts';
import { ROWS } from './rows.ts';

const DATA_DIR = smallBase();
const ANSWER = 'Two boats were lost';
const ORGANISATION = 'E0NEWSROOM';
const UNREADABLE = 'I could not read the message above';
const ADMIN = 'U0ADMIN000';
const doors = openBoth({ DATA_DIR });

describe(ROWS.payloads, () => {
  describe.each(CARRIERS)('over %s', (_name, carrier) => {
    const open = doors(carrier);
    afterEach(() => open.tidy());

    it.each([
      ['an empty zone', ''],
      ['a zone that Node does not know', 'America/Nowhere'],
      ['no zone', null],
    ])('a digest by somebody with %s is set to the desk’s', async (_what, tz) => {
      Object.assign(open.slack.user(ADMIN), { tz });
      const { replies } = await open.door.command({ text: 'digest on 08:30', user: ADMIN });
      const reply = await open.slack.waitFor(() => replies()[0]);
      expect(shown(reply)).toContain('Europe/Oslo');
    });

    it('a mention whose envelope names no workspace is answered', async () => {
      const { ts } = await open.door.mention({ text: SMALL_QUESTION, outer: { team_id: null } });
      expect(shown(await open.answer(ts))).toContain(ANSWER);
    });

    it('a direct message whose envelope names no workspace is answered', async () => {
      const outer = { team_id: null };
      const { channel } = await open.door.dm({ text: SMALL_QUESTION, channel: 'D0REPORTER', outer });
      const answer = await open.slack.waitFor(() => open.posted(channel)[0]);
      expect(shown(answer)).toContain(ANSWER);
    });

    it('a mention alone under what is left of a deleted message says that it cannot be read', async () => {
      const parent = open.slack.say({ subtype: 'tombstone', text: 'This message was deleted.' });
      await open.door.mention({ text: '', thread_ts: parent.ts });
      expect(shown(await open.answer(parent.ts))).toContain(UNREADABLE);
    });

    it('a mention alone under a message of which nothing is left says so privately', async () => {
      const before = open.posted('D0REPORTER').length;
      const parent = open.slack.say({ text: SMALL_QUESTION });
      open.slack.platform.messages.remove(parent);
      await open.door.mention({ text: '', thread_ts: parent.ts });
      const told = await open.slack.waitFor(() => open.posted('D0REPORTER')[before]);
      expect(shown(told)).toContain(UNREADABLE);
    });

    it('a person or a link is read by the label it carries', async () => {
      const text = 'how many <https://harbour.example|boats> were lost, <@U0ADMIN000|admin>';
      const { ts } = await open.door.mention({ text });
      expect(shown(await open.answer(ts))).toContain(ANSWER);
    });

    it.each(['mention', 'dm'] as const)('a %s that cannot be handled is told, once', async (kind) => {
      const spec = { text: SMALL_QUESTION, fields: { text: 7 } };
      const sent = await open.door[kind](kind === 'dm' ? { ...spec, channel: 'D0REPORTER' } : spec);
      await sent.again();
      await open.settled();
      const told = open
        .posted(sent.channel)
        .filter(
          ({ text, thread_ts = sent.ts }) => text.includes('Something went wrong') && thread_ts === sent.ts,
        );
      expect(told).toHaveLength(1);
    });

    it('a press that cannot be handled is told, once', async () => {
      const reply = await open.ask(SMALL_QUESTION);
      const { replies } = await open.door.action(reply, 'share', { fields: { container: null } });
      await open.settled();
      expect(replies().map(shown)).toEqual([expect.stringContaining('Something went wrong')]);
    });
  });

  describe('over signed HTTP', () => {
    const open = doors('http');
    afterEach(() => open.tidy());
    const FORM = 'application/x-www-form-urlencoded';
    const form = new URLSearchParams({
      ...{ command: '/haiti', text: SMALL_QUESTION, user_id: 'U0REPORTER', team_id: 'T0NEWSROOM' },
      ...{ channel_id: 'C0NEWSDESK', trigger_id: 'charset', response_url: 'https://slack.example/x' },
    });

    it.each([
      ['/slack/events/', FORM],
      ['/slack/events?from=proxy', FORM],
      ['/slack/events', `${FORM}; charset=utf-8`],
      ['/slack/events/', `${FORM};charset=UTF-8`],
    ])('at %s, as %s, a command is answered', async (path, contentType) => {
      const address = new URL(path, addressOf(open.bot)).href;
      const http = createHttpTransport(address, () => open.slack.platform);
      const { status, body } = await http.raw({ body: form.toString(), contentType });
      expect(status).toBe(200);
      expect(body).toContain(ANSWER);
    });
  });

  describe('installed for a whole organisation', () => {
    it.for(CARRIERS)('over %s, people of each of its workspaces are answered', async ([, carrier], test) => {
      const slack = await play(test, { enterpriseId: ORGANISATION });
      const bot = await start(test, { DATA_DIR, ...slack.env(carrier) });
      const door = carrier === 'http' ? slack.http(addressOf(bot)) : slack;
      const fields = { team: 'T0SISTER00' };
      const { ts } = await door.mention({ text: SMALL_QUESTION, fields });
      expect(shown(await slack.waitFor(() => answersTo(slack, ts)[0]))).toContain(ANSWER);
      const command = { team_id: 'T0SISTER00', enterprise_id: ORGANISATION };
      const { reply } = await door.command({ text: SMALL_QUESTION, fields: command });
      expect(reply?.text).toContain(ANSWER);
    });

    it('others still are not', async (test) => {
      const slack = await play(test, { enterpriseId: ORGANISATION });
      await start(test, { DATA_DIR, ...slack.env() });
      const refused = 'only answers people from its own workspace';
      const other = { team_id: 'T0PARTNER0', enterprise_id: 'E0PARTNER0' };
      const { reply } = await slack.command({ text: SMALL_QUESTION, fields: other });
      expect(reply?.text).toContain(refused);
      const fields = { team: 'T0PARTNER0' };
      for (const outer of [{ is_ext_shared_channel: true }, { enterprise_id: 'E0PARTNER0' }]) {
        const before = slack.ephemerals().length;
        const { ts } = await slack.mention({ text: SMALL_QUESTION, fields, outer });
        await slack.waitFor(() => slack.ephemerals().length > before);
        expect(slack.ephemerals().at(-1)?.text).toContain(refused);
        expect(answersTo(slack, ts)).toEqual([]);
      }
    });
  });
});
