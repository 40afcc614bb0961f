// How a journey stands, in one word: its ending, or the stage that it is in.
import { Badge } from '@mantine/core';
import type { Journey } from '../api/types.ts';
import { wordOf } from '../words/codes.ts';

export function StandingBadge({ stage, outcome }: Pick<Journey, 'stage' | 'outcome'>) {
  return (
    <Badge variant="light" color={outcomeColour(outcome)}>
      {wordOf(outcome ?? stage)}
    </Badge>
  );
}

/** One colour for each kind of ending: done, failed, or nothing happened. @param outcome null: it goes on. */
function outcomeColour(outcome: Journey['outcome']): string {
  if (outcome === null) return 'petrol';
  if (outcome === 'acted') return 'green';
  return outcome === 'failed_compensated' ? 'red' : 'gray';
}
