// What people are told will come is what the workflow lets come.
import { expect, it } from 'vitest';
import { policiesDirectory } from '../../test/policy/policy-fakes.ts';
import { nextDue } from '../../workflows/standing.ts';
import { checkpointSchedule } from './checkpoint-schedule.ts';
import { checkpointTerms } from './checkpoint-terms.ts';
import { loadPolicySet } from './load-policy-set.ts';

const opensAt = Date.UTC(2026, 10, 21, 9);
const hour = 3_600_000;

it('tells reminders and escalation in the order in which the workflow takes them', async () => {
  const { checkpoints } = await loadPolicySet(policiesDirectory);
  const rules = Object.entries(checkpoints);
  expect(rules.length).toBeGreaterThan(0);
  for (const [name, policy] of rules)
    for (const deadlineMs of [undefined, 48_000]) {
      const terms = checkpointTerms(name, policy, deadlineMs);
      const opening = { opensAt, deadlineAt: opensAt + terms.deadlineMs };
      const taken: { step: string; at: number }[] = [];
      for (let [reminders, level] = [0, 0]; ;) {
        const due = nextDue({ terms, ...opening, reminders, level });
        if (due.step === 'deadline') break;
        taken.push(due);
        if (due.step === 'remind') reminders += 1;
        else level += 1;
      }
      expect(checkpointSchedule(terms, opening).map(({ step, at }) => ({ step, at }))).toEqual(taken);
    }
});

it('names who is asked as well, escalation before a reminder of the same moment, and nothing from the deadline on', () => {
  const terms = {
    remindAfterMs: [hour, 2 * hour, 4 * hour],
    escalation: [{ afterMs: 2 * hour, role: 'supervisor' }],
  };
  expect(checkpointSchedule(terms, { opensAt, deadlineAt: opensAt + 4 * hour })).toEqual([
    { step: 'remind', at: opensAt + hour, role: null },
    { step: 'escalate', at: opensAt + 2 * hour, role: 'supervisor' },
    { step: 'remind', at: opensAt + 2 * hour, role: null },
  ]);
  expect(checkpointSchedule({}, { opensAt, deadlineAt: opensAt + hour })).toEqual([]);
});
