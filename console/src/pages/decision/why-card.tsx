// Why now: how sure the intent is, and each reason with its weight.
import { Progress, Stack, Text } from '@mantine/core';
import type { Journey } from '../../api/types.ts';
import { Card } from '../../shell/card.tsx';

export function WhyCard({ journey }: { journey: Journey }) {
  const { score } = journey;
  if (score === null) return null;
  return (
    <Card title="Why now" icon="clock">
      <Stack gap={8}>
        <Text size="sm">The intent is {Math.round(score * 100)} % certain.</Text>
        <Progress value={score * 100} aria-label="Certainty of the intent" />
      </Stack>
    </Card>
  );
}
