import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { HttpDeliveries } from '../../src/workspace/platform/start.ts';
import { addressOf, type Open, openBoth } from '../doors/carriers.ts';
import { SMALL_QUESTION, smallBase } from '../doors/small-base.ts';
import { socketAfter } from './effects.ts';
import { ROWS } from './rows.ts';

const DATA_DIR = smallBase();
const doors = openBoth({ DATA_DIR });
const BARE_MESSAGE = 'a message with nothing but a type';
const SECOND_HELLO = 'a second hello';
/** Normal enough to be dropped without a log line. */
const SILENT = [BARE_MESSAGE, SECOND_HELLO];
const RATE_LIMITED = { type: 'events_api', payload: { type: 'app_rate_limited' } };

const FORM = 'application/x-www-form-urlencoded';
const bodies: [string, { body: string; contentType?: string }, number][] = [
  ['null', { body: 'null' }, 400],
  ['null sent as text', { body: 'null', contentType: 'text/plain' }, 400],
  ['a payload of null', { body: 'payload=null', contentType: FORM }, 400],
  ['a payload that is an array', { body: 'payload=%5B%5D', contentType: FORM }, 400],
  ['a payload of invalid JSON', { body: 'payload=%7B', contentType: FORM }, 400],
  ['an array', { body: '[]' }, 400],
  ['a string', { body: '"event_callback"' }, 400],
  ['a number', { body: '7' }, 400],
  ['invalid JSON', { body: '{"type":' }, 400],
  ['nothing', { body: '' }, 400],
  ['invalid UTF-8', { body: '\ud800' }, 400],
  ['an event of null', { body: '{"event":null}' }, 500],
  ['app_rate_limited', { body: '{"type":"app_rate_limited","minute_rate_limited":1}' }, 200],
];

let open: Open;

/** Log lines except those about answers. */
const logged = () => open.bot.logged().filter(({ event }) => event !== 'command answered');

