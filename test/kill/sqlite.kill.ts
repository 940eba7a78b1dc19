import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openState } from '../../src/state/open.ts';
import { StateError } from '../../src/state/state.ts';
import { SETTING } from '../state/samples.ts';
import { tempFolder } from '../temp-folder.ts';
import { seeded } from './herd.ts';
import { mayMount, startMachine, startSmallDisk } from './sqlite-machine.ts';
import type { Findings, Promised } from './sqlite-reader.ts';

/** Full scale by hand: KILL_ROUNDS=50; a fifth of it in CI. */
const KILL_ROUNDS = Number(process.env.KILL_ROUNDS ?? 10);
const CUT_ROUNDS = Number(process.env.CUT_ROUNDS ?? 8);
const SEED = Number(process.env.SEED ?? 4711);

const noPromises = (): Promised => ({ event: [], posted: [], told: [], ordered: [], finished: [] });
const count = (promised: Promised) => Object.values(promised).reduce((sum, ids) => sum + ids.length, 0);

const add = (all: Promised, promised: Promised) => {
  for (const kind of Object.keys(all) as (keyof Promised)[]) all[kind].push(...promised[kind]);
};

const random = seeded(SEED);
const folder = tempFolder();

const start = (script: string, ...words: string[]) =>
  spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, script), ...words]);

/** A process that writes until it is killed, and the promises it printed until then. */
function startWriter(file: string, round: string, mode = 'careful') {
  const child = start('sqlite-writer.ts', file, round, mode);
  const promised = noPromises();
  const said: string[] = [];
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [word = '', id] = line.split(' ');
      if (id !== undefined) promised[word as keyof Promised].push(id);
    }
    said.push(...lines);
    child.emit('said');
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
  return { child, promised, said };
}

async function until(child: ChildProcess, said: string[], word: string): Promise<void> {
  while (!said.includes(word)) {
    if (child.exitCode !== null) throw new Error(said.join('\n'));
    await Promise.race([once(child, 'said'), once(child, 'close')]);
  }
}

async function killed(child: ChildProcess): Promise<void> {
  const gone = once(child, 'close');
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await gone;
}

/** Checks the promises in a process of its own; null when the store does not open. */
async function look(file: string, promised: Promised): Promise<Findings | null> {
  const reader = start('sqlite-reader.ts', file);
  reader.stdin.end(JSON.stringify(promised));
  return (json(reader.stdout) as Promise<Findings>).catch(() => null);
}

describe('a process that is killed', () => {
  it(`${KILL_ROUNDS} times while it writes breaks no promise, and the file always opens again`, async () => {
    const file = join(folder, 'desk.db');
    const all = noPromises();
    const lost: string[] = [];
    let slowest = 0;
    for (let round = 0; round < KILL_ROUNDS; round++) {
      const { child, said, promised } = startWriter(file, `r${round}`);
      await until(child, said, 'open');
      await pause(random() * 500);
      await killed(child);
      add(all, promised);
      // Every other time, the next writer opens it first.
      if (round % 2 === 0) continue;
      const found = await look(file, promised);
      if (found === null) throw new Error(`the file does not open after kill ${round + 1}`);
      slowest = Math.max(slowest, found.opening);
      lost.push(...found.lost);
    }
    lost.push(...((await look(file, all))?.lost ?? ['all']));
    console.log(
      `SQLite, ${KILL_ROUNDS} kills while writing: ${count(all)} promises, ${new Set(lost).size} broken; slowest opening ${slowest.toFixed(0)} ms (seed ${SEED})`,
    );
    expect(lost).toEqual([]);
    expect(count(all)).toBeGreaterThan(KILL_ROUNDS * 10);
  });

  it(`${KILL_ROUNDS} times while it creates its tables leaves a file that opens`, async () => {
    let unopened = 0;
    for (let round = 0; round < KILL_ROUNDS; round++) {
      const file = join(folder, `${round}.db`);
      const { child, said } = startWriter(file, `r${round}`);
      await until(child, said, 'opening');
      await pause(random() * 120);
      await killed(child);
      if (!said.includes('open')) unopened += 1;
      expect(await look(file, noPromises())).toMatchObject({ lost: [] });
    }
    console.log(
      `SQLite, ${KILL_ROUNDS} kills while opening: ${unopened} before it was open; all opened again`,
    );
  });
});

// Mounting takes root: skipped without it, but never in CI.
describe.skipIf(!process.env.CI && !mayMount())('a machine', () => {
  /** Cuts the power while a process writes, `rounds` times, and counts the promises made and broken. */
  async function cutPower(rounds: number, mode: string) {
    const machine = startMachine();
    const all = noPromises();
    const lost: string[] = [];
    let damaged = 0;
    try {
      for (let round = 0; round < rounds; round++) {
        const { child, said, promised } = startWriter(machine.file, `${mode}${round}`, mode);
        await until(child, said, 'open');
        await pause(200 + random() * 500);
        machine.cut();
        await pause(100);
        await killed(child);
        machine.powerOn();
        add(all, promised);
        const found = await look(machine.file, promised);
        if (found) lost.push(...found.lost);
        else damaged += 1;
        if (mode === 'careless') for (const end of ['', '-wal']) rmSync(machine.file + end, { force: true });
      }
      if (mode === 'careful') lost.push(...((await look(machine.file, all))?.lost ?? ['all']));
    } finally {
      machine.dispose();
    }
    const broken = new Set(lost).size;
    console.log(
      `SQLite (${mode}), ${rounds} power cuts: ${count(all)} promises, ${broken} broken, ${damaged} files damaged (seed ${SEED})`,
    );
    return { promises: count(all), broken, damaged };
  }

  it(`whose power is cut ${CUT_ROUNDS} times breaks no promise`, async () => {
    const { promises, broken, damaged } = await cutPower(CUT_ROUNDS, 'careful');
    expect({ broken, damaged }).toEqual({ broken: 0, damaged: 0 });
    expect(promises).toBeGreaterThan(CUT_ROUNDS * 10);
  });

  it('whose power is cut breaks promises when fsync is off, so the cut is a real one', async () => {
    const { broken, damaged } = await cutPower(3, 'careless');
    expect(broken + damaged).toBeGreaterThan(0);
  });

  it('whose disk is full keeps what it has stored, and works again once there is room', async (test) => {
    const disk = startSmallDisk(test, 1024);
    const state = await openState({ sqliteFile: disk.file }, { owner: 'test' });
    const kept: string[] = [];
    const fill = async () => {
      for (;;) {
        const id = `Ev${kept.length}`;
        await state.inbox.receive({ id, message: null, body: 'x'.repeat(5000) });
        kept.push(id);
      }
    };
    await expect(fill()).rejects.toThrow(StateError);
    await expect(state.bases.keep('v1', 'x'.repeat(100_000), 1)).rejects.toThrow('disk is full');
    await expect(state.digests.change('o1', { ...SETTING, zone: 'x'.repeat(100_000) })).rejects.toThrow(
      'disk is full',
    );
    disk.grow(8192);
    expect((await state.digests.change('o1', SETTING)).isNew).toBe(true);
    await state.probe();
    await state.close();
    const again = await openState({ sqliteFile: disk.file }, { owner: 'test' });
    const there = await again.inbox.takeOver(100_000);
    expect(there.map(({ id }) => id).filter((id) => kept.includes(id))).toHaveLength(kept.length);
    expect(await again.digests.get('C1')).toEqual(SETTING);
    await again.close();
    console.log(`SQLite, a full disk: ${kept.length} events before it, all kept`);
  });
});
