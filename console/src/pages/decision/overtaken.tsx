// What came before the answer of whoever still had the decision open: somebody faster, the deadline, or another end. Nothing of his was
// sent, and what he had written stands here.
import { Alert, Text } from '@mantine/core';
import type { JourneyDetail } from '../../api/types.ts';
import { useSession } from '../../session/session.tsx';
import { StrangeText } from '../../words/strange-text.tsx';

export function Overtaken({ journey, unsent }: { journey: JourneyDetail; unsent: string }) {
  const { session } = useSession();
  const { decision, outcome } = journey;
  const isHis = [decision, ...(decision?.approvals ?? [])].some((one) => one?.actor === session.principal);
  if (isHis || (decision === null && outcome === null)) return null;
  const [title, what] =
    decision !== null
      ? ['Somebody was faster', 'It was decided while you had it open.']
      : outcome === 'expired'
        ? ['The time is over', 'Nobody decided before the deadline, so nothing is done.']
        : ['It is over', 'The journey ended while you had it open.'];
  return (
    <Alert color="yellow" role="alert" title={title}>
      <Text size="sm">{what} Nothing of yours was sent.</Text>
      {unsent !== '' && (
        <Text size="sm" mt={6} component="div">
          You had written: <StrangeText text={unsent} />
        </Text>
      )}
    </Alert>
  );
}
