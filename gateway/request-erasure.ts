// Takes a request to erase a customer, and a second person's decision about it, to the erasure's workflow. A request that was answered is
// durable; a decision that was refused is kept. It judges neither, and destroys nothing.
import { erasureKey, erasureKinds, erasureRefusalKey } from '../contracts/erasure-records.ts';
import type { DecideErasureResult, ErasureGround, ErasureRefusal } from '../contracts/erasure.ts';
import { erasureWorkflowId } from '../contracts/ids.ts';
import type { SubjectToken, TenantId } from '../contracts/ids.ts';
import type { ErasureRow } from '../contracts/ports/erasure.ts';
import type { KnownCaller } from './authenticate.ts';
import type { GatewayDeps } from './ports.ts';
import { Problem } from './problems.ts';
import { signAssertion } from './sign-assertion.ts';

const dayMs = 24 * 60 * 60_000;
/** Half of the 30 days in which the law wants an answer: whoever forgot it can be asked again. */
const deadlineMs = 14 * dayMs;

type Deps = Pick<GatewayDeps, 'store' | 'crm' | 'engine' | 'assertions' | 'clock' | 'policies'>;

/** @throws Problem `customer_not_found`. */
export async function requestErasure(
  deps: Deps,
  input: { caller: KnownCaller; customerId: string; ground: ErasureGround },
): Promise<ErasureRow> {
  const { store, clock } = deps;
  const { caller, customerId, ground } = input;
  const { tenant, person } = caller;
  const subject = await subjectOf(deps, tenant, customerId);
  if (subject === null) throw new Problem('customer_not_found');
  const now = clock();
  const { row } = await store.erasures.request({
    ...{ tenant, subject, ground, now },
    requestedBy: person.principal,
    deadlineAt: now + deadlineMs,
  });
  await start(deps, row);
  return row;
}

/** A customer of whom no event ever came has no token, but the CRM may hold him. */
async function subjectOf(
  { store, crm }: Deps,
  tenant: TenantId,
  customerId: string,
): Promise<SubjectToken | null> {
  const known = await store.vault.find({ tenant, customerId });
  if (known !== null) return known;
  const facts = await crm.readFacts({ tenant, customerId });
  return facts && store.vault.subjectOf({ tenant, customerId });
}

/** Starts the workflow of an erasure that is open, unless it runs. One that was stopped by force while it erased is decided again. */
async function start({ store, engine, policies, clock }: Deps, row: ErasureRow): Promise<void> {
  const { tenant, subject, ground, requestedBy, id, state } = row;
  // Before each start: whoever opened the row may have been interrupted, and without this record its certificate would not verify.
  await store.ledger.append({
    tenant,
    key: erasureKey('requested', id),
    kind: erasureKinds.requested,
    journeyId: null,
    facts: { erasure: id, subject, ground, by: requestedBy, deadlineAt: row.deadlineAt },
  });
  const { tenants } = await policies.current();
  const region = tenants[tenant]?.region;
  if (region === undefined) throw new Problem('unknown_tenant');
  const deadlineAt = state === 'erasing' ? Math.max(row.deadlineAt, clock() + dayMs) : row.deadlineAt;
  await engine.startErasure(
    { tenant, region, subject, erasure: id, ground, requestedBy, deadlineAt },
    // Nobody approved it once more in time: the run ended, and what is half destroyed stays open.
    { again: state === 'erasing' },
  );
}

/** @returns what the workflow answered. */
export async function decideErasure(
  deps: Deps,
  input: { caller: KnownCaller; row: ErasureRow; decision: 'approve' | 'reject' },
): Promise<DecideErasureResult> {
  const { caller, row, decision } = input;
  const { tenant, id } = row;
  const workflowId = erasureWorkflowId({ tenant, erasure: id });
  const body = { decision };
  const assertion = await signAssertion(deps, { caller, journey: { tenant, workflowId }, body });
  const closed = refusedByRow(row, decision);
  if (!closed) await start(deps, row);
  const answered: DecideErasureResult = closed
    ? { verdict: 'refused', code: closed }
    : await deps.engine.decideErasure({ workflowId, decision: { ...body, assertion } });
  if (answered.verdict === 'accepted') return answered;
  await deps.store.ledger.append({
    tenant,
    // What the worker refused it has kept itself, by the same key.
    key: erasureRefusalKey({ erasure: id, assertion }),
    kind: erasureKinds.refused,
    journeyId: null,
    facts: {
      ...{ erasure: id, subject: row.subject, code: answered.code, decision },
      actor: caller.person.principal,
    },
  });
  return answered;
}

/** Of one that is over, nobody need be asked. One that began to erase can only be carried on. */
function refusedByRow({ state }: ErasureRow, decision: 'approve' | 'reject'): ErasureRefusal | null {
  if (state === 'expired') return 'deadline_passed';
  if (state === 'erasing' && decision === 'reject') return 'already_decided';
  return state === 'rejected' || state === 'erased' ? 'already_decided' : null;
}
