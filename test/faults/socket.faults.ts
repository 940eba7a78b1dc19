import { readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import type { CommandResult, EventResult } from '../../src/workspace/platform/deliveries.ts';
import { openOne } from '../doors/carriers.ts';
import { SMALL_QUESTION, smallBase } from '../doors/small-base.ts';
import { expectAnsweredOnce, median, socketAfter } from './effects.ts';
import { ROWS } from './rows.ts';
import { tried } from './tried.ts';

/** By hand: SOCKET_CYCLES=200; in CI fewer. */
const CYCLES = Number(process.env.SOCKET_CYCLES ?? 28);
/** Each makes a socket; Slack asks for one every few hours. */
const REFRESHES = 200;
/** Longest median gap that readers would not notice, in milliseconds. */
const GAP = 2000;
/** File handles that come and go: a call to Slack may keep its connection for a while. */
const HANDLES = 6;
const SETTLE_MS = 75_000;

const DATA_DIR = smallBase();

const open = openOne({ DATA_DIR, HEALTH_PORT: '0' });

/** Ways to lose a socket. Slack closes a socket some time after asking the bot to leave it. */
const WAYS: [string, () => { id: number }][] = [
  ['refresh', () => open.slack.socket.disconnect('refresh_requested')],
  ['warning', () => open.slack.socket.disconnect('warning')],
  ['drop', () => open.slack.socket.drop()],
  [
    'handshake refused',
    () => {
      open.slack.socket.refuseNext(1);
      return open.slack.socket.drop();
    },
  ],
  [
    'no address',
    () => {
      open.slack.fault('apps.connections.open', { kind: 'status', status: 500 });
      return open.slack.socket.drop();
    },
  ],
  ['half-open', () => open.slack.socket.halfOpen()],
  ['drop once more', () => open.slack.socket.drop()],
];

describe(ROWS.socket, () => {
  it('lost again and again, in every way, while people ask: replaced within two seconds at the median', {
    timeout: 900_000,
  }, async (test) => {
    const { slack, bot } = open;
    const handles = () => readdirSync(`/proc/${bot.pid}/fd`).length;
    // Opens as many connections to Slack as will ever be needed: each is kept for a while.
    await Promise.all(
      Array.from({ length: 40 }, () => slack.mention({ text: 'help', channel: 'C0SIDE0000' })),
    );
    await open.settled();
    const before = handles();
    const gaps = new Map<string, number[]>();
    const mentions: EventResult[] = [];
    const commands: { acked: boolean; told: boolean }[] = [];
    const asking: Promise<unknown>[] = [];
    for (let cycle = 0; cycle < CYCLES; cycle++) {
      const [way, lose] = WAYS[cycle % WAYS.length] as (typeof WAYS)[number];
      // One mention is acknowledged, one is sent just before the socket is lost, and one just after.
      const mention = () =>
        slack.mention({ text: SMALL_QUESTION, expectAck: false }).then((result) => mentions.push(result));
      const command = () =>
        slack
          .command({ text: SMALL_QUESTION, expectAck: false })
          .then(({ ack, reply }) => commands.push({ acked: Boolean(ack), told: Boolean(reply) }));
      await mention();
      asking.push(mention(), command());
      const lostSocket = lose();
      const lost = performance.now();
      asking.push(mention(), command());
      await socketAfter(slack, lostSocket, 30_000, `a socket after ${way}, ${cycle}`);
      gaps.set(way, [...(gaps.get(way) ?? []), performance.now() - lost]);
      expect((await slack.command({ text: 'help' })).reply).toBeDefined();
    }
    await Promise.all(asking);
    await expectAnsweredOnce(slack, mentions, 60_000);
    expect(commands.filter(({ acked, told }) => acked && !told)).toEqual([]);
    await slack.waitFor(() => slack.socket.live.length === 1, 10_000, 'one live socket');
    await slack
      .waitFor(() => handles() <= before + HANDLES, SETTLE_MS, 'the handles to be given back')
      .catch(() => {});
    const after = handles();
    const all = [...gaps.values()].flat();
    const each = [...gaps].map(([way, times]) => `${way} ${(median(times) / 1000).toFixed(2)}`).join(', ');
    const acked = mentions.filter(({ ack }) => ack).length;
    tried(
      test,
      CYCLES,
      `gap ${(median(all) / 1000).toFixed(2)} s at the median (${each}); ${before} file handles before, ${after} after; ${mentions.length} mentions, ${acked} acked at once, each answered once`,
    );
    expect(median(all)).toBeLessThanOrEqual(GAP);
    expect(after).toBeLessThanOrEqual(before + HANDLES);
    expect(bot.running()).toBe(true);
  });

  it('refreshed by Slack again and again: two sockets overlap, and no command is lost', {
    timeout: 300_000,
  }, async (test) => {
    const { slack, bot } = open;
    await slack.waitFor(() => slack.socket.live.length === 1, 10_000, 'one live socket');
    const first = slack.socket.all.length - 1;
    const asked: Promise<CommandResult>[] = [];
    const ask = () => asked.push(slack.command({ text: SMALL_QUESTION, expectAck: false }));
    for (let time = 0; time < REFRESHES; time++) {
      ask();
      const old = slack.socket.disconnect(time % 2 === 0 ? 'refresh_requested' : 'warning');
      ask();
      await socketAfter(slack, old);
      ask();
      await slack.waitFor(() => slack.socket.live.length <= 3, 10_000, 'the old sockets to be closed');
    }
    const lost = (await Promise.all(asked)).filter(({ reply }) => reply === undefined);
    await slack.waitFor(() => slack.socket.live.length === 1, 10_000, 'one live socket');
    const sockets = slack.socket.all.slice(first);
    const gaps = sockets.slice(1).map(({ helloAt = 0 }, at) => helloAt - (sockets[at]?.closedAt ?? helloAt));
    tried(
      test,
      REFRESHES,
      `${asked.length} commands, ${lost.length} lost; longest gap ${Math.max(0, ...gaps)} ms`,
    );
    expect(lost).toEqual([]);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(0);
    expect(sockets).toHaveLength(REFRESHES + 1);
    expect(bot.running()).toBe(true);
  });

  it('asked to leave while no other socket can be had: the old one serves until Slack closes it', async (test) => {
    const { slack } = open;
    slack.fault('apps.connections.open', { kind: 'status', status: 503, times: 2 });
    const old = slack.socket.disconnect();
    await pause(1000);
    expect((await slack.command({ text: SMALL_QUESTION })).reply).toBeDefined();
    slack.socket.drop(old);
    await socketAfter(slack, old);
    expect((await slack.command({ text: SMALL_QUESTION })).reply).toBeDefined();
    tried(test, 1);
  });

  it('lost once after a quiet while: replaced within two seconds', async (test) => {
    const { slack } = open;
    const gaps: number[] = [];
    for (const lose of [() => slack.socket.disconnect('refresh_requested'), () => slack.socket.drop()]) {
      await pause(11_000);
      const lostSocket = lose();
      const lost = performance.now();
      await socketAfter(slack, lostSocket);
      gaps.push(performance.now() - lost);
    }
    expect(median(gaps)).toBeLessThan(GAP);
    tried(test, gaps.length, `${gaps.map((ms) => (ms / 1000).toFixed(2)).join(' and ')} s`);
  });

  it('refused because too many are open: the bot keeps trying, without a storm, until there is room', async (test) => {
    const { slack, bot } = open;
    const own = slack.socket.live.at(-1);
    const others = await Promise.all(Array.from({ length: 9 }, () => occupy()));
    const refused = () => bot.logged('not connected').length;
    const lines = refused();
    slack.socket.refuseNext(1);
    const { id } = slack.socket.drop(own);
    await slack.waitFor(() => refused() > lines);
    others.push(await occupy());
    const connects = () => slack.calls.filter(({ method }) => method === 'apps.connections.open').length;
    const before = connects();
    await pause(8000);
    expect(bot.running()).toBe(true);
    const tries = connects() - before;
    expect(tries).toBeGreaterThan(0);
    expect(tries).toBeLessThan(12);
    for (const other of others) other.terminate();
    const mine = () => slack.socket.live.find((live) => live.id > id && live.closedAt === undefined);
    await slack.waitFor(mine, 45_000, 'a socket of its own');
    await slack.waitFor(() => slack.socket.live.length === 1, 10_000, 'the others to be gone');
    expect((await slack.command({ text: 'help' })).reply).toBeDefined();
    tried(test, 1, `${tries} further tries in 8 s`);
  });

  it('refused four times in a row: the bot reconnects by itself', async (test) => {
    const { slack, bot } = open;
    slack.fault('apps.connections.open', { kind: 'ratelimited', retryAfter: 1, times: 1 });
    slack.fault('apps.connections.open', { kind: 'html', times: 1 });
    slack.socket.refuseNext(2);
    await socketAfter(slack, slack.socket.drop(), 60_000);
    expect(bot.running()).toBe(true);
    expect((await slack.command({ text: SMALL_QUESTION })).reply).toBeDefined();
    tried(test, 4);
  });
});

// --- internal ---

/** Takes one of the sockets that Slack allows this app. */
async function occupy(): Promise<WebSocket> {
  const answer = await fetch(`${open.slack.apiUrl}apps.connections.open`, {
    method: 'POST',
    headers: { authorization: `Bearer ${open.slack.appToken}` },
  });
  const { url } = (await answer.json()) as { url: string };
  const socket = new WebSocket(url);
  socket.on('error', () => {});
  await new Promise((resolve) => socket.once('message', resolve));
  return socket;
}
