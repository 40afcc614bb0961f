// Why now: each reason with its weight as a bar, and how sure the intent is of all of them.
import { Group, Stack, Text } from '@mantine/core';
import { useTimeline } from '../../api/journey.ts';
import type { Journey } from '../../api/types.ts';
import { Card } from '../../shell/card.tsx';
import { wordOf } from '../../words/codes.ts';
import classes from './decision.module.css';

export function WhyCard({ journey }: { journey: Journey }) {
  const { data } = useTimeline(journey.id);
  const { score } = journey;
  const intent = data?.intent ?? null;
  if (score === null && intent === null) return null;
  const reasons = (intent?.reasons ?? []).filter(({ contribution }) => contribution !== 0);
  const heaviest = Math.max(...reasons.map(({ contribution }) => Math.abs(contribution)), 1);
  return (
    <Card
      title="Why now"
      icon="clock"
      aside={
        score !== null && (
          <Text size="sm" fw={650}>
            {Math.round(score * 100)} %
          </Text>
        )
      }
    >
      <Stack gap={10} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {reasons.map(({ code, meaning, contribution }) => (
          <li key={code}>
            <Group justify="space-between" wrap="nowrap" gap="sm" align="baseline">
              <Text size="sm">{meaning ?? wordOf(code.toLowerCase())}</Text>
              <Text size="sm" c="dimmed" className={classes.number}>
                {contribution > 0 ? '+' : '−'}
                {Math.abs(contribution).toFixed(1)}
              </Text>
            </Group>
            <div className={classes.track} aria-hidden="true">
              <div
                className={classes.bar}
                data-against={contribution < 0}
                style={{ width: `${(Math.abs(contribution) / heaviest) * 100}%` }}
              />
            </div>
          </li>
        ))}
      </Stack>
      {intent && (
        <Text size="xs" c="dimmed" mt="sm">
          {wordOf(intent.intent)}, {Math.round((score ?? 0) * 100)} % sure; a journey begins from{' '}
          {Math.round(intent.threshold * 100)} % on. A longer bar weighed more.
        </Text>
      )}
    </Card>
  );
}
