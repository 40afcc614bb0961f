// Policy fails closed: what is missing, empty, broken or contradicts itself is refused by name, never half-used.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { memorySnapshots, policiesDirectory } from '../../test/policy/policy-fakes.ts';
import { loadPolicySet, parsePolicySet, readPolicyFiles } from './load-policy-set.ts';
import { evaluate } from './policy-engine.ts';
import { createPolicyRegistry } from './policy-registry.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'policies-'));
  await cp(policiesDirectory, directory, { recursive: true });
});
afterEach(() => rm(directory, { recursive: true }));

const edit = async (file: string, change: (text: string) => string) => {
  const path = join(directory, file);
  const before = await readFile(path, 'utf8');
  const after = change(before);
  expect(after, `the edit of ${file} changes nothing`).not.toBe(before);
  await writeFile(path, after);
};
const unreadable = (file: string, what: RegExp) =>
  expect(loadPolicySet(directory)).rejects.toMatchObject({
    type: 'PolicyUnreadable',
    nonRetryable: true,
    message: expect.stringMatching(what) as string,
    details: [{ part: 'policy', ids: { file } }],
  });

describe('loading policies', () => {
  it('loads the files of the repository, and the same set from its stored snapshot', async () => {
    const set = await loadPolicySet(directory);
    expect(Object.keys(set.tenants).sort()).toEqual(['aldermoor-wealth', 'lumen-retail']);
    expect(await parsePolicySet(set.canonical)).toEqual(set);
  });

  it('does not change its hash for the page that people read', async () => {
    const { hash } = await loadPolicySet(directory);
    await writeFile(join(directory, 'README.md'), 'Another text');
    expect((await loadPolicySet(directory)).hash).toBe(hash);
  });

  it('refuses a missing directory', async () => {
    await expect(loadPolicySet(join(directory, 'gone'))).rejects.toMatchObject({ type: 'PolicyUnreadable' });
  });

  const faults: [string, string, (text: string) => string, RegExp][] = [
    ['an empty rule file', 'rules.csv', () => '', /missing or empty/],
    ['rules of which none allows', 'rules.csv', (t) => t.replaceAll(', allow', ', deny').replaceAll(/==|>=/g, '!='), /no rule allows/],
    ['a rule without an effect', 'rules.csv', (t) => t.replace(', use, true, deny', ', use, true'), /line \d+: a rule has 7 fields/],
    ['a line of another kind', 'rules.csv', (t) => `${t}\np2, a, b`, /neither p nor g/],
    ['a rule that stands twice', 'rules.csv', (t) => t.replace('run-churn-rescue', 'run-advisory-outreach'), /stands twice/],
    ['a condition on a fact that nobody gathers', 'rules.csv', (t) => t.replace('r.facts.optedOut', 'r.facts.optOut'), /"optOut" is no fact/],
    ['a rule for an unknown tenant', 'rules.csv', (t) => t.replace('lumen-retail, customer', 'lumen, customer'), /the tenant lumen/],
    ['a rule for an unknown role', 'rules.csv', (t) => t.replace('role:adviser, *', 'role:advisor, *'), /the role advisor/],
    ['a model that only counts allows', 'model.conf', (t) => t.replace(' && !some(where (p.eft == deny))', ''), /e must be/],
    ['a matcher without a tenant', 'model.conf', (t) => t.replace("(p.dom == '*' || r.dom == p.dom) && ", ''), /m must be/],
    ['a matcher that is always true', 'model.conf', (t) => t.replace(/^m = .*$/m, 'm = true'), /m must be/],
    ['no model', 'model.conf', () => 'garbage', /parse/],
    ['broken YAML', 'checkpoints.yaml', (t) => `${t}\n  : [`, /checkpoints.yaml/],
    ['a member that no schema knows', 'hard-rules.yaml', (t) => t.replace('meaning:', 'meening:'), /hard-rules.yaml/],
    ['a checkpoint role that no rule lets decide', 'checkpoints.yaml', (t) => t.replace('approverRole: adviser', 'approverRole: auditor'), /no rule lets auditor decide/],
    ['an escalation at the deadline', 'checkpoints.yaml', (t) => t.replace('after: P1DT12H', 'after: P2D'), /adviser-approval has times out of order/],
    ['reminders out of order', 'checkpoints.yaml', (t) => t.replace('[PT8H, P1D]', '[P1D, PT8H]'), /adviser-approval has times out of order/],
    ['an escalation to a role that may not decide', 'checkpoints.yaml', (t) => t.replace('after: P1DT12H, role: supervisor', 'after: P1DT12H, role: compliance'), /no rule lets compliance decide/],
    ['a purpose with an unknown class', 'data-classes.yaml', (t) => t.replace('suitability, investments', 'suitability, shares'), /the class shares/],
    ['a field that no record has', 'data-classes.yaml', (t) => t.replace('[segment, language]', '[segment, languages]'), /languages, which no customer record has/],
    ['a field in two classes', 'data-classes.yaml', (t) => t.replace('fields: [openCases]', 'fields: [openCases, loyalty]'), /loyalty stands in loyalty and in service/],
    ['a purpose that may use what identifies', 'data-classes.yaml', (t) => t.replace('[profile, loyalty, service]', '[profile, identity]'), /retention may not use identity: name identifies/],
    ['a purpose that shows an unknown kind of values', 'data-classes.yaml', (t) => t.replace('mayShow: [time]', 'mayShow: [times]'), /the kind of values times/],
    ['a purpose that shows cards', 'data-classes.yaml', (t) => t.replace('mayShow: [time]', 'mayShow: [payment]'), /may not show CREDIT_CARD to a model/],
    ['a kind of a type that nobody recognises', 'data-classes.yaml', (t) => t.replace('[DATE_TIME]', '[DATES]'), /data-classes.yaml/],
    ['a prompt without a user section', 'prompts/churn-rescue.md', (t) => t.replace('# user', '# person'), /# user/],
    ['a slot that nobody fills', 'prompts/churn-rescue.md', (t) => t.replace('{{passages}}', '{{passage}}'), /is no slot/],
    ['an unknown time zone', 'tenants/lumen-retail.yaml', (t) => t.replace('Asia/Kolkata', 'Asia/Atlantis'), /no IANA time zone/],
    ['a tenant file of another name', 'tenants/lumen-retail.yaml', (t) => t.replace('tenant: lumen-retail', 'tenant: lumen'), /names the tenant lumen/],
    ['hard rules without suitability', 'hard-rules.yaml', (t) => t.replace('rule: product_within_risk_class', 'rule: product_in_catalogue'), /product_within_risk_class must hold for propose_portfolio/],
    ['a list without hard rules', 'hard-rules.yaml', () => '[]', /must hold for/],
    ['a list without forbidden promises', 'forbidden-promises.yaml', () => '[]', /forbids nothing/],
    ['a pattern that is not RE2', 'forbidden-promises.yaml', (t) => t.replace("'\\b(double", "'(?=x)\\b(double"), /is not RE2/],
    ...['deny-opted-out', 'deny-without-consent', 'deny-without-channel', 'deny-over-caps', 'deny-identity', 'deny-write-channel', 'deny-write-over-caps', 'deny-self-approval'].map(
      (id): [string, string, (text: string) => string, RegExp] => [`rules without ${id}`, 'rules.csv', (t) => t.replace(new RegExp(`^p, ${id},.*$`, 'm'), ''), /no rule refuses/],
    ),
    ['no rows for calls', 'calls.csv', () => '', /missing or empty/],
    ['a call that nobody may make', 'calls.csv', (t) => t.replace(/^p, switches-reset-compliance.*$/m, ''), /no role may call switches\.reset \(aldermoor-wealth\)$/],
    ['a call that one tenant denies to everybody', 'calls.csv', (t) => `${t}\np, nobody-lists, role:*, lumen-retail, api:journeys, read, true, deny`, /no role may call journeys\.read \(lumen-retail\)$/],
    ['a call that there is not', 'calls.csv', (t) => t.replace('api:crm, read', 'api:crm, write'), /crm-read-adviser is about api:crm write, which is no call/],
    ['a call of a role that there is not', 'calls.csv', (t) => t.replace('role:adviser', 'role:advisor'), /names role:advisor, which is no role/],
    ['a call of a journey', 'calls.csv', (t) => t.replace('role:adviser', 'journey:churn-rescue'), /which is no role/],
    ['a call in an unknown tenant', 'calls.csv', (t) => t.replace('role:adviser, *', 'role:adviser, lumen'), /the tenant lumen/],
    ['a call under a condition', 'calls.csv', (t) => t.replace('api:crm, read, true', "api:crm, read, r.facts.posture == 'managed'"), /a call has none but true/],
    ['a role link among the calls', 'calls.csv', (t) => `${t}\ng, role:supervisor, role:adviser, lumen-retail`, /role links stand in rules\.csv/],
    ['a service that may send decisions', 'calls.csv', (t) => `${t}\np, service-decides, role:trigger, lumen-retail, api:decision, send, true, allow`, /trigger may call decision\.send \(lumen-retail\): a service decides nothing/],
    ['a service among all who may claim', 'calls.csv', (t) => `${t}\np, all-claim, role:*, *, api:checkpoint, *, true, allow`, /"\*" is no action/],
    ['everybody at a checkpoint call', 'calls.csv', (t) => `${t}\np, all-claim, role:*, *, api:checkpoint, act, true, allow`, /trigger may call checkpoint\.act/],
    ['a service that may decide', 'rules.csv', (t) => t.replace('p, decide-adviser,', 'p, service-decides, role:trigger, lumen-retail, checkpoint:adviser-approval, decide, true, allow\np, decide-adviser,'), /service-decides lets trigger decide \(lumen-retail\)/],
    ['a service that counts as a decider', 'rules.csv', (t) => `${t}\ng, role:trigger, role:adviser, lumen-retail`, /lets trigger decide \(lumen-retail\)/],
    ['a row about a call among the others', 'rules.csv', (t) => `${t}\np, all-see, role:*, *, api:crm, read, true, allow`, /all-see is about a call of the API/],
    ['one name for rows of two files', 'calls.csv', (t) => t.replace('crm-read-adviser', 'decide-adviser'), /decide-adviser stands in rules\.csv as well/],
  ]; // prettier-ignore
  it.each(faults)('refuses %s', async (_what, file, change, message) => {
    await edit(file, change);
    await unreadable(file, message);
  });

  it('refuses files that do not say who may call, and reads a snapshot from before they did', async () => {
    await rm(join(directory, 'calls.csv'));
    await unreadable('calls.csv', /it is missing/);
    const registry = createPolicyRegistry({ directory, snapshots: memorySnapshots() });
    await expect(registry.current()).rejects.toMatchObject({ type: 'PolicyUnreadable' });
    const before = await parsePolicySet(await readPolicyFiles(directory));
    const asked = { subject: 'x', roles: ['compliance'], tenant: 'lumen-retail', action: 'read', facts: {} };
    expect(await evaluate(before, { ...asked, object: 'api:whoami' })).toMatchObject({
      verdict: 'denied',
      explanation: { code: 'policy_unreadable' },
    });
    expect((await evaluate(before, { ...asked, object: 'content:people', action: 'reveal' })).verdict).toBe(
      'allowed',
    );
  });

  it('refuses a file that it does not know, which may be a misnamed rule', async () => {
    await writeFile(join(directory, 'hard-rule.yaml'), '[]');
    await unreadable('hard-rule.yaml', /no policy file/);
  });
});

describe('the policy registry', () => {
  it('stores a snapshot before it answers, and finds it again by its hash', async () => {
    const snapshots = memorySnapshots();
    const set = await createPolicyRegistry({ directory, snapshots }).current();
    expect(snapshots.kept.get(set.hash)).toBe(set.canonical);
    const elsewhere = createPolicyRegistry({ directory: join(directory, 'gone'), snapshots });
    expect((await elsewhere.byHash(set.hash)).hash).toBe(set.hash);
  });

  it('answers with the new set as soon as a file changes, and refuses as soon as one breaks', async () => {
    const registry = createPolicyRegistry({ directory, snapshots: memorySnapshots() });
    const first = await registry.current();
    await edit('checkpoints.yaml', (text) => text.replace('P2D', 'P3D'));
    const second = await registry.current();
    expect(second.checkpoints['adviser-approval']?.deadline).toBe('P3D');
    expect((await registry.byHash(first.hash)).checkpoints['adviser-approval']?.deadline).toBe('P2D');
    await writeFile(join(directory, 'rules.csv'), '');
    await expect(registry.current()).rejects.toMatchObject({ type: 'PolicyUnreadable' });
  });

  it('refuses an unknown hash, and a stored snapshot that was altered', async () => {
    const snapshots = memorySnapshots();
    const registry = createPolicyRegistry({ directory, snapshots });
    await expect(registry.byHash('0'.repeat(64))).rejects.toMatchObject({ type: 'PolicyUnreadable' });
    const { canonical, hash } = await loadPolicySet(directory);
    snapshots.kept.set(hash, canonical.replace('P2D', 'P9D'));
    await expect(registry.byHash(hash)).rejects.toMatchObject({ type: 'PolicyUnreadable' });
  });
});

describe('the policy engine without a readable policy', () => {
  const question = {
    subject: 'journey:churn-rescue',
    tenant: 'lumen-retail',
    object: 'customer',
    action: 'contact',
    facts: {},
  };

  it('denies when there is no set, and when a set cannot be evaluated', async () => {
    const set = await loadPolicySet(directory);
    const broken = { ...set, casbin: { ...set.casbin, rules: 'p, nonsense' } };
    for (const candidate of [null, broken]) {
      expect(await evaluate(candidate, question)).toMatchObject({
        verdict: 'denied',
        explanation: { code: 'policy_unreadable' },
      });
    }
  });
});
