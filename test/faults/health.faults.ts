import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { runBot } from '../doors/bot.ts';
import { openOne } from '../doors/carriers.ts';
import { SMALL_QUESTION, smallBase } from '../doors/small-base.ts';
import { readHealth } from './read-health.ts';
import { ROWS } from './rows.ts';

const DATA_DIR = smallBase();

const open = openOne({ DATA_DIR, HEALTH_PORT: '0' });

describe(ROWS.health, () => {
  describe('the health server of a connected bot', () => {
    it('reports it alive and ready', async () => {
      expect(await read('/healthz')).toEqual({ status: 200, body: 'ok\n' });
      const { status, body } = await read('/readyz');
      expect(status).toBe(200);
      expect(JSON.parse(body)).toMatchObject({
        ready: true,
        checks: { slack: { ok: true }, store: { ok: true } },
      });
    });

    it('reports it not ready, with the reason, while there is no socket', async () => {
      const { slack } = open;
      slack.fault('apps.connections.open', { kind: 'status', times: Number.POSITIVE_INFINITY });
      slack.socket.drop();
      await slack.waitFor(() => open.bot.logged('not connected')[0]);
      const { status, body } = await read('/readyz');
      expect(status).toBe(503);
      expect(JSON.parse(body)).toMatchObject({
        ready: false,
        checks: { slack: { ok: false, why: 'no socket to Slack' }, store: { ok: true } },
      });
      expect((await read('/healthz')).status).toBe(200);
      slack.clearFaults();
      await slack.waitFor(() => slack.socket.live[0], 15_000, 'a new socket');
      await expect.poll(async () => (await read('/readyz')).status).toBe(200);
      expect((await read('/metrics')).body).toMatch(/^desk_reconnects_total 1$/m);
    });

    it('reports it not ready, and since when, while calls to the Web API fail', async () => {
      const { slack } = open;
      slack.fault('views.publish', { kind: 'status', times: Number.POSITIVE_INFINITY });
      const home = () => open.door.homeOpened();
      await home();
      await home();
      await expect.poll(async () => (await read('/readyz')).status).toBe(503);
      const { checks } = JSON.parse((await read('/readyz')).body);
      expect(checks).toMatchObject({
        slack: { ok: true },
        web_api: { ok: false, why: expect.stringContaining('calls to Slack'), since: expect.any(String) },
      });
      expect(Date.now() - Date.parse(checks.web_api.since)).toBeLessThan(30_000);
      slack.clearFaults();
      await home();
      await expect.poll(async () => (await read('/readyz')).status).toBe(200);
    });

    it('counts questions without repeating them', async () => {
      await open.door.command({ text: `${SMALL_QUESTION} near zanzibar` });
      await open.door.command({ text: 'topics' });
      const { ts } = await open.door.mention({ text: SMALL_QUESTION });
      await open.answer(ts);
      await open.settled();
      // What became of an event is stored after its answer is out.
      const body = await vi.waitFor(async () => {
        const metrics = await read('/metrics');
        expect(metrics.body).toMatch(/^desk_events_open 0$/m);
        return metrics.body;
      }, 10_000);
      expect(body).toMatch(/^desk_questions_total\{kind="topics",door="command"\} 1$/m);
      expect(body).toMatch(/^desk_questions_total\{kind="found",door="mention"\} 1$/m);
      expect(body).toMatch(/^desk_answer_seconds_count\{door="command"\} 2$/m);
      expect(body).toMatch(/^desk_posts_total\{kind="answer",outcome="posted"\} [1-9]/m);
      expect(body).toMatch(/^desk_slack_calls_total\{outcome="answered"\} [1-9]/m);
      expect(body).toMatch(/^desk_job_success_timestamp_seconds\{name="digests"\} 1/m);
      expect(body).toMatch(/^desk_digests\{state="overdue"\} 0$/m);
      expect(body).toMatch(/^desk_listener_errors_total 0$/m);
      expect(body).toMatch(/^desk_base_info\{version="[0-9a-f]{8}"\} 1$/m);
      expect(body).not.toMatch(/zanzibar|boats|U0[A-Z]|C0[A-Z]|T0[A-Z]|D0[A-Z]/i);
    });
  });

  describe('a taken health port', () => {
    it('ends the bot with one line that names the setting', async () => {
      const taken = createServer().listen(0, '127.0.0.1');
      await once(taken, 'listening');
      const { port } = taken.address() as AddressInfo;
      const env = { ...open.slack.env('socket'), DATA_DIR, HEALTH_PORT: String(port) };
      const { code, stderr } = await runBot(env);
      taken.close();
      expect(code).toBe(1);
      expect(stderr()).toBe(
        `HEALTH_PORT: ${port} is in use; stop what runs there, or set HEALTH_PORT to another\n`,
      );
    });
  });
});

// --- internal ---

const read = (path: string) => readHealth(open.bot, path);
