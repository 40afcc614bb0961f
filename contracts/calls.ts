// The calls of the HTTP API by name, as a route declares and policies/calls.csv allows them: `switches.reset` is the action `reset`
// on `api:switches`. A closed list: a row about another call is a mistake, and a call without a row lets nobody in.
import { failures } from './failures.ts';
import type { PolicySet } from './policy.ts';

export const calls = [
  'events.send',
  'journeys.read',
  'decision.send',
  'checkpoint.act',
  'evidence.read',
  'lineage.read',
  'completeness.read',
  'subject.export',
  'erasures.request',
  'erasures.decide',
  'erasures.read',
  'crm.read',
  'ledger.read',
  'incidents.read',
  'switches.read',
  'switches.trip',
  'switches.reset',
  'limits.read',
  'policy.ask',
  'knowledge.load',
  'knowledge.delete',
  'knowledge.list',
  'knowledge.evaluate',
  'knowledge.search',
  'people.read',
  'roles.withdraw',
  'absence.set',
  'codec.decode',
  'whoami.read',
  'overview.read',
  'fields.reveal',
  'samples.send',
] as const;
export type Call = (typeof calls)[number];

/** By which a person's word reaches a journey. */
export const decidingCalls = [
  'decision.send',
  'checkpoint.act',
  'erasures.decide',
] as const satisfies readonly Call[];

/** What the policy is asked about a call. */
export function callQuestion(call: Call): { object: `api:${string}`; action: string } {
  const [what = '', action = ''] = call.split('.');
  return { object: `api:${what}`, action };
}

/** @throws PolicyUnreadable when the set was written before its rows said who may call. */
export function callRowsOf({ casbin }: Pick<PolicySet, 'casbin'>): string {
  if (casbin.calls !== undefined) return casbin.calls;
  throw failures.policyUnreadable('policy unreadable: calls.csv: it is missing', {
    part: 'policy',
    ids: { file: 'calls.csv' },
  });
}
