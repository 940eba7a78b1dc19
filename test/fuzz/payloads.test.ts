import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fields, isObject } from '../../src/workspace/platform/rules/check.ts';
import { addressOf, CARRIERS, type Open, openBoth } from '../doors/carriers.ts';
import { SMALL_QUESTION, smallBase } from '../doors/small-base.ts';
import { hostile } from './strings.ts';

const DATA_DIR = smallBase();
const doors = openBoth({ DATA_DIR });

const TEAM = 'T0NEWSROOM';
const USER = { id: 'U0REPORTER', username: 'reporter', name: 'reporter', team_id: TEAM };
const AT = { channel: 'C0SIDE0000', ts: '1700000000.000100', event_ts: '1700000000.000100' };
const SAID = { user: USER.id, team: TEAM, text: `<@U0BOT00000> ${SMALL_QUESTION}`, ...AT };

/** Payloads as Slack sends them. */
const REAL: Record<string, Fields> = {
  command: {
    ...{ token: 't', team_id: TEAM, channel_id: AT.channel, channel_name: 'side', user_id: USER.id },
    ...{ command: '/haiti', text: SMALL_QUESTION, api_app_id: 'A0BOT00000', trigger_id: '1.2.3' },
    ...{ response_url: 'http://127.0.0.1:9/commands/1', is_enterprise_install: 'false' },
  },
  mention: event({ type: 'app_mention', ...SAID }),
  'mention alone in a thread': event({
    ...{ type: 'app_mention', ...SAID, text: '<@U0BOT00000>' },
    thread_ts: '1699999999.000100',
  }),
  'direct message': event({ type: 'message', channel_type: 'im', ...SAID, channel: 'D0REPORTER' }),
  'opening of App Home': event({
    type: 'app_home_opened',
    user: USER.id,
    channel: 'D0REPORTER',
    tab: 'home',
  }),
  press: {
    ...interaction('block_actions'),
    container: { type: 'message', message_ts: AT.ts, channel_id: AT.channel, is_ephemeral: true },
    channel: { id: AT.channel, name: 'side' },
    response_url: 'http://127.0.0.1:9/actions/1',
    actions: [
      {
        ...{ type: 'button', action_id: 'share', block_id: 'answer', action_ts: '1.2' },
        value: JSON.stringify({ v: 'abcd1234', facts: ['boats-lost'] }),
        text: { type: 'plain_text', text: 'Share' },
      },
    ],
  },
  'form that is sent': { ...interaction('view_submission'), view: view(), response_urls: [] },
  'form that is closed': { ...interaction('view_closed'), view: view(), is_cleared: false },
  shortcut: { ...interaction('shortcut'), callback_id: 'ask', action_ts: '1.2' },
  'menu that loads': {
    ...interaction('block_suggestion'),
    ...{ action_id: 'menu', block_id: 'block', value: 'a', container: { type: 'view', view_id: 'V1' } },
  },
};

/** A value of the wrong type; undefined stands for a missing field. */
const wrong = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, '', 0, -1, 1e308, true, false, [], {}, [[]], { id: null }),
  fc.constantFrom<unknown>(
    ...'app_mention message block_actions view_submission disconnect hello'.split(' '),
  ),
  fc.constantFrom<unknown>({ type: 'message' }, { length: 1e9 }, { toString: 1 }, [null, undefined]),
  hostile(2000),
  fc.jsonValue({ maxDepth: 3 }),
);

/** A real payload with up to four fields, at any depth, replaced or removed. */
const corrupted = fc
  .record({
    kind: fc.constantFrom(...Object.keys(REAL)),
    changes: fc.array(fc.tuple(fc.nat(), wrong), { maxLength: 4 }),
    id: fc.uuid(),
  })
  .map(({ kind, changes, id }) => {
    // A fresh id, or the bot would take the event for a repeated delivery.
    const payload = structuredClone(REAL[kind] as Fields);
    if ('event_id' in payload) payload.event_id = id;
    for (const [where, value] of changes) {
      const places = placesIn(payload);
      const { home, name } = places[where % places.length] as Place;
      if (value === undefined) delete home[name];
      else home[name] = structuredClone(value);
    }
    return { kind, payload };
  });

describe.each(CARRIERS)('over %s', (_name, carrier) => {
  const send = carrier === 'socket' ? sendOverSocket : sendOverHttp;
  const open = doors(carrier);

  it('no corrupted payload ends the bot, and the next command is answered', async () => {
    const volley = fc.array(corrupted, { minLength: 25, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(volley, async (payloads) => {
        for (const { kind, payload } of payloads) send(open, kind, payload);
        const { reply } = await open.door.command({ text: SMALL_QUESTION });
        expect(reply?.text, open.bot.stderr()).toContain('Two boats were lost');
        expect(open.bot.running(), open.bot.written()).toBe(true);
        expect(open.bot.stderr()).toBe('');
      }),
      // A dead bot cannot fail again, so there is nothing to shrink.
      { numRuns: 5, endOnFailure: true },
    );
    await open.settled();
  }, 30_000);
});

// --- internal ---

interface Place {
  home: Fields;
  name: string;
}

/** All fields and array elements, outer ones first. */
function placesIn(value: unknown): Place[] {
  if (!isObject(value) && !Array.isArray(value)) return [];
  return Object.keys(value).flatMap((name) => {
    const home = value as Fields;
    return [{ home, name }, ...placesIn(home[name])];
  });
}

/** The type of the envelope that carries such a payload. */
function typeOf(kind: string): string {
  if ('event' in (REAL[kind] as Fields)) return 'events_api';
  return kind === 'command' ? 'slash_commands' : 'interactive';
}

let sent = 0;

function sendOverSocket({ slack }: Open, kind: string, payload: Fields): void {
  sent += 1;
  const envelope = { envelope_id: `envelope-${sent}`, type: typeOf(kind), accepts_response_payload: true };
  const [live] = slack.socket.live;
  if (live) slack.socket.sendRaw(JSON.stringify({ ...envelope, payload }), live);
}

function sendOverHttp({ slack, bot }: Open, kind: string, payload: Fields): void {
  const type = typeOf(kind);
  const fields = type === 'slash_commands' ? payload : { payload };
  const form = Object.entries(fields).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : (JSON.stringify(value) ?? ''),
  ]);
  const raw =
    type === 'events_api'
      ? { body: JSON.stringify(payload) }
      : { body: new URLSearchParams(form).toString(), contentType: 'application/x-www-form-urlencoded' };
  void slack.http(addressOf(bot)).raw({ ...raw, expectAck: false });
}

function event(fields: Fields): Fields {
  return {
    ...{ token: 't', team_id: TEAM, context_team_id: TEAM, api_app_id: 'A0BOT00000', type: 'event_callback' },
    event: { event_ts: AT.event_ts, ...fields },
    ...{ event_id: 'Ev0', event_time: 1700000000, is_ext_shared_channel: false },
    authorizations: [{ enterprise_id: null, team_id: TEAM, user_id: 'U0BOT00000', is_bot: true }],
  };
}

function interaction(type: string): Fields {
  return {
    ...{ type, token: 't', api_app_id: 'A0BOT00000', trigger_id: '1.2.3', enterprise: null },
    ...{ team: { id: TEAM, domain: 'newsroom' }, user: USER, is_enterprise_install: false },
  };
}

function view(): Fields {
  return {
    ...{ id: 'V1', type: 'modal', team_id: TEAM, callback_id: 'ask', private_metadata: '', hash: '1.a' },
    ...{ title: { type: 'plain_text', text: 'Ask' }, blocks: [], state: { values: { a: { b: {} } } } },
  };
}
