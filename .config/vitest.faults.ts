import { defineConfig } from 'vitest/config';

/** These measure times, and run one after another, when nothing else does. */
const MEASURED = ['socket', 'burst', 'soak', 'retention'].map((name) => `test/faults/${name}.faults.ts`);

const root = new URL('..', import.meta.url).pathname;
const shared = { root, setupFiles: ['.config/loopback.js'], testTimeout: 60_000, hookTimeout: 90_000 };

export default defineConfig({
  test: {
    root,
    reporters: ['default', './test/faults/table.ts'],
    projects: [
      {
        test: {
          ...shared,
          name: 'played',
          include: ['test/faults/*.faults.ts'],
          exclude: MEASURED,
          // Most of the time goes in waiting.
          maxWorkers: 4,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...shared,
          name: 'measured',
          include: MEASURED,
          maxWorkers: 1,
          fileParallelism: false,
          // What a busy neighbour on the same machine spoils is measured anew; a fault of the bot comes again.
          retry: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
