// Says to who listens that the time runs out, at a few marks: a timer that spoke each second would drown everything else. Seen by nobody.
import { VisuallyHidden } from '@mantine/core';
import { useNow } from './time.tsx';

const minute = 60_000;
const marks = [
  { within: minute, words: 'Less than a minute is left to decide.' },
  { within: 5 * minute, words: 'Less than 5 minutes are left to decide.' },
  { within: 60 * minute, words: 'Less than an hour is left to decide.' },
] as const;

/** The place stands from the beginning: one that comes with its words is not read out everywhere. */
export function SpokenCountdown({ until }: { until: number }) {
  const left = until - useNow(1000);
  const mark = marks.find(({ within }) => left <= within);
  return (
    <VisuallyHidden role="status">{left > 0 ? mark?.words : 'The time to decide is over.'}</VisuallyHidden>
  );
}
