// Signs who does something at a checkpoint, or decides about an erasure: the actor, his roles less the withdrawn ones, and the hash of exactly what he
// sends. A worker verifies it; what carries no such assertion decides nothing.
import { hashJson } from '../contracts/canonical-json.ts';
import type { CheckpointActionInput } from '../contracts/decision.ts';
import type { ErasureDecisionInput } from '../contracts/erasure.ts';
import type { UnsignedDecision } from '../contracts/ports/identity.ts';
import type { JourneyRow } from '../contracts/ports/store.ts';
import type { KnownCaller } from './authenticate.ts';
import type { GatewayDeps } from './ports.ts';

// Five minutes, as long as a grant: verified within seconds, but a worker may be restarting.
const assertionLifeMs = 5 * 60_000;

/** @returns the compact JWS, bound to `body` by its hash. */
export function signAssertion(
  { assertions, clock }: Pick<GatewayDeps, 'assertions' | 'clock'>,
  input: {
    caller: KnownCaller;
    /** The run that it is for, and no other. */
    journey: Pick<JourneyRow, 'tenant' | 'workflowId'>;
    body:
      UnsignedDecision | Omit<CheckpointActionInput, 'assertion'> | Omit<ErasureDecisionInput, 'assertion'>;
  },
): Promise<string> {
  const { caller, journey, body } = input;
  const issuedAt = clock();
  return assertions.sign({
    tenant: journey.tenant,
    workflowId: journey.workflowId,
    actor: caller.person.principal,
    roles: caller.roles,
    bodyHash: hashJson(body),
    issuedAt,
    expiresAt: issuedAt + assertionLifeMs,
    ...(caller.posture !== undefined && { posture: caller.posture }),
    ...(caller.risk !== undefined && { risk: caller.risk }),
  });
}
