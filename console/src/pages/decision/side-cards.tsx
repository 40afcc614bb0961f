// The smaller cards beside a proposal: what policy said, what drafted it, and what happens if nobody answers.
import { Anchor, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { answerOf, api } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useTimeline } from '../../api/timeline.ts';
import type { Checkpoint, Journey } from '../../api/types.ts';
import { useSession } from '../../session/session.tsx';
import { Card, Fact } from '../../shell/card.tsx';
import { wordOf, wordWithin } from '../../words/codes.ts';
import { When } from '../../words/time.tsx';
import classes from './decision.module.css';

export function PolicyCard({ journey }: { journey: Journey }) {
  const { may } = useSession();
  const { id, tier, checkpoint } = journey;
  const policy = useQuery({
    queryKey: keys.journeyPart(id, 'policy'),
    queryFn: () => answerOf(api.GET('/v1/journeys/{id}/policy', { params: { path: { id } } })),
    enabled: may('policy.ask'),
  });
  const quorum = checkpoint?.quorum;
  return (
    <Card title="What policy says" icon="shield">
      <Stack gap={8}>
        <Text size="sm">
          Allowed so far, as a journey of {wordWithin(tier ?? 'standard')} tier
          {quorum && quorum.approvals > 1
            ? `: ${quorum.approvals} people must approve${quorum.including === null ? '' : `, one of them ${wordOf(quorum.including)}`}.`
            : ': one person decides.'}{' '}
          At the write everything is asked again.
        </Text>
        {policy.data?.decisions.slice(-4).map((one, index) => (
          <Text size="xs" c="dimmed" key={index}>
            {wordOf(one.question)}: {one.verdict}
            {one.rule === null ? '' : ` by ${one.rule}`}
            {one.file === null ? '' : ` (${one.file}:${one.line ?? ''})`}
          </Text>
        ))}
        <Anchor component={Link} href={`/journeys/${id}`} size="sm">
          The whole journey
        </Anchor>
      </Stack>
    </Card>
  );
}

export function ModelCard({ journey }: { journey: Journey }) {
  const { model, retrieval } = journey;
  const { data } = useTimeline(journey.id);
  const draft = data?.draft ?? null;
  if (!model) return null;
  return (
    <Card title="What drafted it" icon="edit">
      <dl className={classes.facts}>
        <Fact name="Model">{model.model}</Fact>
        {draft && <Fact name="Version">{draft.version.slice(0, 24)}</Fact>}
        {draft && (
          <Fact name="Prompt">
            {draft.prompt.id}, {draft.prompt.hash.slice(0, 8)}
          </Fact>
        )}
        {draft && <Fact name="Region">{draft.region}</Fact>}
        {retrieval && (
          <Fact name="Retrieval">
            {retrieval.passages} passages from {retrieval.store}
          </Fact>
        )}
      </dl>
      {model.fallback !== null && (
        <Text size="sm" mt={8}>
          Composed from passages word by word: {wordWithin(model.fallback)}.
        </Text>
      )}
    </Card>
  );
}

export function NobodyCard({ checkpoint }: { checkpoint: Checkpoint }) {
  return (
    <Card title="If nobody decides" icon="clock">
      <Text size="sm">
        Nothing is done. The journey ends as expired <When at={checkpoint.deadlineAt} long />; the customer
        hears nothing.
      </Text>
    </Card>
  );
}
