// The right to read texts and names in the clear: asked of the policy as `content:<kind>`, `reveal`, and no role implies it. Each
// use is a record of the ledger before anything is shown; what cannot be recorded is not shown.
import type { FastifyRequest } from 'fastify';
import type { JourneyId } from '../contracts/ids.ts';
import { callerOf } from './authenticate.ts';
import type { GatewayDeps, PolicyAnswer } from './ports.ts';
import { Problem } from './problems.ts';

/** Proposals, drafts and passages of a journey; a customer's record and id; passages of the knowledge; names of colleagues. */
export type RevealedContent = 'journey' | 'customer' | 'knowledge' | 'people';

type RevealDeps = Pick<GatewayDeps, 'policies' | 'evaluatePolicy' | 'store' | 'clock'>;

// Pages ask again every few seconds: one record says that somebody read this within this hour.
const recordedEveryMs = 3_600_000;

/** @throws Problem `reveal_denied`; PolicyUnreadable. */
export async function revealable(
  deps: RevealDeps,
  request: FastifyRequest,
  content: RevealedContent,
): Promise<PolicyAnswer> {
  const answer = await ask(deps, request, content);
  if (answer.verdict !== 'allowed') throw new Problem('reveal_denied');
  return answer;
}

interface Shown {
  content: RevealedContent;
  /** Id or token of what is shown, never a customer's own id or name. */
  about: string;
  journeyId: JourneyId | null;
}

/**
 * Asks, and records in the ledger what is about to be shown.
 * @throws Problem `reveal_denied`; PolicyUnreadable, DependencyUnavailable.
 */
export async function reveal(deps: RevealDeps, request: FastifyRequest, shown: Shown): Promise<void> {
  await record(deps, request, shown, await revealable(deps, request, shown.content));
}

/**
 * The same for what stands there without its texts too.
 * @returns whether it may be shown: then it is recorded.
 * @throws PolicyUnreadable, DependencyUnavailable; then nothing is shown.
 */
export async function revealIfAllowed(
  deps: RevealDeps,
  request: FastifyRequest,
  shown: Shown,
): Promise<boolean> {
  const answer = await ask(deps, request, shown.content);
  if (answer.verdict !== 'allowed') return false;
  await record(deps, request, shown, answer);
  return true;
}

async function record(
  { store, clock }: RevealDeps,
  request: FastifyRequest,
  { content, about, journeyId }: Shown,
  { rule }: PolicyAnswer,
): Promise<void> {
  const { tenant, person, roles } = callerOf(request);
  const hour = Math.floor(clock() / recordedEveryMs);
  await store.ledger.append({
    tenant,
    key: `content.revealed/${content}/${about}/${person.principal}/${hour}`,
    kind: 'content.revealed',
    journeyId,
    facts: { content, about, by: person.principal, roles, rule },
  });
}

async function ask(
  { policies, evaluatePolicy }: RevealDeps,
  request: FastifyRequest,
  content: RevealedContent,
): Promise<PolicyAnswer> {
  const { tenant, person, roles, posture = 'unstated', risk = 'unstated' } = callerOf(request);
  return evaluatePolicy(await policies.current(), {
    subject: person.principal,
    roles,
    tenant,
    object: `content:${content}`,
    action: 'reveal',
    facts: { posture, risk },
  });
}
