// Turns vitest's JSON report into what `npm test` promises: counts, and the named list of what did not run.
// A skip must never pass for a pass, and a skip without a named part is a fault in itself.
import { z } from 'zod';

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

export interface NotRun {
  test: string;
  /** Real part that is absent, from `[needs PART]` in the name; null when the skip gives no reason. */
  needs: string | null;
}

export interface TestTally {
  passed: number;
  failed: number;
  notRun: NotRun[];
  /** Sentences about failures that are no single test. */
  troubles: string[];
}

/**
 * @param report parsed JSON report, or null when vitest wrote none.
 * @param exitCode vitest's own; a failure that no test shows (an unhandled rejection) must not be lost.
 */
export function tally(input: { report: unknown; exitCode: number; requireReal: boolean }): TestTally {
  const parsed = reportSchema.safeParse(input.report);
  if (!parsed.success) {
    return {
      passed: 0,
      failed: 1,
      notRun: [],
      troubles: ['The test runner ended without a report; its output is above.'],
    };
  }
  const files = parsed.data.testResults;
  const tests = files.flatMap((file) => file.assertionResults);
  const notRun = tests
    .filter((test) => test.status !== 'passed' && test.status !== 'failed')
    .map((test) => ({
      test: test.fullName.trim(),
      needs: /\[needs ([^\]]+)\]/.exec(test.fullName)?.[1] ?? null,
    }));
  const troubles = files
    .filter(
      (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
    )
    .map((file) => `${file.name} could not be loaded or set up: ${file.message.split('\n')[0] ?? ''}`);
  const failedTests = tests.filter((test) => test.status === 'failed').length;
  if (input.exitCode !== 0 && failedTests + troubles.length === 0) {
    troubles.push(
      `The test runner ended with code ${input.exitCode} though no test failed; see the error above.`,
    );
  }
  const counted = input.requireReal ? notRun : notRun.filter((entry) => entry.needs === null);
  return {
    passed: tests.filter((test) => test.status === 'passed').length,
    failed: failedTests + troubles.length + counted.length,
    notRun,
    troubles,
  };
}

/** The `not run` list, grouped by the part that is absent; empty text when everything ran. */
export function notRunList(notRun: readonly NotRun[], requireReal: boolean): string {
  if (notRun.length === 0) return '';
  const parts = [...new Set(notRun.map((entry) => entry.needs))];
  const lines = parts.flatMap((needs) => [
    needs === null ? '  without a named part (each counts as failed):' : `  needs ${needs}:`,
    ...notRun.filter((entry) => entry.needs === needs).map((entry) => `    - ${entry.test}`),
  ]);
  const meaning = requireReal ? ', and WAYPROOF_REQUIRE_REAL=1 makes each a failure' : '';
  return [`not run (${notRun.length}${meaning}):`, ...lines].join('\n');
}
