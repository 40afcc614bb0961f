// A persona at a checkpoint: reads the exact proposal, decides about its hash, and edits the draft where the case says so.
import type { CaseDecision } from '../../samples/expected-cases.ts';
import { journeyAnswer } from './answers.ts';
import type { JourneyAnswer } from './answers.ts';
import { describeProblem } from './gateway-client.ts';
import type { GatewayClient } from './gateway-client.ts';

/**
 * Decides about the open checkpoint of the journey.
 * @returns null when the decision was taken, otherwise the gateway's refusal in one line.
 */
export async function decideAsPersona(
  gateway: GatewayClient,
  input: { tenant: string; journeyId: string; decision: CaseDecision },
): Promise<string | null> {
  const { tenant, journeyId, decision } = input;
  const path = `/v1/journeys/${journeyId}`;
  const answer = await gateway.get(decision.persona, tenant, path);
  if (answer.status !== 200) return describeProblem(answer);
  const { checkpoint } = journeyAnswer.parse(answer.body);
  if (!checkpoint) return 'no checkpoint is open';
  const edit = decision.edit && editedOutput(checkpoint, decision.edit);
  const decided = await gateway.post(decision.persona, tenant, `${path}/decision`, {
    requestId: checkpoint.requestId,
    proposalHash: checkpoint.proposal.commitment,
    decision: decision.decision,
    ...(decision.reasonCode && { reasonCode: decision.reasonCode }),
    ...(edit && { edit }),
  });
  return decided.status < 300 ? null : describeProblem(decided);
}

/** The draft's output with the field cut to its first statement and the persona's own sentence after it. */
function editedOutput(
  checkpoint: NonNullable<JourneyAnswer['checkpoint']>,
  { field, sentence }: NonNullable<CaseDecision['edit']>,
): Record<string, unknown> {
  const output = checkpoint.draftBody?.output;
  const statements = output?.[field];
  if (!output || !Array.isArray(statements)) throw new Error(`the draft shows no ${field} to edit`);
  return {
    ...output,
    [field]: [...(statements as unknown[]).slice(0, 1), { text: sentence, citations: [] }],
  };
}
