// The demo's report for people: one line a journey, then what did not end as expected.
import type { DemoReport } from '../demo.ts';

/** A plain-text table, no colours. */
export function renderReport(report: DemoReport): string {
  const rows = report.journeys.map((journey) => [
    journey.case,
    journey.tenant,
    journey.outcome ?? 'not ended',
    journey.approver?.role ?? 'nobody',
    journey.model ? `${journey.model.provider} ${journey.model.model}` : 'no model',
    journey.retrieval ? `${journey.retrieval.passages} from ${journey.retrieval.store}` : 'none',
    journey.auditCompleteness === null ? 'unknown' : `${Math.round(journey.auditCompleteness * 100)} %`,
    journey.verified === null ? 'not checkable' : journey.verified ? 'yes' : 'NO',
  ]);
  const table = [
    ['case', 'tenant', 'ended', 'decided by', 'drafted by', 'passages', 'evidence', 'verified'],
    ...rows,
  ];
  const widths =
    table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const verdict = report.ok
    ? `Every journey ended as expected, in ${report.seconds} s.`
    : `Not as expected (${report.seconds} s):\n${report.failures.map((failure) => `  - ${failure}`).join('\n')}`;
  return [...lines, '', verdict].join('\n');
}
