// An answer on its way to the journey. It names the request and the hash that the page shows, so what changed meanwhile is refused.
import { answerOf, api } from '../../api/client.ts';

export type Sent =
  | { do: 'approve'; comment: string }
  | { do: 'edit'; output: Record<string, unknown>; comment: string }
  | { do: 'reject'; reason: string; comment: string }
  | { do: 'delegate'; to: string }
  | { do: 'claim' | 'release' };

/** @returns what to say when it was accepted. @throws ApiProblem with the refusal. */
export async function sendAnswer(
  id: string,
  requestId: string,
  proposalHash: string,
  sent: Sent,
): Promise<string> {
  const params = { path: { id } };
  switch (sent.do) {
    case 'claim':
      await answerOf(api.POST('/v1/journeys/{id}/claim', { params, body: { requestId } }));
      return 'Claimed: nobody else decides while you read.';
    case 'release':
      await answerOf(api.POST('/v1/journeys/{id}/release', { params, body: { requestId } }));
      return 'Given back.';
    case 'delegate':
      await answerOf(api.POST('/v1/journeys/{id}/delegate', { params, body: { requestId, to: sent.to } }));
      return 'Handed over; you decide no more about it.';
    case 'approve':
    case 'edit':
    case 'reject': {
      const comment = 'comment' in sent && sent.comment.trim() !== '' ? { comment: sent.comment.trim() } : {};
      const named = { requestId, proposalHash, ...comment };
      const body =
        sent.do === 'approve'
          ? { ...named, decision: 'approve' as const }
          : sent.do === 'reject'
            ? { ...named, decision: 'reject' as const, reasonCode: sent.reason }
            : { ...named, decision: 'edit_and_approve' as const, edit: sent.output };
      const { remaining = 0 } = await answerOf(api.POST('/v1/journeys/{id}/decision', { params, body }));
      if (sent.do === 'reject') return 'Rejected: nothing is done.';
      return remaining > 0 ? `Approved. ${remaining} more must approve.` : 'Approved. It is being done.';
    }
  }
}
