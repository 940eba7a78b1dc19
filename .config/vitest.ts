import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/browser/**', 'test/faults/**', 'test/kill/**'],
    setupFiles: ['.config/loopback.js'],
    testTimeout: 20_000,
  },
});
