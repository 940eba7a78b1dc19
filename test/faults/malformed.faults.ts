import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { HttpDeliveries } from '../../src/workspace/platform/start.ts';
import { addressOf, type Open, openBoth } from '../doors/carriers.ts';
import { SMALL_QUESTION, smallBase } from '../doors/small-base.ts';
import { ROWS } from './rows.ts';

const DATA_DIR = smallBase();
const doors = openBoth({ DATA_DIR });
/** They tell nothing that anybody has to know. */
const SILENT = ['a second hello', 'a message without anything else'];

const FORM = 'application/x-www-form-urlencoded';
const bodies: [string, { body: string; contentType?: string }, number][] = [
  ['null', { body: 'null' }, 400],
  ['null that is called text', { body: 'null', contentType: 'text/plain' }, 400],
  ['a payload of null', { body: 'payload=null', contentType: FORM }, 400],
  ['a payload that is an array', { body: 'payload=%5B%5D', contentType: FORM }, 400],
  ['a payload that is no JSON', { body: 'payload=%7B', contentType: FORM }, 400],
  ['an array', { body: '[]' }, 400],
  ['a string', { body: '"event_callback"' }, 400],
  ['a number', { body: '7' }, 400],
  ['no JSON', { body: '{"type":' }, 400],
  ['nothing', { body: '' }, 400],
  ['no UTF-8', { body: '\ud800' }, 400],
  ['an event of null', { body: '{"event":null}' }, 500],
  ['app_rate_limited', { body: '{"type":"app_rate_limited","minute_rate_limited":1}' }, 200],
];

let open: Open;

/** What the log says besides that it answered. */
const told = () => open.bot.logged().filter(({ event }) => event !== 'command answered');

/** After anything at all, the next question is answered. */
const expectAnswers = async () => {
  const { reply } = await open.door.command({ text: SMALL_QUESTION });
  expect(reply?.text).toContain('Two boats were lost');
};

