import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Deliveries } from '../../../src/workspace/platform/deliveries.ts';
import { type Bot, startBot } from '../../doors/bot.ts';
import { addressOf, CARRIERS, type Carrier } from '../../doors/carriers.ts';
import { type Slack, startSlack } from '../../start-slack.ts';
import { quantile } from './metrics.ts';
import { short, tableOf } from './tables.ts';

/**
 * How soon a `/haiti` question is answered, beside a bare Bolt app that only repeats what it is told:
 * `node --import tsx test/eval/bench/doors.ts`. Both are processes of their own and take turns within one run.
 * The bot's answer is in its ack; the echo comes after the ack, by a post or through the response_url.
 */
const COMMANDS = 500;
/** A turn is so many commands; then it is the next one's. */
const TURN = 100;
/** Before the clock runs, so that the code is compiled. */
const WARM_UP = 300;
const LOADS = [
  { name: 'one after another', atOnce: 1 },
  { name: '50 in flight', atOnce: 50 },
];
/** What reporters ask: found, disputed and missed. */
const QUESTIONS = [
  'who pays for the mission',
  'what did Rubio say about the OAS',
  'how close are the gangs to controlling the capital',
  'how many Kenyan officers died',
  'how much of the capital do gangs hold',
];
/** What takes no search, so that the doors can be told from it. */
const LISTS = ['topics', 'sources'];
/** An echo that takes longer than this is lost, in milliseconds. */
const LOST = 10_000;
const BOT = 'bot, questions';

interface Times {
  ack: number;
  reply: number;
}

/** One who is timed: sends a command, and tells when ack and reply were there. */
interface Runner {
  name: string;
  run(at: number): Promise<Times>;
}

const rows: string[][] = [];
for (const [name, carrier] of CARRIERS) rows.push(...(await measure(name, carrier)));
const head = ['milliseconds', 'ack p50', 'p95', 'reply p50', 'p95'];
process.stdout.write(
  `node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${COMMANDS} commands each, in turns of ${TURN}\n\n`,
);
process.stdout.write(`${tableOf(head, rows)}\n`);
process.exit(0);

// --- internal ---

async function measure(name: string, carrier: Carrier): Promise<string[][]> {
  // Finer than milliseconds: what is measured is about one.
  const now = () => performance.timeOrigin + performance.now();
  const desk = await startSlack({ now });
  const bot = await startBot(desk.env(carrier));
  const mirror = await startSlack({ now });
  const echo = await startEcho(mirror, carrier);
  try {
    const runners = [
      ...botRunners(carrier === 'http' ? desk.http(addressOf(bot)) : desk),
      ...echoRunners(mirror, echo.url ? mirror.http(echo.url) : mirror),
    ];
    for (const runner of runners) await turn(runner, WARM_UP, 10, 0);
    const rows: string[][] = [];
    for (const { name: load, atOnce } of LOADS) {
      const times = new Map<string, Times[]>(runners.map((runner) => [runner.name, []]));
      for (let from = 0; from < COMMANDS; from += TURN) {
        for (const runner of runners)
          times.get(runner.name)?.push(...(await turn(runner, TURN, atOnce, from)));
      }
      rows.push([`${name}, ${load}`], ...rowsOf(times));
    }
    desk.assertClean();
    mirror.assertClean();
    return rows;
  } finally {
    await stop(bot, echo.child);
    await desk.close();
    await mirror.close();
  }
}

/** So many commands, so many of them at any one time. */
async function turn(runner: Runner, count: number, atOnce: number, from: number): Promise<Times[]> {
  const times: Times[] = [];
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const at = from + next;
      next += 1;
      times.push(await runner.run(at));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return times;
}

function botRunners(door: Deliveries): Runner[] {
  const asking = (name: string, texts: readonly string[]): Runner => ({
    name,
    async run(at) {
      const { ack, reply } = await door.command({ text: texts[at % texts.length] as string });
      if (!ack || !reply) throw new Error('the bot did not answer');
      return { ack: ack.ms, reply: ack.ms };
    },
  });
  return [asking(BOT, QUESTIONS), asking('bot, lists', LISTS)];
}

function echoRunners(slack: Slack, door: Deliveries): Runner[] {
  const ways = [
    {
      name: 'echo, posted',
      command: '/post',
      arrived: watch(
        () => slack.calls,
        ({ args }) => args.text,
      ),
    },
    {
      name: 'echo, respond',
      command: '/respond',
      arrived: watch(
        () => slack.responses,
        ({ body }) => body.text,
      ),
    },
  ];
  let count = 0;
  return ways.map(({ name, command, arrived }) => ({
    name,
    async run(at) {
      count += 1;
      const text = `${QUESTIONS[at % QUESTIONS.length]} (${count})`;
      const start = performance.timeOrigin + performance.now();
      const [{ ack }, reached] = await Promise.all([door.command({ text, command }), arrived(text)]);
      if (!ack) throw new Error('the echo did not ack');
      return { ack: ack.ms, reply: reached - start };
    },
  }));
}

/** Tells when a call with this text reached Slack. */
function watch<T extends { at: number }>(
  calls: () => readonly T[],
  textOf: (call: T) => unknown,
): (text: string) => Promise<number> {
  const awaited = new Map<unknown, (at: number) => void>();
  let read = 0;
  const look = () => {
    const all = calls();
    for (; read < all.length; read += 1) {
      const call = all[read] as T;
      awaited.get(textOf(call))?.(call.at);
      awaited.delete(textOf(call));
    }
    if (awaited.size > 0) setTimeout(look, 1);
  };
  return (text) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no echo of ${text}`)), LOST);
      if (awaited.size === 0) setTimeout(look, 1);
      awaited.set(text, (at) => {
        clearTimeout(timer);
        resolve(at);
      });
    });
}

/** Everybody's figures, then the bot's as a share of each echo's. */
function rowsOf(times: ReadonlyMap<string, Times[]>): string[][] {
  const figures = new Map<string, number[]>();
  for (const [name, of] of times) {
    const [acks, replies] = [of.map(({ ack }) => ack), of.map(({ reply }) => reply)];
    figures.set(name, [
      quantile(acks, 0.5),
      quantile(acks, 0.95),
      quantile(replies, 0.5),
      quantile(replies, 0.95),
    ]);
  }
  const bot = figures.get(BOT) ?? [];
  const echoes = [...figures].filter(([name]) => name.startsWith('echo'));
  return [
    ...[...figures].map(([name, of]) => [`  ${name}`, ...of.map(short)]),
    ...echoes.map(([name, of]) => [
      `  questions ÷ ${name}`,
      ...bot.map((value, column) => short(value / (of[column] as number))),
    ]),
  ];
}

async function startEcho(
  slack: Slack,
  carrier: Carrier,
): Promise<{ child: ChildProcess; url: string | null }> {
  const script = fileURLToPath(new URL('doors-echo.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), script], {
    env: { PATH: process.env.PATH, ...slack.env(carrier) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (carrier === 'socket') {
    await slack.socket.connected({ ms: 30_000 });
    return { child, url: null };
  }
  const [port] = await once(child.stdout, 'data', { signal: AbortSignal.timeout(30_000) });
  return { child, url: `http://127.0.0.1:${String(port).trim()}/slack/events` };
}

async function stop(bot: Bot, child: ChildProcess): Promise<void> {
  await bot.stop();
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
