import type { Bot } from '../doors/bot.ts';

/** A page of the bot's health server. */
export async function readHealth(bot: Bot, path: string): Promise<{ status: number; body: string }> {
  const port = bot.logged('health')[0]?.port;
  const answer = await fetch(`http://127.0.0.1:${String(port)}${path}`);
  return { status: answer.status, body: await answer.text() };
}

/** One of its metrics. */
export async function readMetric(bot: Bot, name: string): Promise<number> {
  const { body } = await readHealth(bot, '/metrics');
  const line = body.split('\n').find((one) => one.startsWith(`${name} `));
  if (!line) throw new Error(`no ${name} in:\n${body}`);
  return Number(line.slice(name.length + 1));
}
