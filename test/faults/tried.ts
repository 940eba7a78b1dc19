import type { TestContext } from 'vitest';

declare module 'vitest' {
  interface TaskMeta {
    /** How often the fault was played; 1 by default. */
    tried?: number;
    /** What was measured, in words. */
    seen?: string;
  }
}

/** Records for the final table how often a fault was played, and what was measured. */
export function tried({ task }: Pick<TestContext, 'task'>, times: number, seen?: string): void {
  task.meta.tried = times;
  if (seen !== undefined) task.meta.seen = seen;
}