/** Whatever came before, the next question is answered. */
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

    const event = (fields: unknown) => frame({ type: 'events_api', payload: { event: fields } });
    const frames: [string, string | Buffer][] = [
      ['null', 'null'],
      ['nothing', ''],
      ['an array', '[]'],
      ['a string', '"events_api"'],
      ['an empty object', '{}'],
      ['invalid JSON', '{"type":'],
      ['binary', Buffer.from([0, 255, 1])],
      ['valid JSON sent as binary', Buffer.from('{"type":"events_api","payload":{}}')],
      ['no payload', frame({ type: 'events_api' })],
      ['a payload of null', frame({ type: 'events_api', payload: null })],
      ['no event', frame({ type: 'events_api', payload: { type: 'event_callback' } })],
      ['an event of null', event(null)],
      ['an event that is a string', event('app_mention')],
      ['an event without a type', event({})],
      ['an event with nothing but a type', event({ type: 'app_mention' })],
      [BARE_MESSAGE, event({ type: 'message' })],
      ['a mention without a text', event({ type: 'app_mention', channel: 'C0NEWSDESK', ts: '1.000001' })],
      [
        'app_rate_limited',
        frame({ ...RATE_LIMITED, payload: { ...RATE_LIMITED.payload, minute_rate_limited: 1 } }),
      ],
      ['a command without a payload', frame({ type: 'slash_commands' })],
      ['a command with an empty payload', frame({ type: 'slash_commands', payload: {} })],
      ['an interaction with a payload of null', frame({ type: 'interactive', payload: null })],
      ['an interaction of an unknown type', frame({ type: 'interactive', payload: { type: 'nothing' } })],
      [
        'a press with no action',
        frame({ type: 'interactive', payload: { type: 'block_actions', actions: [] } }),
      ],
      ['a press without actions', frame({ type: 'interactive', payload: { type: 'block_actions' } })],
      ['a submission without a view', frame({ type: 'interactive', payload: { type: 'view_submission' } })],
      ['an unknown type', frame({ type: 'quantum', payload: {} })],
      ['a type that is not a string', frame({ type: 7, payload: {} })],
      ['an error', frame({ type: 'error', payload: {} })],
      ['a close', frame({ type: 'close', payload: {} })],
      ["the library's internal event", frame({ type: 'ws_message', payload: {} })],
      [SECOND_HELLO, '{"type":"hello"}'],
    ];

    describe('frames', () => {
      it.each(frames)('%s: dropped, and the next question is answered', async (what, data) => {
        const before = logged().length;
        open.slack.socket.sendRaw(data, open.slack.socket.live.at(-1));
        await expectAnswers();
        if (!SILENT.includes(what)) await open.slack.waitFor(() => logged().length > before, 5000, 'a line');
        expect(logged().slice(before)).toHaveLength(SILENT.includes(what) ? 0 : 1);
      });

      it.each(['a mention', 'invalid JSON', 'binary'])(
        '10 MB of %s: dropped, and the next question is answered',
        async (what) => {
          const text = 'm'.repeat(10_000_000);
          const from = { channel: 'C0NEWSDESK', user: 'U0REPORTER', ts: '1.000009' };
          const whole = event({ type: 'app_mention', ...from, text });
          const before = logged().length;
          open.slack.socket.sendRaw(
            what === 'a mention' ? whole : what === 'binary' ? Buffer.from(whole) : `{${text}`,
            open.slack.socket.live.at(-1),
          );
          await expectAnswers();
          await open.slack.waitFor(() => logged().length > before, 5000, 'a line');
          expect(logged().slice(before)).toMatchObject([{ level: 'warn', event: 'frame dropped' }]);
        },
      );
    });

    it('a dropped frame is acknowledged, so that Slack does not resend it', async () => {
      const acked = open.slack.socket.acks.length;
      open.slack.socket.sendRaw(frame(RATE_LIMITED));
      await open.slack.waitFor(() => open.slack.socket.acks.length > acked);
      expect(open.bot.logged('frame dropped').at(-1)?.why).toContain('app_rate_limited');
    });

    it('a disconnect without a reason is followed by a new socket', async () => {
      const before = open.slack.socket.live.at(-1) ?? { id: 0 };
      open.slack.socket.sendRaw('{"type":"disconnect"}');
      await socketAfter(open.slack, before);
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
      it.each(bodies)(
        '%s: refused or ignored, and the next question is answered',
        async (_what, raw, status) => {
          const answered = door.raw({ ...raw, expectAck: false });
          await expectAnswers();
          const receipt = await answered;
          expect(receipt.status).toBe(status);
        },
      );
    });

    it.each([1_000_001, 5_000_000, 10_000_000])('%d bytes get 413, signed or not', async (bytes) => {
      const lead = '{"type":"event_callback","event":{"type":"app_mention","text":"';
      const body = `${lead}${'m'.repeat(bytes - lead.length - 3)}"}}`;
      const before = logged().length;
      expect((await door.raw({ body, expectAck: false })).status).toBe(413);
      expect((await door.raw({ body, spoil: 'absent' })).status).toBe(413);
      await expectAnswers();
      expect(logged().slice(before)).toMatchObject([{ status: 413 }, { status: 413 }]);
    });

    it('12 MB are cut off', async () => {
      const receipt = await door.raw({ body: 'm'.repeat(12_000_000), expectAck: false });
      expect(receipt.status ?? 413).toBe(413);
      await expectAnswers();
    });

    it('other paths get 404 and other methods 405', async () => {
      const origin = `http://127.0.0.1:${open.bot.port()}`;
      for (const path of ['/', '/slack/install', '/slack/events/..', '//', '/slack/events%00']) {
        expect((await fetch(origin + path, { method: 'POST', body: '{}' })).status).toBe(404);
      }
      expect((await fetch(`${origin}/slack/events`)).status).toBe(405);
      await expectAnswers();
    });

    it('a request that breaks off changes nothing', async () => {
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

  describe('malformed bodies without a valid signature', () => {
    it.each(bodies)('%s gets 401', async (_what, raw) => {
      for (const spoil of ['absent', 'bad', 'foreign'] as const)
        expect((await door.raw({ ...raw, spoil })).status).toBe(401);
    });
  });

  describe('a signature that is bad, absent, foreign, five minutes old or from the future', () => {
    it.each(['bad', 'absent', 'old', 'future', 'foreign'] as const)(
      'a command, a mention and a press with signature “%s” get an empty 401 and run nothing',
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

  it("Slack's URL verification and TLS check are answered", async () => {
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
