// What mutation testing of the privacy room runs (`npm run mutate -- --mutate GLOB`, by hand, never in CI): its fast tests. What
// measures time, whole labelled sets or hundreds of made-up texts is left out: it would run for each of thousands of mutants.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['activities/privacy/**/*.test.ts', 'test/personal-data/*.test.ts', 'test/screens/*.test.ts'],
    exclude: [
      'node_modules/**',
      '**/hostile-text.test.ts',
      '**/hostile-drafts.test.ts',
      '**/screen-event-cost.test.ts',
      '**/*.properties.test.ts',
      'test/personal-data/labelled.test.ts',
      'test/screens/floor.test.ts',
    ],
    testTimeout: 60_000,
    isolate: false,
  },
});
