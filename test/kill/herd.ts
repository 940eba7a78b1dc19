import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const ROOT = new URL('../..', import.meta.url).pathname;

/** Processes that die at any moment and are replaced at once. */
export interface Herd {
  /** Deaths so far. */
  readonly deaths: number;
  /** Kills one that is ready, at random, and starts another in its place. */
  kill(): void;
  /** Sends a signal to the nth, counted from 0. */
  signal(which: number, signal: NodeJS.Signals): void;
  /** Lines of the logs of all that ever lived. */
  logged(event: string): Record<string, unknown>[];
  /** What went to the error output. */
  complaints(): string;
  ready(): Promise<void>;
  end(): Promise<void>;
}

/** @param random from 0 to 1; seeded by the test, so that a run can be told from its seed */
export function startHerd(count: number, env: Record<string, string>, random: () => number): Herd {
  const folder = mkdtempSync(join(tmpdir(), 'herd-'));
  const output: string[] = [];
  const errors: string[] = [];
  const members: Member[] = Array.from({ length: count }, () => start());
  let deaths = 0;

  function start(): Member {
    const child = spawn(
      process.execPath,
      ['--import', import.meta.resolve('tsx'), join(ROOT, 'test/kill/worker.ts')],
      {
        cwd: folder,
        env: { PATH: process.env.PATH, TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.json'), ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const member: Member = {
      child,
      isReady: false,
      ended: new Promise((resolve) => child.once('close', resolve)),
    };
    child.stdout?.setEncoding('utf8').on('data', (part: string) => {
      output.push(part);
      if (part.includes('"ready"')) member.isReady = true;
    });
    child.stderr?.setEncoding('utf8').on('data', (part: string) => errors.push(part));
    return member;
  }

  return {
    get deaths() {
      return deaths;
    },
    kill() {
      const at = Math.floor(random() * members.length);
      const member = members[at];
      if (!member?.isReady) return;
      member.child.kill('SIGKILL');
      deaths += 1;
      // A file belongs to one process: the next starts when this one is gone.
      members[at] = { ...member, isReady: false };
      void member.ended.then(() => {
        members[at] = start();
      });
    },
    signal: (which, signal) => void members[which]?.child.kill(signal),
    logged: (event) =>
      output
        .join('')
        .split('\n')
        .filter((line) => line.startsWith('{') && line.endsWith('}'))
        .map((line) => JSON.parse(line) as Record<string, unknown>)
        .filter((line) => line.event === event),
    complaints: () => errors.join(''),
    async ready() {
      for (let tries = 0; tries < 400 && !members.every((member) => member.isReady); tries++) await pause(50);
      if (!members.every((member) => member.isReady))
        throw new Error(`not ready; they wrote:\n${output.join('')}${errors.join('')}`);
    },
    async end() {
      await pause(50);
      for (const { child } of members) child.kill('SIGKILL');
      await Promise.all(members.map((member) => member.ended));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The same numbers from the same seed (Mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Member {
  child: ChildProcess;
  isReady: boolean;
  ended: Promise<unknown>;
}
