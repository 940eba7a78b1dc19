import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Check } from '../../src/health/checks.ts';
import { createHealth, type Health } from '../../src/health/health.ts';
import { createMetrics } from '../../src/health/metrics.ts';
import { AddressRefusal } from '../../src/refusal.ts';
import { isFree } from '../doors/one-bot.ts';

const well: Check = () => {};

describe('health', () => {
  it('says that the process is alive, whatever the checks say', async () => {
    const { get } = await open({ store: failing('disk full') });
    const answer = await get('/healthz');
    expect([answer.status, await answer.text()]).toEqual([200, 'ok\n']);
  });

  it('is ready when every check succeeds', async () => {
    const { get } = await open({ socket: well, store: async () => {}, base: well });
    const answer = await get('/readyz');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('application/json');
    expect(await answer.json()).toEqual({
      ready: true,
      checks: {
        socket: { ok: true, ms: expect.any(Number) },
        store: { ok: true, ms: expect.any(Number) },
        base: { ok: true, ms: expect.any(Number) },
      },
    });
  });

  it.each([
    ['throws', failing('disk full'), 'disk full'],
    ['rejects', async () => Promise.reject(new Error('gone\nat line 7')), 'gone'],
    ['throws no error', () => Promise.reject('a string'), 'a string'],
    ['says nothing', failing(''), 'no reason given'],
    ['says too much', failing('x'.repeat(5000)), 'x'.repeat(200)],
  ])('is not ready when a check %s, and names it', async (_what, check, why) => {
    const { get } = await open({ socket: well, store: check });
    const answer = await get('/readyz');
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({
      ready: false,
      checks: { socket: { ok: true }, store: { ok: false, why } },
    });
  });

  it('gives a hanging check two seconds, and does not start it again meanwhile', async () => {
    let runs = 0;
    const hang = () => {
      runs += 1;
      return new Promise<void>(() => {});
    };
    const { get } = await open({ store: hang, base: well });
    const started = performance.now();
    const answers = await Promise.all([get('/readyz'), get('/readyz'), get('/readyz')]);
    expect(performance.now() - started).toBeLessThan(3500);
    for (const answer of answers) {
      expect(answer.status).toBe(503);
      expect(await answer.json()).toMatchObject({
        checks: { store: { ok: false, why: 'no answer within 2000 ms' }, base: { ok: true } },
      });
    }
    expect(runs).toBe(1);
  });

  it('says since when a check fails, from the first time it was seen to', async () => {
    let isWell = false;
    const { get } = await open({ store: () => (isWell ? undefined : failing('not yet')()), base: well });
    const before = Date.now();
    const sinceOf = async () => {
      const { checks } = (await (await get('/readyz')).json()) as {
        checks: Record<string, { since?: string }>;
      };
      expect(checks.base).not.toHaveProperty('since');
      return checks.store?.since;
    };
    const since = await sinceOf();
    expect(Date.parse(since ?? '')).toBeGreaterThanOrEqual(before - 1000);
    await pause(20);
    expect(await sinceOf()).toBe(since);
    isWell = true;
    expect(await sinceOf()).toBeUndefined();
    isWell = false;
    expect(Date.parse((await sinceOf()) ?? '')).toBeGreaterThan(Date.parse(since ?? ''));
  });

  it('counts in the metrics which check fails, also between two probes', async () => {
    const { get } = await open({ store: failing('disk full'), base: well });
    const text = await (await get('/metrics')).text();
    expect(text).toContain('desk_check_ok{check="store"} 0');
    expect(text).toContain('desk_check_ok{check="base"} 1');
  });

  it('is ready again once the check succeeds', async () => {
    let isWell = false;
    const { get } = await open({ store: () => (isWell ? undefined : failing('not yet')()) });
    expect((await get('/readyz')).status).toBe(503);
    isWell = true;
    expect((await get('/readyz')).status).toBe(200);
  });
});

describe('the address', () => {
  it.each(['/', '/readyz/', '/healthz.txt', '//metrics', '/__proto__', '/constructor'])(
    'has nothing at %s',
    async (path) => {
      const { get } = await open();
      expect((await get(path)).status).toBe(404);
    },
  );

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('refuses %s', async (method) => {
    const { get } = await open();
    const answer = await get('/readyz', { method });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('answers HEAD without a body, and ignores a query', async () => {
    const { get } = await open();
    const answer = await get('/healthz?from=probe', { method: 'HEAD' });
    expect([answer.status, await answer.text()]).toEqual([200, '']);
  });

  it('is on loopback only by default', async () => {
    const { port } = await open();
    expect(await isFree(port, '::1')).toBe(true);
    expect(await isFree(port)).toBe(false);
  });

  it('cuts off clients that are slow to ask, or ask nothing', async () => {
    const { port } = await open();
    const [slow, idle] = [knock(port), knock(port)];
    for (const socket of [slow, idle]) socket.resume();
    const started = performance.now();
    const drip = setInterval(() => slow.write('x'), 500);
    slow.write('GET /healthz HTTP/1.1\r\nhost: desk\r\nslow: ');
    await Promise.all([once(slow, 'close'), once(idle, 'close')]);
    clearInterval(drip);
    expect(performance.now() - started).toBeLessThan(9000);
  }, 15_000);

  it('that is in use is refused with a line that names the variable', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    onTestFinished(() => void taken.close());
    const { port } = taken.address() as AddressInfo;
    const refusal = await health({}, port)
      .start()
      .catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(AddressRefusal);
    expect(refusal).not.toHaveProperty('code');
    expect((refusal as Error).message).toBe(
      `HEALTH_PORT: ${port} is in use; stop what runs there, or set HEALTH_PORT to another`,
    );
  });

  it('that this machine does not have is refused in the same way', async () => {
    await expect(health({}, 0, '192.0.2.1').start()).rejects.toThrow(/^HEALTH_HOST: /);
  });

  it('is free again after stopping, even while a client is connected', async () => {
    const { port, health: stopped } = await open();
    await once(knock(port), 'connect');
    await stopped.stop();
    expect(await isFree(port)).toBe(true);
  });
});

describe('a scrape', () => {
  it('includes the process and the event loop besides the desk’s own counts', async () => {
    const { get, metrics } = await open();
    metrics.question('found', 'command');
    await pause(50);
    const answer = await get('/metrics');
    const text = await answer.text();
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    for (const name of ['process_resident_memory_bytes', 'nodejs_eventloop_lag_p99_seconds'])
      expect(text).toMatch(new RegExp(`^${name} \\S+$`, 'm'));
    expect(text).toContain('desk_questions_total{kind="found",door="command"} 1');
  });
});

// --- internal ---

function failing(why: string): Check {
  return () => {
    throw new Error(why);
  };
}

function health(checks: Record<string, Check>, port = 0, host?: string): Health {
  return createHealth({ port, host, checks, metrics: createMetrics({ now: () => 0 }) });
}

async function open(checks: Record<string, Check> = {}) {
  const metrics = createMetrics({ now: () => 0 });
  const opened = createHealth({ port: 0, checks, metrics });
  const port = await opened.start();
  onTestFinished(() => opened.stop());
  const get = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init);
  return { port, metrics, get, health: opened };
}

function knock(port: number): Socket {
  return connect(port, '127.0.0.1').on('error', () => {});
}
