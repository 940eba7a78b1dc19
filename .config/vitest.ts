import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/browser/**', 'test/faults/**', 'test/kill/**'],
    execArgv: [`--import=${new URL('loopback.js', import.meta.url)}`],
    testTimeout: 20_000,
    maxWorkers: 2,
    // A third of the processor time would go into importing the same modules for every file.
    isolate: false,
  },
});
