import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { type Slack, startSlack } from '../../../start-slack.ts';
import { startOverSocket, type TryOut } from './bolt-app.ts';

let slack: Slack;
let bot: TryOut | undefined;

async function start(options: Parameters<typeof startSlack>[0] = {}) {
  slack = await startSlack(options);
  bot = await startOverSocket(slack.env());
  await slack.socket.connected();
}

afterEach(async () => {
  await bot?.stop();
  bot = undefined;
  await slack.close();
});

describe('a Bolt app over Socket Mode', () => {
  it('answers a command in its ack', async () => {
    await start();
    const answer = await slack.command({ text: 'who pays' });
    expect(answer.reply).toMatchObject({
      text: 'you asked: who pays',
      ephemeralTo: slack.userId,
      via: 'ack',
    });
    expect(answer.ack?.ms).toBeLessThan(1000);
    expect(slack.ephemerals()).toEqual([answer.reply]);
    slack.assertClean();
  });

  it('answers in the channel and through the response_url', async () => {
    await start();
    await slack.command({ text: 'publicly' });
    expect(slack.messages().map(({ text }) => text)).toEqual(['/haiti publicly', 'a']);
    const answer = await slack.command({ text: 'respond later on' });
    expect(answer.reply).toBeUndefined();
    const reply = await slack.waitFor(() => answer.replies()[0]);
    expect(reply).toMatchObject({ text: 'later on', via: 'response_url' });
    slack.assertClean();
  });

  it('answers mentions in the thread, direct messages and the Home tab', async () => {
    await start();
    const asked = await slack.mention({ text: 'who pays' });
    const reply = await slack.waitFor(() => slack.messages().find(({ bot_id }) => bot_id));
    expect(reply).toMatchObject({ text: 'here', thread_ts: asked.ts });
    const said = await slack.dm({ text: 'hello' });
    await slack.waitFor(() =>
      slack.messages(said.channel).find(({ text, bot_id }) => bot_id && text === 'hello'),
    );
    await slack.homeOpened();
    const home = await slack.waitFor(() => slack.home());
    expect(home.blocks).toMatchObject([{ type: 'section' }]);
    slack.assertClean();
  });

  it('receives the same event twice, also with another id', async () => {
    await start();
    const asked = await slack.mention({ text: 'who pays', event_id: 'Ev1' });
    await asked.again({ retry_num: 1, retry_reason: 'timeout' });
    await asked.again({ event_id: 'Ev2' });
    const answers = () => slack.messages().filter(({ bot_id }) => bot_id);
    await slack.waitFor(() => answers().length === 3);
    expect(slack.messages()).toHaveLength(4);
  });

  it('handles buttons and forms', async () => {
    await start();
    const shown = await slack.command({ text: 'press' });
    if (!shown.reply) throw new Error('nothing to press');
    const pressed = await slack.action(shown.reply, 'press');
    const reply = await slack.waitFor(() => pressed.replies()[0]);
    expect(reply).toMatchObject({ text: 'pressed', ephemeralTo: slack.userId });

    await slack.command({ text: 'modal' });
    const form = await slack.waitFor(() => slack.modal());
    const refused = await slack.submit(form, { name: 'bad' });
    expect(refused).toMatchObject({ responseAction: 'errors', errors: { name: 'not this one' }, view: form });
    const taken = await slack.submit(form, { name: 'good' });
    expect(taken.responseAction).toBe('close');
    expect(slack.modal()).toBeUndefined();
    slack.assertClean();
  });

  it('is reported for a late ack, a missing ack and an invalid block', async () => {
    await start();
    const [late, never, wrong] = await Promise.all([
      slack.command({ text: 'late' }),
      slack.command({ text: 'never' }),
      slack.command({ text: 'wrong' }),
    ]);
    expect([late.failed, never.failed]).toEqual(['timeout', 'timeout']);
    expect(wrong.reply).toBeUndefined();
    await slack.waitFor(() => slack.violations.some(({ what }) => what === 'late_ack'));
    expect(slack.violations.map(({ what }) => what).sort()).toEqual([
      'invalid_blocks',
      'late_ack',
      'not_acked',
    ]);
    expect(() => slack.assertClean()).toThrow(
      /invalid_blocks at ack: .*json-pointer:\/blocks\/0\/text\/text/,
    );
  });

  it('reconnects after every way of losing its socket', async () => {
    await start();
    const back = (old: { id: number }) =>
      slack.waitFor(() => slack.socket.live.find(({ id }) => id > old.id), 10_000, 'a new connection');
    let answered = 0;
    const lose = [
      () => slack.socket.disconnect('warning'),
      () => slack.socket.disconnect('refresh_requested'),
      () => slack.socket.drop(),
      () => slack.socket.halfOpen(),
    ];
    for (const how of lose) {
      await back(how());
      if ((await slack.command({ text: 'still there' })).reply) answered += 1;
    }
    expect(answered).toBe(lose.length);
    expect(slack.socket.live).toHaveLength(1);
    slack.assertClean();
  });

  it('answers 300 commands at once', async () => {
    await start();
    const answers = await Promise.all(
      Array.from({ length: 300 }, (_, i) => slack.command({ text: String(i) })),
    );
    expect(answers.map(({ reply }) => reply?.text)).toEqual(answers.map((_, i) => `you asked: ${i}`));
    slack.assertClean();
  });

  it('may run in its own process', async () => {
    slack = await startSlack();
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', new URL('child.ts', import.meta.url).pathname],
      {
        env: { PATH: process.env.PATH, ...slack.env() },
        stdio: 'inherit',
      },
    );
    await slack.socket.connected({ ms: 15_000 });
    const answer = await slack.command({ text: 'who pays' });
    expect(answer.reply?.text).toBe('you asked: who pays');
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
    slack.assertClean();
  });
});
