import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/browser/**', 'test/faults/**', 'test/kill/**'],
    setupFiles: ['.config/loopback.js'],
    testTimeout: 20_000,
    // Most of the time goes in waiting for the bots that the tests start, so
    // two files run at once, also on two cores.
    maxWorkers: 2,
  },
});
