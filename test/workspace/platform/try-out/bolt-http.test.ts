import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HttpDeliveries } from '../../../../src/workspace/platform/start.ts';
import { type Slack, startSlack } from '../../../start-slack.ts';
import { startOverHttp, type TryOut } from './bolt-app.ts';

let slack: Slack;
let bot: TryOut;
let door: HttpDeliveries;

beforeEach(async () => {
  slack = await startSlack();
  bot = await startOverHttp(slack.env('http'));
  door = slack.http(bot.url);
});

afterEach(async () => {
  await bot.stop();
  await slack.close();
});

describe('a Bolt app over signed HTTP', () => {
  it('answers commands, mentions, buttons and forms', async () => {
    const shown = await door.command({ text: 'press' });
    expect(shown).toMatchObject({ status: 200, reply: { text: 'a' } });
    const pressed = await door.action(shown.reply as NonNullable<typeof shown.reply>, 'press');
    await slack.waitFor(() => pressed.replies()[0]);
    await door.mention({ text: 'who pays' });
    await slack.waitFor(() => slack.messages().find(({ bot_id }) => bot_id));
    await door.command({ text: 'modal' });
    const form = await slack.waitFor(() => slack.modal());
    expect(await door.submit(form, { name: 'bad' })).toMatchObject({ responseAction: 'errors' });
    slack.assertClean();
  });

  it('answers url_verification and ssl_check', async () => {
    expect(await door.urlVerification('abc')).toMatchObject({
      status: 200,
      ack: { payload: { challenge: 'abc' } },
    });
    expect((await door.sslCheck()).status).toBe(200);
    slack.assertClean();
  });

  it.each(['bad', 'absent', 'old', 'foreign'] as const)('rejects a signature that is %s', async (spoil) => {
    const answer = await door.command({ text: 'who pays', spoil });
    expect(answer).toMatchObject({ failed: 'http_401', status: 401 });
    expect(answer.reply).toBeUndefined();
    slack.assertClean();
  });

  it('is reported when it accepts a request from the future', async () => {
    await slack.http(bot.url, { spoil: 'future' }).command({ text: 'who pays' });
    expect(slack.violations.map(({ what }) => what)).toEqual(['forged_request_accepted']);
  });

  it('is reported when it does not respond', async () => {
    const answer = await door.command({ text: 'never' });
    expect(answer.failed).toBe('timeout');
    expect(slack.violations.map(({ what }) => what)).toEqual(['not_acked']);
  });

  it('accepts a replay and any body', async () => {
    await door.mention({ text: 'who pays' });
    await door.replay();
    await slack.waitFor(() => slack.messages().filter(({ bot_id }) => bot_id).length === 2);
    expect((await door.raw({ body: 'no JSON', expectAck: false })).status).toBe(400);
    slack.assertClean();
  });
});
