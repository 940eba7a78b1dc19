import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Open, openDoor } from '../doors/carriers.ts';
import { median } from './effects.ts';
import { readHealth, readMetric } from './read-health.ts';
import { ROWS } from './rows.ts';
import { tried } from './tried.ts';

/** Full scale by hand: SOAK_SECONDS=600 or more. */
const SECONDS = Number(process.env.SOAK_SECONDS ?? 120);
/** Until memory use levels off, in milliseconds. */
const WARM_UP_MS = Math.min(30_000, SECONDS * 300);
/** Between two questions, in milliseconds. */
const PACE = 50;
/** Every fifth question is a mention, the others are commands. */
const EVERY = 5;
const MEGABYTE = 1_000_000;
/** How much memory may grow after the warm-up, in bytes. */
const GROWTH = 20 * MEGABYTE;
/** Limit of the event loop's delay at the 99th percentile, in seconds. */
const DELAY = 0.1;
const SAMPLE_MS = 5000;

const QUESTIONS = [
  ...['who pays for the mission', 'how many police officers are there', 'topics', 'what do gangs hold'],
  ...['when does the mandate end', 'wo pays fro the misson', 'sources', 'who leads the force', 'timeline'],
  ...['what did the minister say about zebras', 'how much money is missing', 'help', 'mission'],
];

let open: Open;
beforeAll(async () => {
  open = await openDoor('socket', { HEALTH_PORT: '0' });
});
afterEach(() => open.tidy());
afterAll(() => open?.close());

describe(ROWS.soak, () => {
  it('questions at a steady pace keep memory and event loop delay within limits', {
    timeout: SECONDS * 1000 + 120_000,
  }, async (test) => {
    const { slack, bot } = open;
    const heaps: number[] = [];
    const sizes: number[] = [];
    const delays: number[] = [];
    let asked = 0;
    let isOver = false;
    const sample = async () => {
      const started = performance.now();
      while (!isOver) {
        await pause(SAMPLE_MS);
        const { body } = await readHealth(bot, '/metrics');
        if (performance.now() - started < WARM_UP_MS) continue;
        const figure = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(body)?.[1]);
        heaps.push(figure('nodejs_heap_size_used_bytes'));
        sizes.push(figure('process_resident_memory_bytes'));
        delays.push(figure('nodejs_eventloop_lag_p99_seconds'));
      }
    };
    const sampling = sample();
    const end = performance.now() + SECONDS * 1000;
    while (performance.now() < end) {
      const text = QUESTIONS[asked % QUESTIONS.length] as string;
      asked += 1;
      const { ack } = await (asked % EVERY === 0 ? slack.mention({ text }) : slack.command({ text }));
      expect(ack).toBeDefined();
      await pause(PACE);
    }
    isOver = true;
    await sampling;
    const first = lowest(heaps.slice(0, Math.ceil(heaps.length / 3)));
    const last = lowest(heaps.slice(-Math.ceil(heaps.length / 3)));
    const [early = 0, late = 0] = [sizes[0], sizes.at(-1)];
    const delay = median(delays);
    const megabytes = (bytes: number) => (bytes / MEGABYTE).toFixed(1);
    tried(
      test,
      asked,
      `in ${SECONDS} s; heap ${megabytes(first)} to ${megabytes(last)} MB, resident ${megabytes(early)} to ${megabytes(late)} MB; event loop delay p99 ${Math.round(delay * 1000)} ms at the median of samples, ${Math.round(Math.max(...delays) * 1000)} ms at most`,
    );
    expect(await readMetric(bot, 'desk_listener_errors_total')).toBe(0);
    // A leak shows in both; either alone also moves with the garbage collector or the system.
    expect(Math.min(last - first, late - early)).toBeLessThan(GROWTH);
    expect(delay).toBeLessThan(DELAY);
  });
});

// --- internal ---

/** The heap right after a garbage collection. */
function lowest(values: readonly number[]): number {
  return Math.min(...values);
}
