import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Slack, startSlack } from '../../start-slack.ts';
import { connect, socketUrl } from './caller.ts';

let slack: Slack;

beforeEach(async () => {
  slack = await startSlack();
});
afterEach(() => slack.close());

const connected = async () => {
  const client = await connect(slack);
  await slack.socket.connected();
  return client;
};
const violations = () => slack.violations.map(({ what }) => what);

describe('Socket Mode', () => {
  it('sends hello, and wraps payloads in envelopes', async () => {
    const client = await connect(slack);
    expect(await client.next('hello')).toMatchObject({
      num_connections: 1,
      connection_info: { app_id: 'A0BOT00000' },
    });
    const asking = slack.command({ text: 'who pays' });
    const envelope = await client.next('slash_commands');
    expect(envelope).toMatchObject({
      accepts_response_payload: true,
      payload: { command: '/haiti', text: 'who pays', user_id: slack.userId, channel_id: slack.channelId },
    });
    expect(envelope).not.toHaveProperty('retry_attempt');
    client.ack(envelope, { text: 'they do' });
    expect(await asking).toMatchObject({ reply: { text: 'they do' }, ack: { payload: { text: 'they do' } } });
    expect(slack.socket.acks).toHaveLength(1);
    slack.assertClean();
  });

  it('sends events with their retry number and reason', async () => {
    const client = await connected();
    const asking = slack.mention({ text: 'who pays', retry_num: 2, retry_reason: 'http_error' });
    const envelope = await client.next('events_api');
    expect(envelope).toMatchObject({
      accepts_response_payload: false,
      retry_attempt: 2,
      retry_reason: 'http_error',
      payload: {
        type: 'event_callback',
        event: { type: 'app_mention', text: `<@${slack.botUserId}> who pays` },
      },
    });
    client.ack(envelope, {});
    expect((await asking).ack).toBeDefined();
    slack.assertClean();
  });

  it('records invalid acks', async () => {
    const client = await connected();
    const asking = slack.mention({ text: 'who pays' });
    const envelope = await client.next('events_api');
    client.ack({ envelope_id: 'never-sent' });
    client.ack(envelope, { text: 'unwanted' });
    client.ack(envelope);
    client.ws.send('hello');
    client.ws.send(Buffer.from([1, 2]));
    client.ws.send(JSON.stringify({ envelope_id: 'never-sent', more: true }));
    await asking;
    await slack.waitFor(() => slack.violations.length === 7);
    expect(violations()).toEqual([
      ...['unknown_envelope', 'unwanted_payload', 'second_ack'],
      ...['bad_frame', 'bad_frame', 'bad_frame', 'unknown_envelope'],
    ]);
  });

  it('records late and missing acks, and refuses invalid blocks in one', async () => {
    const client = await connected();
    const asking = ['late', 'never', 'wrong'].map((text) => slack.command({ text }));
    const late = await client.next('slash_commands');
    await client.next('slash_commands');
    const wrong = await client.next('slash_commands');
    client.ack(wrong, { text: 'a', blocks: [{ type: 'header', text: { type: 'plain_text', text: '' } }] });
    const [first, second, third] = await Promise.all(asking);
    expect([first?.failed, second?.failed]).toEqual(['timeout', 'timeout']);
    expect(third).toMatchObject({ refused: { error: 'invalid_blocks' } });
    client.ack(late);
    await slack.waitFor(() => slack.violations.some(({ what }) => what === 'late_ack'));
    expect(violations().sort()).toEqual(['invalid_blocks', 'late_ack', 'not_acked']);
    expect(() => slack.assertClean()).toThrow(
      /invalid_blocks at ack: .*json-pointer:\/blocks\/0\/text\/text/,
    );
  });

  it('does not count a missing ack when the connection broke, and retries the event', async () => {
    const first = await connected();
    const asking = slack.mention({ text: 'who pays' });
    const lost = await first.next('events_api');
    slack.socket.drop();
    expect((await asking).failed).toBe('timeout');
    expect(slack.socket.unacked()).toMatchObject([{ envelopeId: lost.envelope_id }]);

    const second = await connected();
    const retrying = slack.socket.retryUnacked();
    const again = await second.next('events_api');
    expect(again).toMatchObject({ retry_attempt: 1, payload: lost.payload as object });
    expect(again.envelope_id).not.toBe(lost.envelope_id);
    second.ack(again);
    expect(await retrying).toMatchObject([{ ack: {} }]);
    expect(slack.socket.unacked()).toEqual([]);
    slack.assertClean();
  });

  it('accepts an ack for a frame made up by a test', async () => {
    const client = await connected();
    slack.socket.sendRaw(JSON.stringify({ envelope_id: 'made-up', type: 'events_api', payload: {} }));
    client.ack(await client.next('events_api'));
    expect(await slack.waitFor(() => slack.socket.acks[0])).toMatchObject({ envelopeId: 'made-up' });
    slack.assertClean();
  });

  it('reports a missing socket', async () => {
    expect(await slack.command({ text: 'who pays' })).toMatchObject({ failed: 'no_socket' });
  });

  it('accepts each ticket once', async () => {
    const url = await socketUrl(slack);
    await connect(slack, url);
    const [connection] = await slack.socket.connected();
    expect(connection?.id).toBe(1);
    const again = await connect(slack, url);
    await again.closed();
    expect(slack.socket.live).toHaveLength(1);
    expect(violations()).toEqual(['bad_ticket']);
  });

  it('accepts ten connections and rejects an eleventh', async () => {
    const ten = await Promise.all(Array.from({ length: 10 }, () => connect(slack)));
    await slack.socket.connected({ count: 10 });
    const eleventh = await connect(slack);
    expect(await eleventh.next('disconnect')).toMatchObject({ reason: 'too_many_websockets' });
    await eleventh.closed();
    expect(slack.socket.live).toHaveLength(10);
    const asked = Array.from({ length: 10 }, () => slack.command({ text: 'a', expectAck: false }));
    await Promise.all(ten.map(async (client) => client.ack(await client.next('slash_commands'))));
    expect((await Promise.all(asked)).every(({ ack }) => ack)).toBe(true);
  });

  it.each(['warning', 'refresh_requested', 'link_disabled'] as const)(
    'asks the bot to disconnect: %s',
    async (reason) => {
      const client = await connected();
      slack.socket.disconnect(reason);
      expect(await client.next('disconnect')).toMatchObject({ reason });
      client.ws.close(1000);
      await client.closed();
      await slack.waitFor(() => slack.socket.live.length === 0);
    },
  );

  it('pings, refuses handshakes, delays hello, goes half-open and sends raw frames', async () => {
    slack.socket.pingMs = 20;
    slack.socket.refuseNext(1);
    const refused = await connect(slack);
    await refused.closed();
    slack.socket.slowHello = 100;
    const client = await connect(slack);
    const before = performance.now();
    const [connection] = await slack.socket.connected();
    expect(performance.now() - before).toBeGreaterThan(50);
    await slack.waitFor(() => connection?.lastPongAt);

    slack.socket.sendRaw('not JSON');
    slack.socket.sendRaw('null');
    slack.socket.sendRaw(Buffer.from([0, 255]));
    await slack.waitFor(() => client.frames.length === 4);

    slack.socket.halfOpen();
    const pong = once(client.ws, 'pong').then(() => true);
    client.ws.ping();
    const silence = new Promise<boolean>((resolve) => setTimeout(resolve, 100, false));
    expect(await Promise.race([pong, silence])).toBe(false);
    expect(slack.socket.live).toEqual([]);
    slack.assertClean();
  });
});
