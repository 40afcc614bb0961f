// How people decide: how fast, how often they change or refuse what was drafted, and who never refuses.
import { Alert, Text } from '@mantine/core';
import { useNames } from '../../api/people.ts';
import type { Overview } from '../../api/types.ts';
import { Card, Fact, Facts } from '../../shell/card.tsx';
import { durationWords } from '../../words/time.tsx';

export function ApprovalsCard({ approvals }: { approvals: Overview['approvals'] }) {
  const nameOf = useNames();
  const { decided, approved, edited, rejected, medianMs, p90Ms, neverRejects, fromDecisions } = approvals;
  return (
    <Card title="How people decide" icon="hand">
      <Facts>
        <Fact name="Decisions">{decided}</Fact>
        <Fact name="Half within">{medianMs === null ? '–' : tookWords(medianMs)}</Fact>
        <Fact name="Nine of ten within">{p90Ms === null ? '–' : tookWords(p90Ms)}</Fact>
        <Fact name="Approved as drafted">{approved}</Fact>
        <Fact name="Edited first">{withRate(edited, approvals.editRate)}</Fact>
        <Fact name="Rejected">{withRate(rejected, approvals.rejectRate)}</Fact>
      </Facts>
      {neverRejects.length === 0 ? (
        <Text size="sm" c="dimmed" mt="sm">
          Whoever takes {fromDecisions} decisions or more and never rejects would be named here.
        </Text>
      ) : (
        <Alert color="yellow" mt="sm" title="Approves everything">
          {neverRejects.map(({ principal, decisions }) => (
            <Text size="sm" key={principal}>
              {nameOf(principal)}: {decisions} decisions, none rejected
            </Text>
          ))}
        </Alert>
      )}
    </Card>
  );
}

function withRate(count: number, rate: number | null): string {
  return rate === null ? String(count) : `${count} (${Math.round(rate * 100)} %)`;
}

/** Under a minute in seconds, under a second in milliseconds: stages are that quick. */
export function tookWords(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return `${durationWords(milliseconds)}${milliseconds < 3_600_000 ? ' min' : ''}`;
}
