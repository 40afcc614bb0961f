// In whose hands a proposal is, who has approved it, and how many still must.
import { Text } from '@mantine/core';
import type { JourneyDetail } from '../../api/types.ts';
import { useSession } from '../../session/session.tsx';
import { personWords } from '../../words/codes.ts';
import { timeWords } from '../../words/time.tsx';

export function Standing({ journey }: { journey: JourneyDetail }) {
  const { session } = useSession();
  const { checkpoint, content } = journey;
  if (!checkpoint) return null;
  const { claim, assignee, approvals } = checkpoint.standing;
  const nameOf = (token: string) =>
    token === session.principal ? 'you' : (content?.people[token] ?? 'somebody else');
  const lines = [
    claim ? `In the hands of ${nameOf(claim.by)} until ${timeWords(claim.until)}.` : '',
    assignee === null ? '' : `Delegated to ${nameOf(assignee)}.`,
    ...approvals.map(({ actor, at }) => `Approved by ${nameOf(actor)}, ${timeWords(at)}.`),
    checkpoint.quorum.approvals > 1
      ? `${approvals.length === 0 ? `${checkpoint.quorum.approvals} people` : `${checkpoint.remaining} more of ${checkpoint.quorum.approvals}`} must approve${checkpoint.quorum.including === null ? '' : `, one of them ${personWords(checkpoint.quorum.including)}`}.`
      : '',
  ].filter((line) => line !== '');
  return (
    <div aria-live="polite">
      <Text size="sm" fw={600}>
        {claim?.by === session.principal
          ? 'It is in your hands'
          : `Waits for ${personWords(checkpoint.approverRole)}`}
      </Text>
      {lines.map((line) => (
        <Text size="sm" c="dimmed" key={line}>
          {line}
        </Text>
      ))}
    </div>
  );
}
