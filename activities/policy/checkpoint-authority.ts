// Might this person decide at this checkpoint, here and now? The gateway's assertion, its binding, the role by the pinned
// rules and by what the directory says of the person today, and what happened at the checkpoint before. It only judges.
import type { CheckpointTerms } from '../../contracts/control-facts.ts';
import type { CheckpointStanding, DecisionRefusal } from '../../contracts/decision.ts';
import type { JourneyContext } from '../../contracts/stage-messages.ts';
import { hashJson } from '../../contracts/canonical-json.ts';
import type { EpochMilliseconds, PrincipalToken, Sha256Hex } from '../../contracts/ids.ts';
import type { PolicyRegistry } from '../../contracts/policy.ts';
import type { DecisionAssertionClaims, DecisionAssertions } from '../../contracts/ports/identity.ts';
import type { PrincipalDirectory } from '../../contracts/ports/store.ts';
import { misfitOf } from './bound-assertion.ts';
import { evaluate } from './policy-engine.ts';
import type { PolicyAnswer, PolicyQuestion } from './policy-engine.ts';
import { unstatedDevice } from './policy-facts.ts';
import { readableOrNull } from './policy-registry.ts';

export interface CheckpointAuthorityDeps {
  policies: PolicyRegistry;
  store: { principals: Pick<PrincipalDirectory, 'personOf'> };
  assertions: Pick<DecisionAssertions, 'verify'>;
}

/** What is asked about, whichever the act: a decision, or a claim, release or delegation. */
export interface CheckpointMatter extends JourneyContext {
  policySnapshot: Sha256Hex;
  initiatedBy: PrincipalToken;
  checkpoint: CheckpointTerms;
  standing: CheckpointStanding;
  now: EpochMilliseconds;
}

export interface CheckpointAuthority {
  code: DecisionRefusal | null;
  /** Known only when the assertion fits: another one says nothing about who sent this. */
  actor: PrincipalToken | null;
  role: string | null;
  insteadOf: PrincipalToken | null;
  question: PolicyQuestion | null;
  answer: PolicyAnswer | null;
}

/**
 * @param body what the assertion must be bound to.
 * @param again whether whoever approved already may do this: reject after all, or edit.
 */
export async function checkpointAuthority(
  deps: CheckpointAuthorityDeps,
  matter: CheckpointMatter,
  { assertion, ...body }: { assertion: string } & object,
  again = false,
): Promise<CheckpointAuthority> {
  const claims = await deps.assertions.verify(assertion);
  const misfit = claims ? misfitOf(claims, { ...matter, bodyHash: hashJson(body) }) : 'assertion_invalid';
  const nobody = { actor: null, role: null, insteadOf: null, question: null, answer: null };
  if (!claims || misfit) return { ...nobody, code: misfit };
  const { actor } = claims;
  const person = await deps.store.principals.personOf({ tenant: matter.tenant, principal: actor });
  // A role that was taken from the person is gone at once, whatever the token still says.
  const roles = claims.roles.filter((role) => !person?.withdrawnRoles.includes(role));
  const question = decideQuestion(matter, actor, roles, claims);
  const answer = await evaluate(await readableOrNull(deps.policies.byHash(matter.policySnapshot)), question);
  const { code, insteadOf } = await standingRefusal(deps, matter, actor, again);
  // Who delegated is as good as himself to policy; the plainer reason is that he did.
  const plain = code === 'delegated_away' ? code : (refusalOf(answer) ?? code);
  return { code: plain, actor, role: answer.role, insteadOf, question, answer };
}

/** The question whether a person may decide, as policy is asked it. */
export function decideQuestion(
  { tenant, checkpoint, initiatedBy, standing }: CheckpointMatter,
  actor: PrincipalToken,
  roles: readonly string[],
  /** Absent for somebody who is not calling: a delegate's device is asked about when he decides. */
  device: Pick<DecisionAssertionClaims, 'posture' | 'risk'> = {},
): PolicyQuestion {
  const { posture = unstatedDevice.posture, risk = unstatedDevice.risk } = device;
  const { rule, tier, quorum } = checkpoint;
  return {
    subject: actor,
    roles,
    tenant,
    object: `checkpoint:${rule}`,
    action: 'decide',
    facts: {
      tier,
      selfApproval: actor === initiatedBy || standing.delegators.includes(actor),
      /** Approvals by different people that this tier asks for. */
      quorum: quorum?.[tier].approvals ?? 1,
      /** Steps of the escalation chain that were taken. */
      level: standing.level,
      /** Whether somebody handed this decision on to the person. */
      delegated: standing.assignee === actor,
      posture,
      risk,
    },
  };
}

/** What a rule may refuse although the person has the role, plainest first. */
const deniedByFact = [
  'self_approval',
  'device_not_trusted',
  'sign_in_risky',
] as const satisfies readonly DecisionRefusal[];

function refusalOf({ verdict, explanation }: PolicyAnswer): DecisionRefusal | null {
  if (verdict === 'allowed') return null;
  // An unreadable policy gives nobody a role.
  return deniedByFact.find((code) => explanation?.missing.includes(code)) ?? 'wrong_role';
}

/** What earlier acts at this checkpoint say of the person; asked after the role, which is the plainer reason. */
async function standingRefusal(
  deps: CheckpointAuthorityDeps,
  { tenant, standing, now }: CheckpointMatter,
  actor: PrincipalToken,
  again: boolean,
): Promise<{ code: DecisionRefusal | null; insteadOf: PrincipalToken | null }> {
  const { claim, assignee, delegators, approvals } = standing;
  const refused = (code: DecisionRefusal) => ({ code, insteadOf: null });
  if (delegators.includes(actor)) return refused('delegated_away');
  if (!again && approvals.some((approval) => approval.actor === actor)) return refused('already_approved');
  if (claim && claim.by !== actor && now < claim.until) return refused('claimed_by_other');
  if (assignee === null || assignee === actor)
    return { code: null, insteadOf: assignee && (delegators.at(-1) ?? null) };
  // The assignee went out of office after it was delegated: his substitute stands in.
  const away = await deps.store.principals.personOf({ tenant, principal: assignee });
  return away?.absence?.substitute === actor
    ? { code: null, insteadOf: assignee }
    : refused('assigned_to_other');
}
