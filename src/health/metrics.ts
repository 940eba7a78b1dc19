import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { within } from './within.ts';

export type Metrics = ReturnType<typeof createMetrics>;

type Kind = (typeof KINDS)[number];
type Door = (typeof DOORS)[number];
type Counts = Readonly<Record<string, number>>;

/** What is counted. No question, person or channel is ever a label: any value not listed below counts as `other`. */
export function createMetrics(options: { now(): number }) {
  const registry = new Registry();
  const registers = [registry];
  const counter = <Label extends string = never>(name: string, help: string, labelNames: Label[] = []) =>
    new Counter({ name: `desk_${name}_total`, help, labelNames, registers });
  const timer = <Label extends string = never>(name: string, help: string, labelNames: Label[] = []) =>
    new Histogram({ name: `desk_${name}_seconds`, help, labelNames, buckets: BUCKETS, registers });

  const questions = counter('questions', 'Questions and other forms answered.', ['kind', 'door']);
  const answers = timer('answer', 'From a question to its answer being handed to Slack.', ['door']);
  const acks = timer('ack', 'From a delivery to its acknowledgement.');
  const refusals = counter('refusals', 'Requests of people or places that are not admitted.', ['door']);
  const reconnects = counter('reconnects', 'Sockets that took the place of a lost one.');
  const duplicates = counter('duplicates', 'Deliveries that came again and had no second effect.');
  const frames = counter('frames_dropped', 'Deliveries that could not be read.');
  const posts = counter('posts', 'Posts of which is known what became of them.', ['kind', 'outcome']);
  const slackCalls = counter('slack_calls', "Calls to Slack's Web API.", ['outcome']);
  const listenerErrors = counter('listener_errors', 'Requests that failed in a way nobody foresaw.');
  const jobFailures = counter('job_failures', 'Runs of a regular job that failed.', ['name']);
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Gauge({ name: `desk_${name}`, help, labelNames, registers });
  const jobSuccess = gauge('job_success_timestamp_seconds', 'When a regular job last succeeded.', ['name']);
  const checks = gauge('check_ok', '1 while a check of /readyz succeeds, else 0.', ['check']);
  const baseInfo = new Gauge({
    name: 'desk_base_info',
    help: 'Always 1; the label is the version of the fact base.',
    labelNames: ['version'],
    registers,
  });
  const heldBack = new Gauge({
    name: 'desk_digests_held_back',
    help: '1 while this instance posts no digests, because they speak for another version of the fact base.',
    registers,
  });
  for (const kind of POSTS) for (const outcome of OUTCOMES) posts.inc({ kind, outcome }, 0);
  for (const outcome of CALLS) slackCalls.inc({ outcome }, 0);
  for (const door of DOORS) for (const kind of ANSWERS) questions.inc({ kind, door }, 0);

  let isWatching = false;
  return {
    /** A question or another form was answered. */
    question: (kind: Kind, door: Door) =>
      questions.inc({ kind: known(KINDS, kind), door: known(DOORS, door) }),
    /** @param ms milliseconds from receiving it to handing the answer to Slack */
    answered: (door: Door, ms: number) => answers.observe({ door: known(DOORS, door) }, ms / 1000),
    /** @param ms milliseconds from receiving a delivery to acknowledging it */
    acked: (ms: number) => acks.observe(ms / 1000),
    refused: (door: Door) => refusals.inc({ door: known(DOORS, door) }),
    /** A new socket replaced a lost one. */
    reconnected: () => reconnects.inc(),
    /** A repeated delivery was ignored. */
    duplicate: () => duplicates.inc(),
    /** Slack sent something unreadable or unexpected. */
    frameDropped: () => frames.inc(),
    /** It is settled what became of a post. */
    settled: (kind: string, outcome: string) =>
      posts.inc({ kind: known(POSTS, kind), outcome: known(OUTCOMES, outcome) }),
    /** A call to the Web API ended. */
    slackCalled: (outcome: string) => slackCalls.inc({ outcome: known(CALLS, outcome) }),
    listenerFailed: () => listenerErrors.inc(),
    jobFailed: (name: string) => jobFailures.inc({ name }),
    jobDone(name: string) {
      jobFailures.inc({ name }, 0);
      jobSuccess.set({ name }, options.now() / 1000);
    },
    /** The result of one check of readiness. */
    checked: (check: string, isOk: boolean) => checks.set({ check }, isOk ? 1 : 0),
    /** @param base.checked when a fact was last checked, in milliseconds since 1970 */
    base({ version, checked }: { version: string; checked: number }) {
      baseInfo.reset();
      baseInfo.set({ version }, 1);
      registry.removeSingleMetric(BASE_AGE);
      new Gauge({
        name: BASE_AGE,
        help: 'Since a fact of the base was last checked.',
        registers,
        collect() {
          this.set((options.now() - checked) / 1000);
        },
      });
    },
    heldBack: (isHeldBack: boolean) => heldBack.set(isHeldBack ? 1 : 0),
    /**
     * Counts events that are not finished at each scrape; a failing count is left out.
     * @param count `oldest` in milliseconds
     */
    events(count: () => Promise<{ count: number; oldest: number }>) {
      const collected = (
        name: string,
        help: string,
        value: (found: Awaited<ReturnType<typeof count>>) => number,
      ) =>
        new Gauge({
          ...{ name: `desk_${name}`, help, registers },
          async collect() {
            const found = await within(PATIENCE, count).catch(() => null);
            if (found === null) this.remove();
            else this.set(value(found));
          },
        });
      collected('events_open', 'Events that are stored and not finished.', (found) => found.count);
      collected(
        'event_oldest_seconds',
        'For how long the oldest event that is not finished has been stored; 0 when there is none.',
        (found) => found.oldest / 1000,
      );
    },
    /** Counts channels with a digest at each scrape; a failing count is left out. */
    digests(count: () => Counts | Promise<Counts>) {
      registry.removeSingleMetric(DIGESTS);
      new Gauge({
        name: DIGESTS,
        help: 'Channels: with a digest (on), waiting for one (due), too long (overdue), refused by Slack (turned_off).',
        labelNames: ['state'],
        registers,
        async collect() {
          this.reset();
          const counts = await within(PATIENCE, count).catch(() => ({}));
          for (const [state, value] of Object.entries(counts)) this.set({ state }, value);
        },
      });
    },
    /** Adds memory, CPU time, garbage collection and event loop delay. Needs a timer, so only on demand. */
    watchProcess() {
      if (isWatching) return;
      isWatching = true;
      collectDefaultMetrics({ register: registry });
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

// --- internal ---

/** Kinds of answers. */
const ANSWERS = ['found', 'disputed', 'none'] as const;

/** Also the other forms of a request, including digest commands. */
const KINDS = [
  ...ANSWERS,
  ...(['help', 'topics', 'topic', 'sources', 'source', 'timeline', 'digest', 'refused', 'other'] as const),
] as const;

const DOORS = [
  ...(['command', 'mention', 'direct', 'home'] as const),
  ...(['button', 'form', 'shortcut', 'menu', 'other'] as const),
] as const;

const POSTS = ['digest', 'answer', 'share', 'notice', 'other'] as const;
const OUTCOMES = ['posted', 'refused', 'unknown', 'skipped', 'other'] as const;
const CALLS = ['answered', 'rate_limited', 'failed', 'other'] as const;

/** In seconds, from well under a millisecond to ten; at 3, Slack stops waiting for an acknowledgement. */
const BUCKETS = [0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3, 5, 10];

const BASE_AGE = 'desk_base_age_seconds';
const DIGESTS = 'desk_digests';

/** How long a scrape waits for a count, in milliseconds. */
const PATIENCE = 2000;

function known<const Words extends readonly string[]>(words: Words, word: string): Words[number] | 'other' {
  return words.includes(word) ? word : 'other';
}
