import { register } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { createMetrics, type Metrics } from '../../src/health/metrics.ts';

const DAY = 86_400;
const NOW = Date.UTC(2026, 10, 21);

describe('the metrics', () => {
  it('have these names and types, and no others', async () => {
    const metrics = fresh();
    metrics.base({ version: 'abcd1234', checked: NOW });
    metrics.digests(() => ({ on: 1 }));
    metrics.events(async () => ({ count: 0, oldest: 0 }));
    const types = [...(await metrics.text()).matchAll(/^# TYPE (\S+) (\S+)$/gm)].map((line) => line.slice(1));
    expect(Object.fromEntries(types)).toEqual({
      desk_questions_total: 'counter',
      desk_answer_seconds: 'histogram',
      desk_ack_seconds: 'histogram',
      desk_refusals_total: 'counter',
      desk_reconnects_total: 'counter',
      desk_duplicates_total: 'counter',
      desk_frames_dropped_total: 'counter',
      desk_posts_total: 'counter',
      desk_slack_calls_total: 'counter',
      desk_listener_errors_total: 'counter',
      desk_job_failures_total: 'counter',
      desk_job_success_timestamp_seconds: 'gauge',
      desk_check_ok: 'gauge',
      desk_events_open: 'gauge',
      desk_event_oldest_seconds: 'gauge',
      desk_base_info: 'gauge',
      desk_base_age_seconds: 'gauge',
      desk_digests: 'gauge',
      desk_digests_held_back: 'gauge',
    });
  });

  it('start at zero, so that rates work from the first question on', async () => {
    const lines = await linesOf(fresh());
    expect(lines).toContain('desk_questions_total{kind="none",door="mention"} 0');
    expect(lines).toContain('desk_reconnects_total 0');
    expect(lines).toContain('desk_posts_total{kind="digest",outcome="unknown"} 0');
    expect(lines).toContain('desk_slack_calls_total{outcome="failed"} 0');
  });

  it('count what happens', async () => {
    const metrics = fresh();
    metrics.question('found', 'command');
    metrics.question('found', 'command');
    metrics.question('none', 'direct');
    metrics.question('timeline', 'mention');
    metrics.refused('button');
    metrics.reconnected();
    metrics.duplicate();
    metrics.duplicate();
    metrics.frameDropped();
    metrics.settled('digest', 'posted');
    metrics.slackCalled('rate_limited');
    metrics.listenerFailed();
    metrics.jobFailed('retention');
    metrics.jobDone('events');
    metrics.checked('store', false);
    metrics.checked('slack', true);
    expect(await linesOf(metrics)).toEqual(
      expect.arrayContaining([
        'desk_questions_total{kind="found",door="command"} 2',
        'desk_questions_total{kind="none",door="direct"} 1',
        'desk_questions_total{kind="timeline",door="mention"} 1',
        'desk_refusals_total{door="button"} 1',
        'desk_reconnects_total 1',
        'desk_duplicates_total 2',
        'desk_frames_dropped_total 1',
        'desk_posts_total{kind="digest",outcome="posted"} 1',
        'desk_slack_calls_total{outcome="rate_limited"} 1',
        'desk_listener_errors_total 1',
        'desk_job_failures_total{name="retention"} 1',
        'desk_job_failures_total{name="events"} 0',
        `desk_job_success_timestamp_seconds{name="events"} ${NOW / 1000}`,
        'desk_check_ok{check="store"} 0',
        'desk_check_ok{check="slack"} 1',
      ]),
    );
  });

  it('distinguish half a millisecond from ten seconds', async () => {
    const metrics = fresh();
    metrics.answered('command', 0.4);
    metrics.answered('command', 9000);
    metrics.acked(2900);
    expect(await linesOf(metrics)).toEqual(
      expect.arrayContaining([
        'desk_answer_seconds_bucket{le="0.00025",door="command"} 0',
        'desk_answer_seconds_bucket{le="0.0005",door="command"} 1',
        'desk_answer_seconds_bucket{le="5",door="command"} 1',
        'desk_answer_seconds_bucket{le="10",door="command"} 2',
        'desk_answer_seconds_count{door="command"} 2',
        'desk_ack_seconds_bucket{le="1"} 0',
        'desk_ack_seconds_bucket{le="3"} 1',
      ]),
    );
  });

  it('hold the version and age of the base, and drop the previous one', async () => {
    const metrics = fresh();
    metrics.base({ version: 'old00000', checked: NOW });
    metrics.base({ version: 'abcd1234', checked: NOW - 2 * DAY * 1000 });
    const lines = await linesOf(metrics);
    expect(lines.filter((line) => line.startsWith('desk_base'))).toEqual([
      'desk_base_info{version="abcd1234"} 1',
      `desk_base_age_seconds ${2 * DAY}`,
    ]);
  });

  it('count digests at each scrape', async () => {
    const metrics = fresh();
    let on = 1;
    metrics.digests(async () => ({ on, paused: 2 }));
    expect(await linesOf(metrics)).toEqual(
      expect.arrayContaining(['desk_digests{state="on"} 1', 'desk_digests{state="paused"} 2']),
    );
    on = 5;
    expect(await linesOf(metrics)).toContain('desk_digests{state="on"} 5');
  });

  it('count events that are not finished at each scrape, and leave them out when that fails', async () => {
    const metrics = fresh();
    let fails = false;
    metrics.events(async () => {
      if (fails) throw new Error('no store');
      return { count: 3, oldest: 1500 };
    });
    expect(await linesOf(metrics)).toEqual(
      expect.arrayContaining(['desk_events_open 3', 'desk_event_oldest_seconds 1.5']),
    );
    fails = true;
    expect((await linesOf(metrics)).filter((line) => line.startsWith('desk_event'))).toEqual([]);
  });

  it.each([
    ['fails', () => Promise.reject(new Error('no store'))],
    ['hangs', () => new Promise<Record<string, number>>(() => {})],
  ])('include everything but the digests when their count %s', async (_what, count) => {
    const metrics = fresh();
    metrics.digests(count);
    const lines = await linesOf(metrics);
    expect(lines).toContain('desk_reconnects_total 0');
    expect(lines.filter((line) => line.startsWith('desk_digests{'))).toEqual([]);
  });
});

describe('a label', () => {
  it('never says what somebody wrote, nor who or where', async () => {
    const metrics = fresh();
    metrics.question('who pays for the mission' as 'found', 'U0REPORTER' as 'command');
    metrics.answered('C0NEWSDESK' as 'command', 1);
    metrics.refused('T0PARTNER0' as 'command');
    const text = await metrics.text();
    expect(text).toContain('desk_questions_total{kind="other",door="other"} 1');
    expect(text).not.toMatch(/pays|U0|C0|T0/);
  });
});

describe('the registry', () => {
  it('is not global: two desks in one process do not share it', async () => {
    const [one, other] = [fresh(), fresh()];
    one.reconnected();
    one.watchProcess();
    one.watchProcess();
    expect(await linesOf(other)).toContain('desk_reconnects_total 0');
    expect(await other.text()).not.toContain('process_');
    expect(await register.metrics()).toBe('\n');
  });
});

// --- internal ---

function fresh(): Metrics {
  return createMetrics({ now: () => NOW });
}

async function linesOf(metrics: Metrics): Promise<string[]> {
  return (await metrics.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}
