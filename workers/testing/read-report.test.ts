// What `npm test` says about skips and about failures that no test shows.
import { describe, expect, it } from 'vitest';
import { notRunList, tally } from './read-report.ts';

const report = (tests: [string, string][], file: { status?: string; message?: string } = {}) => ({
  testResults: [
    {
      name: '/a.test.ts',
      status: 'passed',
      message: '',
      assertionResults: tests.map(([fullName, status]) => ({ fullName, status })),
      ...file,
    },
  ],
});

describe('tally', () => {
  it('counts passed and failed tests', () => {
    const result = tally({
      report: report(
        [
          ['a', 'passed'],
          ['b', 'failed'],
        ],
        { status: 'failed' },
      ),
      exitCode: 1,
      requireReal: false,
    });
    expect(result).toMatchObject({ passed: 1, failed: 1, notRun: [], troubles: [] });
  });
  it('names the absent part of a skipped test, and fails it only when real parts are required', () => {
    const skipped = report([['store [needs postgres] keeps rows', 'skipped']]);
    expect(tally({ report: skipped, exitCode: 0, requireReal: false })).toMatchObject({
      failed: 0,
      notRun: [{ test: 'store [needs postgres] keeps rows', needs: 'postgres' }],
    });
    expect(tally({ report: skipped, exitCode: 0, requireReal: true }).failed).toBe(1);
  });
  it('fails a skip that names no part, always', () => {
    expect(
      tally({ report: report([['quietly left out', 'pending']]), exitCode: 0, requireReal: false }).failed,
    ).toBe(1);
  });
  it('fails a file that could not be loaded', () => {
    const result = tally({
      report: report([], { status: 'failed', message: 'SyntaxError: x' }),
      exitCode: 1,
      requireReal: false,
    });
    expect(result).toMatchObject({
      failed: 1,
      troubles: ['/a.test.ts could not be loaded or set up: SyntaxError: x'],
    });
  });
  it('fails when the runner failed though every test passed', () => {
    expect(tally({ report: report([['a', 'passed']]), exitCode: 1, requireReal: false }).failed).toBe(1);
  });
  it('fails when there is no report at all', () => {
    expect(tally({ report: null, exitCode: 0, requireReal: false })).toMatchObject({ passed: 0, failed: 1 });
  });
});

describe('notRunList', () => {
  it('groups by part', () => {
    const text = notRunList(
      [
        { test: 'a', needs: 'postgres' },
        { test: 'b', needs: 'postgres' },
      ],
      false,
    );
    expect(text).toBe('not run (2):\n  needs postgres:\n    - a\n    - b');
  });
});
