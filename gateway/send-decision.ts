// Hands a person's decision to the journey: keeps the texts as documents, signs who decides, and writes every refusal
// into the ledger, because Temporal keeps nothing of a refused update. It never judges the decision itself.
import { hashJson } from '../contracts/canonical-json.ts';
import type { JsonValue } from '../contracts/canonical-json.ts';
import type { DocumentReference } from '../contracts/control-facts.ts';
import type { DecideResult, DecisionKind, DecisionRefusal } from '../contracts/decision.ts';
import type { PrincipalToken, Sha256Hex } from '../contracts/ids.ts';
import type { Caller, UnsignedDecision } from '../contracts/ports/identity.ts';
import type { DocumentKind, JourneyRow } from '../contracts/ports/store.ts';
import { principalOf } from './authenticate.ts';
import type { GatewayDeps } from './ports.ts';

// Five minutes, as long as a grant: verified within seconds, but a worker may be restarting.
const assertionLifeMs = 5 * 60_000;

export interface SentDecision {
  requestId: string;
  proposalHash: Sha256Hex;
  decision: DecisionKind;
  reasonCode: string | null;
  edit: Record<string, JsonValue> | null;
  comment: string | null;
}

/** @param input.attempt unique name of this attempt (the request's id). @returns what the journey answered. */
export async function sendDecision(
  deps: Pick<GatewayDeps, 'store' | 'engine' | 'assertions' | 'clock'>,
  input: { caller: Caller; journey: JourneyRow; sent: SentDecision; attempt: string },
): Promise<DecideResult> {
  const { caller, journey, sent } = input;
  const actor = await principalOf(deps, caller);
  const keep = (kind: DocumentKind, body: JsonValue): Promise<DocumentReference> =>
    deps.store.documents.put({ tenant: journey.tenant, subject: journey.subject, kind, body });
  const unsigned: UnsignedDecision = {
    requestId: sent.requestId,
    proposalHash: sent.proposalHash,
    decision: sent.decision,
    reasonCode: sent.reasonCode,
    edit: sent.edit && (await keep('edit', { output: sent.edit })),
    comment: sent.comment === null ? null : await keep('comment', { text: sent.comment }),
  };
  const now = deps.clock();
  const assertion = await deps.assertions.sign({
    tenant: journey.tenant,
    workflowId: journey.workflowId,
    actor,
    roles: caller.roles,
    bodyHash: hashJson(unsigned),
    issuedAt: now,
    expiresAt: now + assertionLifeMs,
  });
  const answered = await deps.engine.decide({
    workflowId: journey.workflowId,
    decision: { ...unsigned, assertion },
  });
  if (answered.verdict === 'accepted') return answered;
  const result = { ...answered, code: preciseRefusal(answered.code, journey) };
  await recordRefusal(deps, { journey, sent, actor, roles: caller.roles, result, attempt: input.attempt });
  return result;
}

/** A closed run only says that nothing is open; the read model knows how it closed. */
function preciseRefusal(code: DecisionRefusal, journey: JourneyRow): DecisionRefusal {
  if (code !== 'checkpoint_not_open') return code;
  if (journey.decision) return 'already_decided';
  return journey.outcome === 'expired' ? 'deadline_passed' : code;
}

async function recordRefusal(
  { store }: Pick<GatewayDeps, 'store'>,
  refused: {
    journey: JourneyRow;
    sent: SentDecision;
    actor: PrincipalToken;
    roles: string[];
    result: Extract<DecideResult, { verdict: 'refused' }>;
    attempt: string;
  },
): Promise<void> {
  const { journey, sent, actor, roles, result } = refused;
  await store.ledger.append({
    tenant: journey.tenant,
    key: `decision.refused/${journey.id}/${refused.attempt}`,
    kind: 'decision.refused',
    journeyId: journey.id,
    facts: {
      code: result.code,
      requestId: sent.requestId,
      proposalHash: sent.proposalHash,
      decision: sent.decision,
      actor,
      roles,
      findings: result.findings.map(({ code }) => code),
    },
  });
}
