import { connect } from 'node:net';
import { expect, type TestContext } from 'vitest';
import type { Deliveries } from '../../src/workspace/platform/deliveries.ts';
import { type Slack, type SlackOptions, startSlack } from '../start-slack.ts';
import { type Bot, startBot } from './bot.ts';
import { addressOf, type Carrier } from './carriers.ts';

/** A simulated Slack for one test. */
export async function play({ onTestFinished }: TestContext, options?: SlackOptions): Promise<Slack> {
  const slack = await startSlack(options);
  onTestFinished(() => slack.close());
  return slack;
}

/** A bot for one test. */
export async function start({ onTestFinished }: TestContext, env: Record<string, string>): Promise<Bot> {
  const bot = await startBot(env);
  onTestFinished(async () => {
    if (bot.running()) await bot.stop();
  });
  return bot;
}

export async function openFor(
  test: TestContext,
  carrier: Carrier,
  env: Record<string, string>,
): Promise<{ slack: Slack; bot: Bot; door: Deliveries }> {
  const slack = await play(test);
  const bot = await start(test, { ...slack.env(carrier), ...env });
  return { slack, bot, door: carrier === 'http' ? slack.http(addressOf(bot)) : slack };
}

/** Expects exit code 1 and these lines that say why, without a stack trace or a token. */
export function expectRefusal(
  ended: Pick<Bot, 'stderr' | 'written'> & { code: number | null },
  lines: RegExp[],
  slack: Slack | null,
  others: readonly string[] = [],
): void {
  expect(ended.code).toBe(1);
  const said = ended.stderr().trimEnd().split('\n');
  expect(said, ended.written()).toHaveLength(lines.length);
  for (const [at, line] of lines.entries()) expect(said[at]).toMatch(line);
  expect(ended.written()).not.toMatch(/^\s+at |\.[jt]s:\d/m);
  const secrets = slack ? [slack.botToken, slack.appToken, slack.signingSecret] : others;
  for (const secret of secrets) expect(ended.written()).not.toContain(secret);
}

/** Whether nothing listens on a port. */
export function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.once('connect', () => {
      socket.destroy();
      resolve(false);
    });
    socket.once('error', () => resolve(true));
  });
}
