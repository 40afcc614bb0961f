// limits.yaml against itself and the other files: a limit that contradicts another, or a check that could never trip, refuses the set.
import { guardSentences } from '../../contracts/finding-sentences.ts';
import { durationMs } from '../../contracts/policy.ts';
import { tenantLimitsOf } from '../../contracts/limits-of.ts';
import type { PolicySet, TenantLimits } from '../../contracts/policy.ts';
import { PolicyFault } from './policy-fault.ts';

/** What the guard finds besides the hard rules, whose codes are their ids; a test holds it to the guard's code. */
export const guardFindingCodes = ['blocked', ...Object.keys(guardSentences)];

// Findings are kept for eight days (store/kill-switches.ts), and counters of refusals are one row for each person and journey.
const longestMs = durationMs('P7D');

const faulty = (what: string): PolicyFault => new PolicyFault('limits.yaml', what);

/** @throws PolicyFault */
export function checkLimits(set: PolicySet): void {
  const { limits } = set;
  if (!limits) return;
  const stray = Object.keys(limits.tenants).find((tenant) => !Object.hasOwn(set.tenants, tenant));
  if (stray !== undefined) throw faulty(`it names the tenant ${stray}`);
  for (const tenant of Object.keys(set.tenants)) checkTenant(tenant, tenantLimitsOf(set, tenant));
  checkSwitches(set, limits.switches);
}

function checkTenant(tenant: string, { door, refusals, model }: TenantLimits): void {
  if (door.callsPerMinute > door.tenantCallsPerMinute)
    throw faulty(`${tenant}: one caller may call more often than all callers together`);
  if (door.eventPostsPerMinute > door.tenantEventPostsPerMinute)
    throw faulty(`${tenant}: one caller may post more events than all callers together`);
  checkDuration(`${tenant}: refusals.per`, refusals.per);
  for (const [name, { perMinute, perDay }] of Object.entries(model)) {
    if (perMinute > perDay) throw faulty(`${tenant}: model.${name} allows more in a minute than in a day`);
  }
}

function checkSwitches(
  { hardRules }: PolicySet,
  { automatic, tripReasons }: NonNullable<PolicySet['limits']>['switches'],
): void {
  const known = new Set<string>([...guardFindingCodes, ...hardRules.map(({ id }) => id)]);
  const ids = automatic.map(({ id }) => id);
  if (new Set(ids).size !== ids.length) throw faulty('a check stands twice');
  for (const { id, findings, within } of automatic) {
    if (tripReasons.includes(id)) throw faulty(`${id} is a check and a reason of a person as well`);
    const unknown = findings.find((code) => !known.has(code));
    if (unknown !== undefined) throw faulty(`${id}: nothing finds ${unknown}`);
    checkDuration(`${id}.within`, within);
  }
}

function checkDuration(name: string, text: string): void {
  const milliseconds = durationMs(text);
  if (milliseconds < 1000 || milliseconds > longestMs) throw faulty(`${name} lasts from PT1S to P7D`);
}
