// What is said of the CRM's verdict: a warning where something stands against the proposal, and nothing where nothing does.
import { expect, test } from 'vitest';
import { crmWarning, crmWords } from './crm-words.ts';

test('what the CRM would refuse is told with its reason, known or not', () => {
  expect(crmWarning({ verdict: 'refused', code: 'slot_taken' })).toContain('the hour of the call is taken');
  expect(crmWarning({ verdict: 'refused', code: 'house_rule' })).toContain(': house rule.');
});

test.each(['would_write', 'unknown', 'nothing_proposed'])('%s is no warning', (verdict) => {
  expect(crmWarning({ verdict, code: null })).toBeNull();
});

test('an approver is told of a changed record, and that he is asked again', () => {
  expect(crmWarning({ verdict: 'version_conflict', code: null })).toContain('you are asked again');
});

test('once it is over nothing is foretold', () => {
  expect(crmWords({ verdict: 'refused', code: 'slot_taken' }, false, false)).toBe(
    'Nothing was changed in the CRM.',
  );
});
