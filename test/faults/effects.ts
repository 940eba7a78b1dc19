import { expect } from 'vitest';
import type { Message } from '../../src/workspace/platform/messages.ts';
import type { Bot } from '../doors/bot.ts';
import type { Open } from '../doors/carriers.ts';
import type { Slack } from '../start-slack.ts';

/** How many posts the bot tries, in any channel, because of `act`. */
export async function postsTried(open: Open, act: () => Promise<unknown>): Promise<number> {
  const before = postCalls(open.slack);
  await act();
  await open.settled();
  return postCalls(open.slack) - before - 1;
}

/** How many posts the bot has tried so far. */
export function postCalls(slack: Slack): number {
  return slack.calls.filter(({ method }) => method === 'chat.postMessage').length;
}

/** Warnings and errors in the bot's log, after the first `from` lines. */
export function complaints(bot: Bot, from = 0): object[] {
  return bot
    .logged()
    .slice(from)
    .filter(({ level }) => level === 'warn' || level === 'error');
}

/** The bot's posts in a thread of the usual channel. */
export function answersTo(slack: Slack, ts: string): Message[] {
  return slack.messages().filter((message) => message.bot_id && message.thread_ts === ts);
}

/** Expects exactly one answer to each mention; Slack first resends what was not acknowledged. */
export async function expectAnsweredOnce(
  slack: Slack,
  mentions: readonly { ts: string }[],
  ms: number,
): Promise<void> {
  for (let round = 0; round < 20 && slack.socket.unacked().length > 0; round++) {
    await slack.socket.connected({ ms: 30_000 });
    await slack.socket.retryUnacked();
  }
  const counts = () => mentions.map(({ ts }) => answersTo(slack, ts).length);
  await slack.waitFor(() => !counts().includes(0), ms, 'all answers').catch(() => {});
  expect(counts()).toEqual(mentions.map(() => 1));
}

/** Waits for a socket newer than a lost one. */
export function socketAfter(
  { socket, waitFor }: Slack,
  { id }: { id: number },
  ms = 10_000,
  what = 'a new socket',
) {
  return waitFor(() => socket.live.find((live) => live.id > id), ms, what);
}

/** A ts that no other message has. */
export function stamp(): string {
  moments += 1;
  return `1700000000.${String(moments).padStart(6, '0')}`;
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

// --- internal ---

let moments = 0;
