import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { openOne } from '../doors/carriers.ts';
import { SMALL_QUESTION, smallBase } from '../doors/small-base.ts';
import { tempFolder } from '../temp-folder.ts';
import { readHealth } from './read-health.ts';
import { ROWS } from './rows.ts';

const OPERATING = new URL('../../docs/operating', import.meta.url).pathname;
const PROMTOOL = process.env.PROMTOOL ?? 'promtool';
const RULES = join(OPERATING, 'alerts.yml');

const open = openOne({ DATA_DIR: smallBase(), HEALTH_PORT: '0' });
const folder = tempFolder();

/** Metrics of a bot that has answered questions, by series: `name{labels}`. */
let recorded: Map<string, number>;
let page: string;

beforeAll(async () => {
  await open.door.command({ text: SMALL_QUESTION });
  const { ts } = await open.door.mention({ text: SMALL_QUESTION });
  await open.answer(ts);
  await open.settled();
  // The bot was not ready when it last looked, while it started.
  await readHealth(open.bot, '/readyz');
  page = (await readHealth(open.bot, '/metrics')).body;
  recorded = new Map([['up', 1], ...readSeries(page)]);
});

describe(ROWS.health, () => {
  it('promtool finds nothing to mend in the metrics', () => {
    // Names that Node's own metrics have carried for years.
    const own = page.split('\n').filter((line) => /^(# \w+ )?desk_/.test(line));
    expect(promtool(['check', 'metrics'], `${own.join('\n')}\n`)).toBe('');
  });

  it('promtool accepts the alert rules', () => {
    expect(alerts().map(({ alert }) => alert)).toHaveLength(5);
    expect(promtool(['check', 'rules', RULES])).toContain('SUCCESS: 5 rules found');
  });

  it('no alert fires while a bot is well', () => {
    expect(firing({})).toEqual([]);
  });

  it.each([
    ['the bot is gone', { up: 0 }, 'DeskDown'],
    ['a check fails', { 'desk_check_ok{check="store"}': 0 }, 'DeskNotReady'],
    ['an event waits', { desk_event_oldest_seconds: 400 }, 'DeskEventsWaiting'],
    ['a digest is overdue', { 'desk_digests{state="overdue"}': 1 }, 'DeskDigestOverdue'],
    ['a job fails', { 'desk_job_failures_total{name="retention"}': '+1x' }, 'DeskFailing'],
    ['a listener fails', { desk_listener_errors_total: '+1x' }, 'DeskFailing'],
    [
      'a post is lost sight of',
      { 'desk_posts_total{kind="answer",outcome="unknown"}': '+1x' },
      'DeskFailing',
    ],
  ])('when %s, one alert fires', (_what, changes, alert) => {
    expect(firing(changes)).toEqual([alert]);
  });

  it.each(dashboard())('the dashboard’s query for $title gives numbers', ({ expr }) => {
    const found = evaluate([{ expr, eval_time: '20m', exp_samples: [] }], {});
    expect(found, expr).toMatch(/got: (?!nil)/);
    expect(found, expr).not.toMatch(/NaN/);
  });
});

// --- internal ---

interface Alert {
  alert: string;
  expr: string;
}

function alerts(): Alert[] {
  return (parse(readFileSync(RULES, 'utf8')) as { groups: { rules: Alert[] }[] }).groups.flatMap(
    ({ rules }) => rules,
  );
}

function dashboard(): { title: string; expr: string }[] {
  const { panels } = JSON.parse(readFileSync(join(OPERATING, 'dashboard.json'), 'utf8')) as {
    panels: { title: string; targets: { expr: string }[] }[];
  };
  return panels.flatMap(({ title, targets }) => targets.map(({ expr }) => ({ title, expr })));
}

function readSeries(text: string): [string, number][] {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) => {
    const at = line.lastIndexOf(' ');
    return [line.slice(0, at), Number(line.slice(at + 1))];
  });
}

/** The alerts that fire after twenty minutes in which these series differ from what was recorded. */
function firing(changes: Record<string, number | string>): string[] {
  const names = alerts().map(({ alert }) => alert);
  const tests = names.map((alertname) => ({
    expr: `ALERTS{alertname="${alertname}", alertstate="firing"}`,
    eval_time: '20m',
  }));
  return names.filter((_, index) => evaluate([tests[index]!], changes).includes('got'));
}

/** What promtool says about queries over twenty minutes of what was recorded, with some series changed: empty when all give nothing. */
function evaluate(tests: object[], changes: Record<string, number | string>): string {
  for (const series of Object.keys(changes)) expect([...recorded.keys()]).toContain(series);
  const series = [...recorded].map(([name, value]) => {
    const change = changes[name];
    const values =
      typeof change === 'string' ? `${value}${change}80` : `${change ?? value}${growth(name)}x80`;
    return { series: labelled(name), values };
  });
  const file = join(folder, 'test.yml');
  const group = { interval: '15s', input_series: series, promql_expr_test: tests };
  writeFileSync(file, stringify({ rule_files: [RULES], evaluation_interval: '15s', tests: [group] }));
  return promtool(['test', 'rules', file]);
}

/** Counted things go on being counted, so that rates are more than nothing; faults do not. */
function growth(series: string): string {
  return /^desk_(answer|ack)_seconds_(bucket|count|sum)/.test(series) && recorded.get(series) !== 0
    ? '+1'
    : '+0';
}

/** As Prometheus stores what it scrapes. */
function labelled(series: string): string {
  const target = 'job="haiti-desk",instance="127.0.0.1:9090"';
  return series.includes('{') ? series.replace('{', `{${target},`) : `${series}{${target}}`;
}

/** What it writes; of tests, only what failed. */
function promtool(args: string[], input = ''): string {
  try {
    const text = execFileSync(PROMTOOL, args, { input, encoding: 'utf8', stdio: 'pipe' });
    return args[0] === 'test' ? '' : text;
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as { code?: string; stdout?: string; stderr?: string };
    if (code === 'ENOENT')
      throw new Error('promtool is missing: apt-get install prometheus, or set PROMTOOL to its path');
    return `${stdout}${stderr}`;
  }
}
