// The policy files against each other: what one names, another must hold. A set that contradicts itself is not used.
import { durationMs } from '../../contracts/policy.ts';
import type { PolicySet, TenantPolicy } from '../../contracts/policy.ts';
import type { CrmOperation } from '../../contracts/ports/crm.ts';
import { roles } from '../../contracts/ports/identity.ts';
import { checkCalls } from './check-calls.ts';
import { checkDenialFloor } from './check-denial-floor.ts';
import { checkDataClasses } from './data-classes.ts';
import { checkLimits } from './check-limits.ts';
import { isTimeZone, minutesOf } from './contact-hours.ts';
import { engineOf } from './policy-engine.ts';
import { PolicyFault } from './policy-fault.ts';

// The CRM port tells of contacts of the last 90 days; a longer cap would count too few.
const CONTACTS_KNOWN_MS = durationMs('P90D');
const slots = ['{{customer}}', '{{reasons}}', '{{options}}', '{{passages}}'];

/** @throws PolicyFault */
export async function checkPolicySet(set: PolicySet): Promise<void> {
  if (Object.keys(set.tenants).length === 0) throw new PolicyFault('tenants/', 'there is no tenant');
  if (Object.keys(set.prompts).length === 0) throw new PolicyFault('prompts/', 'there is no prompt');
  for (const tenant of Object.values(set.tenants)) checkTenant(tenant);
  checkIntents(set);
  checkDataClasses(set.dataClasses);
  checkPromises(set);
  checkHardRulesThere(set);
  checkLimits(set);
  await checkRules(set);
  await checkCalls(set);
  for (const prompt of Object.values(set.prompts)) {
    for (const [slot] of prompt.user.matchAll(/\{\{[^}]*\}\}/g)) {
      if (!slots.includes(slot)) throw new PolicyFault(`prompts/${prompt.id}.md`, `${slot} is no slot`);
    }
  }
}

function checkTenant({ tenant, timeZone, contact }: TenantPolicy): void {
  const file = `tenants/${tenant}.yaml`;
  if (!isTimeZone(timeZone)) throw new PolicyFault(file, `${timeZone} is no IANA time zone`);
  if (contact.hours.days.length === 0) throw new PolicyFault(file, 'contact hours list no day');
  if (minutesOf(contact.hours.from) >= minutesOf(contact.hours.to)) {
    throw new PolicyFault(file, 'contact hours end before they begin');
  }
  for (const cap of contact.caps) {
    if (cap.channels.length === 0) throw new PolicyFault(file, `cap ${cap.id} names no channel`);
    const period = durationMs(cap.per);
    if (period === 0 || period > CONTACTS_KNOWN_MS)
      throw new PolicyFault(file, `cap ${cap.id} must span up to P90D`);
  }
}

function checkIntents(set: PolicySet): void {
  for (const { policy } of Object.values(set.intents)) {
    const file = `intents/${policy.intent}.yaml`;
    if (durationMs(policy.window) === 0) throw new PolicyFault(file, 'the window spans nothing');
    const codes = policy.features.map(({ code }) => code);
    if (new Set(codes).size !== codes.length) throw new PolicyFault(file, 'a feature code stands twice');
    for (const feature of policy.features) {
      if (feature.measure === 'ordered' && (feature.topics?.length ?? 0) < 2) {
        throw new PolicyFault(file, `${feature.code} needs two topics to have an order`);
      }
    }
  }
}

// What a file may add to and never leave out: an empty list would parse, and allow everything.
const floor: Partial<Record<CrmOperation['verb'], PolicySet['hardRules'][number]['rule'][]>> = {
  propose_portfolio: ['product_within_risk_class', 'product_in_catalogue'],
  grant_offer: ['offer_within_limit'],
  grant_points: ['points_within_limit'],
  send_message: ['channel_consented', 'within_caps', 'no_forbidden_promise'],
  schedule_call: ['channel_consented', 'within_caps'],
};

function checkHardRulesThere({ hardRules, forbiddenPromises }: PolicySet): void {
  for (const [verb, needed] of Object.entries(floor)) {
    const missing = needed.find(
      (rule) => !hardRules.some((one) => one.rule === rule && one.appliesTo.some((each) => each === verb)),
    );
    if (missing !== undefined) throw new PolicyFault('hard-rules.yaml', `${missing} must hold for ${verb}`);
  }
  if (forbiddenPromises.length === 0) throw new PolicyFault('forbidden-promises.yaml', 'it forbids nothing');
}

function checkPromises({ forbiddenPromises }: PolicySet): void {
  for (const { id, pattern } of forbiddenPromises) {
    try {
      new RegExp(pattern, 'iu');
    } catch (error) {
      throw new PolicyFault('forbidden-promises.yaml', `${id}: ${String(error)}`);
    }
    // RE2 has neither lookaround nor back-references; without them a pattern means the same in every engine.
    if (/\(\?[=!<]|\\[1-9]/.test(pattern))
      throw new PolicyFault('forbidden-promises.yaml', `${id} is not RE2`);
  }
}

async function checkRules(set: PolicySet): Promise<void> {
  const engine = await engineOf(set);
  const { rules, links } = engine;
  checkDenialFloor(set, engine);
  for (const { id, domain, subject, object } of rules) {
    if (object.startsWith('api:'))
      throw new PolicyFault('rules.csv', `${id} is about a call of the API; those stand in calls.csv`);
    if (domain !== '*' && !set.tenants[domain])
      throw new PolicyFault('rules.csv', `${id} names the tenant ${domain}`);
    if (subject.startsWith('role:')) checkRole(subject, id);
  }
  for (const { role, inherits, domain } of links) {
    if (!set.tenants[domain]) throw new PolicyFault('rules.csv', `${role} is linked in the tenant ${domain}`);
    checkRole(role, 'a role link');
    checkRole(inherits, 'a role link');
  }
  for (const [name, checkpoint] of Object.entries(set.checkpoints)) {
    checkSchedule(name, checkpoint);
    const { approverRole, highTierRole, quorum, escalation } = checkpoint;
    const included = quorum ? [quorum.standard.including, quorum.high.including] : [];
    const asked = [approverRole, highTierRole, ...included, ...(escalation ?? []).map(({ role }) => role)];
    for (const role of new Set(asked.filter((one) => one !== undefined))) {
      checkRole(`role:${role}`, name, 'checkpoints.yaml');
      const may = rules.some(
        ({ effect, subject, object, action }) =>
          effect === 'allow' &&
          action === 'decide' &&
          object === `checkpoint:${name}` &&
          subject === `role:${role}`,
      );
      if (!may) throw new PolicyFault('checkpoints.yaml', `no rule lets ${role} decide ${name}`);
    }
  }
}

/** What would be due at or after the deadline would never come; a step out of order would come at once. */
function checkSchedule(name: string, checkpoint: PolicySet['checkpoints'][string]): void {
  const { deadline, remindAfter = [], escalation = [] } = checkpoint;
  for (const times of [remindAfter, escalation.map(({ after }) => after)]) {
    const due = [0, ...times.map(durationMs), durationMs(deadline)];
    if (due.some((at, index) => index > 0 && at <= (due[index - 1] ?? 0))) {
      throw new PolicyFault(
        'checkpoints.yaml',
        `${name} has times out of order, or at or after its deadline`,
      );
    }
  }
}

function checkRole(subject: string, where: string, file = 'rules.csv'): void {
  const role = subject.slice('role:'.length);
  if (role !== '*' && !(roles as readonly string[]).includes(role)) {
    throw new PolicyFault(file, `${where} names the role ${role}`);
  }
}
