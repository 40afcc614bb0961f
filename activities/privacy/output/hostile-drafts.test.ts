// Drafts that are written to cost: the work of the output screens grows with their length and no faster.
import { expect, it } from 'vitest';
import { shippedPolicy } from '../../../test/support/shipped-policy.ts';
import { identity } from '../../../test/support/memory-activity-ports.ts';
import { screenDraft } from './screen-draft.ts';

const units = [
  '[', '![', '[[', '<a ', '<', '&#x', 'https:', '://', 'a.', 'a-', 'a b ', ' .', '\n', '.\n', ':/', 'key ', 'key: ', 'password is ', 'eyJa.', '"kty":"', 'a.b@', 'x:y', 'bearer ', 'data:', '](', '\u200b', '\u0430b', 'e v i l ', 'PERSON_', '[[PERSON_', '1.2.3.4/', 'dot ', '(dot)', 'kp_1', 'sub_', 'https://a:b', 'you prepare an adviser ',
]; // prettier-ignore

function cost(length: number): number {
  const before = process.cpuUsage();
  for (const unit of units) {
    const text = unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
    const passage = { id: 'kp_1', source: 'faq', title: 'x', text };
    screenDraft({
      ...{
        author: 'model',
        options: {},
        planted: [],
        identity,
        values: [],
        hosts: ['a.example'],
        locale: 'en',
      },
      statements: [{ text, citations: ['kp_1'] }],
      operations: [{ verb: 'send_message', channel: 'push', text }],
      passages: [passage],
      template: shippedPolicy.prompts['advisory-outreach']!,
      others: [{ tenant: 'lumen-retail', name: 'Lumen Retail' }],
      scoring: ['flight_risk'],
    });
  }
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

it('the screens work in proportion to a text’s length', () => {
  cost(500);
  const short = Math.min(cost(1_000), cost(1_000), cost(1_000));
  const long = Math.min(cost(5_000), cost(5_000), cost(5_000));
  // Five times the text: linear is 5, quadratic 25.
  expect(long / short).toBeLessThan(16);
}, 120_000);
