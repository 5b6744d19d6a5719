import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const shared = { testTimeout: 60_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    // Many tests wait for a browser or a database, so one at a time would leave the second processor idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    globalSetup: ['test/support/shared.ts'],
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['src/**/*.test.ts', 'tools/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: ['test/commands/**', 'test/journeys/**', 'test/real-data/**', 'node_modules/**'],
        },
      },
      {
        test: {
          ...shared,
          name: 'commands',
          include: ['test/commands/**/*.test.ts'],
          globalSetup: ['test/support/build.ts'],
        },
      },
      { test: { ...shared, name: 'browser', include: ['test/journeys/**/*.test.ts'] } },
      { test: { ...shared, name: 'real data', include: ['test/real-data/**/*.test.ts'] } },
    ],
    coverage: { provider: 'v8', include: ['src/domain/**'], exclude: ['**/*.test.ts'] },
  },
});
