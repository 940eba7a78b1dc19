import { fork } from 'node:child_process';

/**
 * Runs a module in a process of its own, so that heap, compiled code and caches are its own too.
 * The module is handed the task by `takeTask` and tells what it finds, as often as it likes.
 * @param atMostMs after this long it is stopped, and what it has told so far stands
 */
export function runApart<Task, Told>(module: URL, task: Task, atMostMs?: number): Promise<Told[]> {
  return new Promise((resolve, reject) => {
    const child = fork(module, { serialization: 'advanced' });
    const told: Told[] = [];
    let late = false;
    const clock = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, atMostMs ?? LONGEST);
    child.on('message', (one) => told.push(one as Told));
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(clock);
      if (code === 0 || (late && atMostMs !== undefined)) resolve(told);
      else
        reject(
          new Error(
            `${module.pathname} ${late ? 'took too long' : 'failed'}: it was to measure ${JSON.stringify(task).slice(0, 80)}`,
          ),
        );
    });
    child.send(task as object);
  });
}

/** The other end: does the task and lets the process end once everything is told. */
export function takeTask<Task, Told>(work: (task: Task, tell: (told: Told) => void) => Promise<void>): void {
  process.once('message', (task) => {
    const tell = (told: Told) => void process.send?.(told);
    void work(task as Task, tell).then(() => process.disconnect());
  });
}

// --- internal ---

/** Nothing here may hang a run. */
const LONGEST = 5 * 60_000;
