import { describe, expect, it } from 'vitest';
import { createLog, type Level, type Log } from '../src/log.ts';

const NOON = new Date('2026-11-21T12:00:00Z');

describe('a log', () => {
  it('writes one line of JSON per event', () => {
    const { log, lines } = open();
    log.info('answered', { kind: 'found', ms: 3 });
    log.warn('slow', { why: 'two\nlines' });
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { time: NOON.toISOString(), level: 'info', event: 'answered', kind: 'found', ms: 3 },
      { time: NOON.toISOString(), level: 'warn', event: 'slow', why: 'two\nlines' },
    ]);
    for (const line of lines) expect(line.match(/\n/g)).toEqual(['\n']);
  });

  it('omits what is below its level', () => {
    const { log, lines } = open({ level: 'warn' });
    for (const level of ['debug', 'info', 'warn', 'error'] as const) log[level](level);
    expect(lines.map((line) => JSON.parse(line).event)).toEqual(['warn', 'error']);
  });

  it('writes plain text for people', () => {
    const { log, lines } = open({ human: true });
    log.info('answered', { kind: 'found', ms: undefined });
    log.info('failed', { why: 'two\r\nlines\u001b[31m' });
    expect(lines).toEqual([
      '12:00:00 info  answered kind=found\n',
      '12:00:00 info  failed why=two lines [31m\n',
    ]);
  });
});

describe('during a request', () => {
  it('each line carries its id, however late it is written, and no other line does', async () => {
    const { log, lines } = open();
    const late = log.during('r1', async () => {
      log.info('asked');
      await new Promise((resolve) => setTimeout(resolve, 5));
      log.error('failed', { why: 'no store' });
    });
    log.during('r2', () => log.info('asked'));
    log.info('ready');
    await late;
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { event: 'asked', request: 'r1' },
      { event: 'asked', request: 'r2' },
      expect.not.objectContaining({ request: expect.anything() }),
      { event: 'failed', request: 'r1', why: 'no store' },
    ]);
  });

  it('the level and the format stay', () => {
    const { log, lines } = open({ level: 'error', human: true });
    log.during('r1', () => {
      log.info('asked');
      log.error('failed', { why: 'no store' });
    });
    expect(lines).toEqual(['12:00:00 error failed request=r1 why=no store\n']);
  });

  it('no token gets through either', () => {
    const { log, lines } = open();
    log.during('xoxb-12-secret', () => log.info('asked'));
    expect(lines[0]).toContain('[token]');
    expect(lines[0]).not.toContain('secret');
  });
});

// --- internal ---

function open(options: { level?: Level; human?: boolean } = {}): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const log = createLog({
    level: options.level ?? 'info',
    human: options.human ?? false,
    write: (line) => void lines.push(line),
    now: () => NOON,
  });
  return { log, lines };
}