describe(ROWS.malformed, () => {
  describe('over Socket Mode', () => {
    beforeAll(() => {
      open = doors('socket');
    });
    afterEach(() => open.tidy());

    const frames: [string, string | Buffer][] = [
      ['null', 'null'],
      ['nothing', ''],
      ['an array', '[]'],
      ['a string', '"events_api"'],
      ['an empty object', '{}'],
      ['no JSON', '{"type":'],
      ['binary', Buffer.from([0, 255, 1])],
      ['binary that would be JSON', Buffer.from('{"type":"events_api","payload":{}}')],
      ['no payload', frame({ type: 'events_api' })],
      ['a payload of null', frame({ type: 'events_api', payload: null })],
      ['no event', frame({ type: 'events_api', payload: { type: 'event_callback' } })],
      ['an event of null', frame({ type: 'events_api', payload: { event: null } })],
      ['an event that is a string', frame({ type: 'events_api', payload: { event: 'app_mention' } })],
      ['an event without a type', frame({ type: 'events_api', payload: { event: {} } })],
      [
        'an event without anything else',
        frame({ type: 'events_api', payload: { event: { type: 'app_mention' } } }),
      ],
      [
        'a message without anything else',
        frame({ type: 'events_api', payload: { event: { type: 'message' } } }),
      ],
      [
        'a mention without a text',
        frame({
          type: 'events_api',
          payload: { event: { type: 'app_mention', channel: 'C0NEWSDESK', ts: '1.000001' } },
        }),
      ],
      [
        'app_rate_limited',
        frame({ type: 'events_api', payload: { type: 'app_rate_limited', minute_rate_limited: 1 } }),
      ],
      ['a command without a payload', frame({ type: 'slash_commands' })],
      ['a command with an empty payload', frame({ type: 'slash_commands', payload: {} })],
      ['an interaction with a payload of null', frame({ type: 'interactive', payload: null })],
      ['an interaction of no kind', frame({ type: 'interactive', payload: { type: 'nothing' } })],
      ['a press of nothing', frame({ type: 'interactive', payload: { type: 'block_actions', actions: [] } })],
      ['a press without actions', frame({ type: 'interactive', payload: { type: 'block_actions' } })],
      ['a form that is not there', frame({ type: 'interactive', payload: { type: 'view_submission' } })],
      ['a type that nobody knows', frame({ type: 'quantum', payload: {} })],
      ['a type that is no string', frame({ type: 7, payload: {} })],
      ['an error', frame({ type: 'error', payload: {} })],
      ['a close', frame({ type: 'close', payload: {} })],
      ['the inside of the library', frame({ type: 'ws_message', payload: {} })],
      ['a second hello', '{"type":"hello"}'],
    ];

    describe('frames', () => {
      it.each(frames)('%s changes nothing', async (what, data) => {
        const before = told().length;
        open.slack.socket.sendRaw(data, open.slack.socket.live.at(-1));
        await expectAnswers();
        if (!SILENT.includes(what)) await open.slack.waitFor(() => told().length > before, 5000, 'a line');
        expect(told().slice(before)).toHaveLength(SILENT.includes(what) ? 0 : 1);
      });

      it.each(['a mention', 'what is no JSON', 'what is binary'])(
        '10 MB of %s changes nothing',
        async (what) => {
          const text = 'm'.repeat(10_000_000);
          const event = {
            type: 'app_mention',
            channel: 'C0NEWSDESK',
            user: 'U0REPORTER',
            ts: '1.000009',
            text,
          };
          const whole = frame({ type: 'events_api', payload: { event } });
          const before = told().length;
          open.slack.socket.sendRaw(
            what === 'a mention' ? whole : what === 'what is binary' ? Buffer.from(whole) : `{${text}`,
            open.slack.socket.live.at(-1),
          );
          await expectAnswers();
          await open.slack.waitFor(() => told().length > before, 5000, 'a line');
          expect(told().slice(before)).toMatchObject([{ level: 'warn', event: 'frame dropped' }]);
        },
      );
    });

    it('what is dropped is acked, lest it come again', async () => {
      const acked = open.slack.socket.acks.length;
      open.slack.socket.sendRaw(frame({ type: 'events_api', payload: { type: 'app_rate_limited' } }));
      await open.slack.waitFor(() => open.slack.socket.acks.length > acked);
      expect(open.bot.logged('frame dropped').at(-1)?.why).toContain('app_rate_limited');
    });

    it('a farewell without a reason is followed by another socket', async () => {
      const { id } = open.slack.socket.live.at(-1) ?? { id: 0 };
      open.slack.socket.sendRaw('{"type":"disconnect"}');
      await open.slack.waitFor(() => open.slack.socket.live.some((live) => live.id > id), 10_000);
      await expectAnswers();
    });
  });

  describe('over signed HTTP', () => {
    let door: HttpDeliveries;
    beforeAll(() => {
      open = doors('http');
      door = open.slack.http(addressOf(open.bot));
    });
    afterEach(() => open.tidy());

    describe('bodies', () => {
      it.each(bodies)('%s changes nothing', async (_what, raw, status) => {
        const answered = door.raw({ ...raw, expectAck: false });
        await expectAnswers();
        const receipt = await answered;
        expect(receipt.status).toBe(status);
      });
    });

    it.each([1_000_001, 5_000_000, 10_000_000])('%d bytes are refused, signed or not', async (bytes) => {
      const lead = '{"type":"event_callback","event":{"type":"app_mention","text":"';
      const body = `${lead}${'m'.repeat(bytes - lead.length - 3)}"}}`;
      const before = told().length;
      expect((await door.raw({ body, expectAck: false })).status).toBe(413);
      expect((await door.raw({ body, spoil: 'absent' })).status).toBe(413);
      await expectAnswers();
      expect(told().slice(before)).toMatchObject([{ status: 413 }, { status: 413 }]);
    });

    it('twelve MB are cut off', async () => {
      const receipt = await door.raw({ body: 'm'.repeat(12_000_000), expectAck: false });
      expect(receipt.status ?? 413).toBe(413);
      await expectAnswers();
    });

    it('another path and another method are refused', async () => {
      const origin = `http://127.0.0.1:${open.bot.port()}`;
      for (const path of ['/', '/slack/install', '/slack/events/..', '//', '/slack/events%00']) {
        expect((await fetch(origin + path, { method: 'POST', body: '{}' })).status).toBe(404);
      }
      expect((await fetch(`${origin}/slack/events`)).status).toBe(405);
      await expectAnswers();
    });

    it('a request that is cut off is forgotten', async () => {
      const controller = new AbortController();
      const slow = new ReadableStream({
        start(stream) {
          stream.enqueue(new TextEncoder().encode('{"type":'));
          setTimeout(() => controller.abort(), 50);
        },
      });
      const cut = fetch(addressOf(open.bot), {
        method: 'POST',
        body: slow,
        duplex: 'half',
        signal: controller.signal,
      });
      await expect(cut).rejects.toThrow();
      await expectAnswers();
    });
  });
});

describe(ROWS.signatures, () => {
  let door: HttpDeliveries;
  beforeAll(() => {
    open = doors('http');
    door = open.slack.http(addressOf(open.bot));
  });
  afterEach(() => open.tidy());

  describe('bodies of every kind, unsigned', () => {
    it.each(bodies)('%s without a good signature is refused as such', async (_what, raw) => {
      for (const spoil of ['absent', 'bad', 'foreign'] as const)
        expect((await door.raw({ ...raw, spoil })).status).toBe(401);
    });
  });

  describe('bad, absent, foreign, five minutes old, from the future', () => {
    it.each(['bad', 'absent', 'old', 'future', 'foreign'] as const)(
      'a command, a mention and a press whose signature is %s get 401 and nothing else',
      async (spoil) => {
        const calls = open.slack.calls.length;
        const results = [
          await door.command({ text: SMALL_QUESTION, spoil }),
          await door.mention({ text: SMALL_QUESTION, spoil }),
          await door.interactive({ type: 'block_actions', actions: [] }, { spoil }),
        ];
        for (const { status, body, ack } of results) {
          expect({ status, body, ack }).toEqual({ status: 401, body: '', ack: undefined });
        }
        await expectAnswers();
        expect(open.slack.calls).toHaveLength(calls);
      },
    );
  });

  it('Slack may see who it is', async () => {
    expect(await door.urlVerification('abc')).toMatchObject({
      status: 200,
      ack: { payload: { challenge: 'abc' } },
    });
    expect((await door.sslCheck()).status).toBe(200);
  });
});

// --- internal ---

let envelopes = 0;

function frame(fields: object): string {
  envelopes += 1;
  return JSON.stringify({ envelope_id: `envelope-${envelopes}`, accepts_response_payload: true, ...fields });
}
