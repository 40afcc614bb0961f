// What mutation testing of the privacy room runs (`npm run mutate -- --mutate GLOB`, by hand, never in CI): its fast tests. What
// measures time or whole labelled sets is left out: a mutant of a weight must be caught by a promise, not by an average.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['activities/privacy/**/*.test.ts', 'test/personal-data/*.test.ts'],
    exclude: ['node_modules/**', '**/hostile-text.test.ts', 'test/personal-data/labelled.test.ts'],
    testTimeout: 60_000,
    isolate: false,
  },
});
