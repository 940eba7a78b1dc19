import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestContext } from 'vitest';
import { until } from '../../src/workspace/platform/wait.ts';
import { tempFolder } from '../temp-folder.ts';

const ROOT = new URL('../..', import.meta.url).pathname;

/** The workers' timings, in milliseconds: short, so that hundreds of deaths fit into minutes. */
export const TIMES = { lease: 2500, settling: 600, look: 150 };

/** Bot processes that are killed at random and replaced at once. */
export interface Herd {
  /** Deaths so far. */
  readonly deaths: number;
  /** Kills a random process, if it is ready, and starts another in its place. */
  kill(): void;
  /** Log lines of all processes, the dead included. */
  logged(event: string): Record<string, unknown>[];
  /** Everything written to stderr. */
  complaints(): string;
  ready(): Promise<void>;
}

/**
 * Runs the processes until the test is over.
 * @param random from 0 to 1; seeded by the test, so that a run can be repeated
 */
export function startHerd(
  { onTestFinished }: TestContext,
  count: number,
  env: Record<string, string>,
  random: () => number,
): Herd {
  const folder = tempFolder(onTestFinished);
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
        env: {
          ...{ PATH: process.env.PATH, TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.json') },
          ...{ TIMES: JSON.stringify(TIMES), LOG_LEVEL: 'info', ...env },
        },
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

  onTestFinished(async () => {
    // A replacement starts as soon as the one before it is gone.
    await pause(50);
    for (const { child } of members) child.kill('SIGKILL');
    await Promise.all(members.map((member) => member.ended));
  });
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
      // A SQLite file belongs to one process, so the next one starts when this one is gone.
      members[at] = { ...member, isReady: false };
      void member.ended.then(() => {
        members[at] = start();
      });
    },
    logged: (event) =>
      output
        .join('')
        .split('\n')
        .filter((line) => line.startsWith('{') && line.endsWith('}'))
        .map((line) => JSON.parse(line) as Record<string, unknown>)
        .filter((line) => line.event === event),
    complaints: () => errors.join(''),
    async ready() {
      await until(() => members.every(({ isReady }) => isReady), 20_000, 'the bots').catch((error) => {
        throw new Error(`${String(error)}; they wrote:\n${output.join('')}${errors.join('')}`);
      });
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

// --- internal ---

interface Member {
  child: ChildProcess;
  isReady: boolean;
  ended: Promise<unknown>;
}
