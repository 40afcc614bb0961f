// The smaller cards beside a proposal: what policy said, what drafted it, and what happens if nobody answers.
import { Anchor, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { openCheckpoint } from '../../api/checkpoint.ts';
import { answerOf, api } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useTimeline } from '../../api/journey.ts';
import type { Checkpoint, Journey } from '../../api/types.ts';
import { useSession } from '../../session/session.tsx';
import { Card, Fact, Facts } from '../../shell/card.tsx';
import { modelWords, personWords, wordOf, wordWithin } from '../../words/codes.ts';
import { When } from '../../words/time.tsx';
import { ComingSteps } from './coming-steps.tsx';

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
          Allowed so far; {tier === 'high' ? 'the risk is high' : 'the risk is standard'}, so{' '}
          {quorum && quorum.approvals > 1
            ? `${quorum.approvals} people must approve${quorum.including === null ? '' : `, one of them ${personWords(quorum.including)}`}.`
            : 'one person decides.'}{' '}
          {openCheckpoint(journey) && 'Policy is asked again right before anything is written.'}
        </Text>
        {policy.data?.decisions.slice(-4).map((one, index) => (
          <Text size="xs" c="dimmed" key={index}>
            {wordOf(one.question)}: {one.verdict}
            {one.rule === null ? '' : ` by the rule “${one.rule}”`}
            {one.file === null ? '' : `, ${one.file} line ${one.line ?? ''}`}
          </Text>
        ))}
        <Anchor component={Link} href={`/journeys/${id}`} size="sm">
          What happened so far
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
      <Facts>
        <Fact name="Model">{modelWords(model)}</Fact>
        {draft && <Fact name="Version">{draft.version.slice(0, 24)}</Fact>}
        {draft && (
          <Fact name="Prompt">
            {draft.prompt.id}, {draft.prompt.hash.slice(0, 8)}
          </Fact>
        )}
        {draft && <Fact name="Region">{draft.region.toUpperCase()}</Fact>}
        {retrieval && (
          <Fact name="Retrieval">
            {retrieval.passages} passages from {retrieval.store}
          </Fact>
        )}
      </Facts>
      {model.fallback !== null && (
        <Text size="sm" mt={8}>
          No language model wrote this: it is quoted from the passages word by word, because{' '}
          {wordWithin(model.fallback)}.
        </Text>
      )}
    </Card>
  );
}

export function NobodyCard({ checkpoint }: { checkpoint: Checkpoint }) {
  return (
    <Card title="If nobody decides" icon="clock">
      <Text size="sm">
        Nothing is done: silence never approves. The journey ends on <When at={checkpoint.deadlineAt} long />,
        and the customer hears nothing.
      </Text>
      <ComingSteps schedule={checkpoint.schedule} />
      {checkpoint.remindedAt !== null && (
        <Text size="sm" mt={6}>
          A reminder was sent <When at={checkpoint.remindedAt} />.
        </Text>
      )}
      {checkpoint.standing.level > 0 && (
        <Text size="sm" mt={6}>
          Nobody has answered in the time that policy gives, so more people are asked as well.
        </Text>
      )}
    </Card>
  );
}
