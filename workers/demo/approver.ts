// A persona at a checkpoint: reads the exact proposal, decides about its hash, and edits the draft where the case says so.
import type { CaseDecision } from '../../samples/expected-cases.ts';
import { journeyDetailAnswer } from './answers.ts';
import type { DraftBody } from './answers.ts';
import { describeProblem } from './gateway-client.ts';
import type { GatewayClient } from './gateway-client.ts';

export interface PersonaDecision {
  /** Null when the decision was taken, otherwise the refusal in one line. */
  refusal: string | null;
  /** What the persona put into the draft: texts and option ids that the CRM must show afterwards. */
  editedIn: string[];
}

/** Decides about the open checkpoint of the journey. */
export async function decideAsPersona(
  gateway: GatewayClient,
  input: { tenant: string; journeyId: string; decision: CaseDecision },
): Promise<PersonaDecision> {
  const { tenant, journeyId, decision } = input;
  const path = `/v1/journeys/${journeyId}`;
  const refused = (refusal: string) => ({ refusal, editedIn: [] });
  const answer = await gateway.get(decision.persona, tenant, path);
  if (answer.status !== 200) return refused(describeProblem(answer));
  const { checkpoint, content } = journeyDetailAnswer.parse(answer.body);
  if (!checkpoint) return refused('no checkpoint is open');
  if (decision.edit && !content?.draft) return refused('the draft cannot be read');
  const edited = decision.edit && content?.draft ? editDraft(content.draft, decision.edit) : null;
  const decided = await gateway.post(decision.persona, tenant, `${path}/decision`, {
    requestId: checkpoint.requestId,
    proposalHash: checkpoint.proposalHash,
    decision: decision.decision,
    ...(decision.reasonCode && { reasonCode: decision.reasonCode }),
    ...(edited && { edit: edited.output }),
  });
  if (decided.status !== 200) return refused(describeProblem(decided));
  return { refusal: null, editedIn: edited?.editedIn ?? [] };
}

/** The draft's output, whole, with the edit in it. @throws Error when the draft has no such field or option. */
function editDraft(
  draft: DraftBody,
  { choose, say }: NonNullable<CaseDecision['edit']>,
): { output: Record<string, unknown>; editedIn: string[] } {
  const output = { ...draft.output };
  const editedIn: string[] = [];
  if (choose) {
    const option = draft.options[choose.from]?.[choose.position];
    if (!option) throw new Error(`the draft offers no option ${choose.position} of ${choose.from}`);
    output[choose.field] = option.id;
    editedIn.push(option.id);
  }
  if (say) {
    const statements = output[say.field];
    if (!Array.isArray(statements)) throw new Error(`the draft has no statements in ${say.field}`);
    // The first statement stays, so that what was cited is still there; the persona's own words follow it.
    output[say.field] = [...(statements as unknown[]).slice(0, 1), { text: say.sentence, citations: [] }];
    editedIn.push(say.sentence);
  }
  return { output, editedIn };
}
