import { defineConfig } from 'vitest/config';

// Tests that start whole processes and watch what they do in time. Each has the machine to itself: two at once on two cores
// would measure each other.
const alone = [
  'test/recovery/**/*.test.ts',
  'test/long-life/**/*.test.ts',
  'test/e2e/**/*.test.ts',
  'test/red-team/red-team.test.ts',
  'test/docs/first-journey.test.ts',
  'test/security/{canary,codec-browser}.test.ts',
  'test/console/{console,first-run}.test.ts',
  'connectors/model/ollama/{ollama-in-trouble,real-ollama}.test.ts',
  'test/security/two-regions.test.ts',
  'workers/{rotate-keys,stack}.test.ts',
];
const elsewhere = ['node_modules/**', '.wayproof/**', 'dist/**'];

// Real parts (Temporal, a database) make some tests slow to start; the limits are for two noisy cores.
const limits = { testTimeout: 60_000, hookTimeout: 120_000, pool: 'forks' } as const;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...{ ...limits, name: 'beside', include: ['**/*.test.ts'], exclude: [...elsewhere, ...alone] },
          ...{ maxWorkers: 2, sequence: { groupOrder: 0 } },
        },
      },
      {
        test: {
          ...{ ...limits, name: 'alone', include: alone, exclude: elsewhere, testTimeout: 180_000 },
          ...{ maxWorkers: 1, sequence: { groupOrder: 1 } },
        },
      },
    ],
  },
});
