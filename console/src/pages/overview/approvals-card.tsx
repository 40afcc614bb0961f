// How people decide: how fast, how often they change or refuse what was drafted, and who never refuses.
import { Alert, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import type { Overview } from '../../api/types.ts';
import { useSession } from '../../session/session.tsx';
import { Card, Fact } from '../../shell/card.tsx';
import { shortToken } from '../../words/codes.ts';
import { durationWords } from '../../words/time.tsx';
import classes from './overview.module.css';

export function ApprovalsCard({ approvals }: { approvals: Overview['approvals'] }) {
  const nameOf = useNames();
  const { decided, approved, edited, rejected, medianMs, p90Ms, neverRejects, fromDecisions } = approvals;
  return (
    <Card title="How people decide" icon="hand">
      <dl className={classes.facts}>
        <Fact name="Decisions">{decided}</Fact>
        <Fact name="Half within">{medianMs === null ? '–' : tookWords(medianMs)}</Fact>
        <Fact name="Nine of ten within">{p90Ms === null ? '–' : tookWords(p90Ms)}</Fact>
        <Fact name="Approved as drafted">{approved}</Fact>
        <Fact name="Edited first">{withRate(edited, approvals.editRate)}</Fact>
        <Fact name="Rejected">{withRate(rejected, approvals.rejectRate)}</Fact>
      </dl>
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

/** Names by token for whoever may read them; for others the token's end. */
export function useNames(): (principal: string) => string {
  const { may } = useSession();
  const { data } = useQuery({
    queryKey: keys.people,
    queryFn: () => answerOf(api.GET('/v1/people')),
    enabled: may('people.read'),
    retry: false,
    staleTime: 300_000,
  });
  const names = new Map(data?.people.map(({ principal, name }) => [principal, name]));
  return (principal) => names.get(principal) ?? `person ${shortToken(principal)}`;
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
