// What comes before the deadline while nobody decides: when people are reminded, and who is asked as well. What has come already is told
// beside it.
import { List, Text } from '@mantine/core';
import type { Checkpoint } from '../../api/types.ts';
import { personWords } from '../../words/codes.ts';
import { When, useNow } from '../../words/time.tsx';

// A step that has come is taken away by the next minute; the stream tells what it changed at once.
const againMs = 60_000;

export function ComingSteps({ schedule }: { schedule: Checkpoint['schedule'] }) {
  const now = useNow(againMs);
  const coming = schedule.filter(({ at }) => at > now);
  if (coming.length === 0) return null;
  return (
    <>
      <Text size="sm" mt={6}>
        Before that,
      </Text>
      <List size="sm" listStyleType="disc" aria-label="What comes before the deadline">
        {coming.map(({ step, at, role }) => (
          <List.Item key={`${step}/${at}`}>
            {role === null ? 'a reminder' : `${personWords(role)} is asked as well`}, <When at={at} />
          </List.Item>
        ))}
      </List>
    </>
  );
}
