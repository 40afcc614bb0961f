// docs/incidents.md is held to what the sweeper can find, and to how often it looks.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sweepTerms } from '../../activities/governance/sweep-terms.ts';
import { incidentSentences } from '../../contracts/incidents.ts';

const page = readFileSync(new URL('../../docs/incidents.md', import.meta.url), 'utf8');

it('explains every incident, and no other', () => {
  const named =
    page.match(
      /`(?:run_unsealed|seal|history|region|anchor)_[a-z_]+`|`(?:run|event)_unreadable`|`task_failing`/g,
    ) ?? [];
  const codes = named.map((code) => code.slice(1, -1));
  expect([...new Set(codes)].sort()).toEqual(Object.keys(incidentSentences).sort());
});

it('gives the limits as they are', () => {
  expect(sweepTerms).toMatchObject({
    everyMs: 60_000,
    settleMs: 60_000,
    backlogMs: 5_000,
    worked: 100,
    rows: 100,
    open: 100,
    failedTasks: 5,
  });
  expect(page).toContain('Once a minute');
  expect(page).toContain('ended less than a minute ago waits');
  expect(page).toContain(
    '100 runs are worked on in a sweep, and with more left the next one comes after 5 seconds',
  );
  expect(page).toContain(`more than ${sweepTerms.maxHistoryBytes / 1024 / 1024} MB`);
});
