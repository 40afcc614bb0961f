// One journey from event to outcome: each entry of its evidence with the sentences that explain it, and the ways to prove it.
import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from 'wouter';
import { openCheckpoint } from '../../api/checkpoint.ts';
import { readContent } from '../../api/content.ts';
import { useJourney, useTimeline } from '../../api/journey.ts';
import type { JourneyDetail } from '../../api/types.ts';
import { useSession } from '../../session/session.tsx';
import { BackLink } from '../../shell/back-link.tsx';
import { Card, Fact, Facts } from '../../shell/card.tsx';
import { CrmDiff } from '../../shell/crm-diff.tsx';
import { Icon } from '../../shell/icon.tsx';
import { Problem } from '../../shell/problem.tsx';
import { StandingBadge } from '../../shell/standing-badge.tsx';
import { Waiting } from '../../shell/waiting.tsx';
import { modelWords, shortToken, wordOf } from '../../words/codes.ts';
import { When } from '../../words/time.tsx';
import { ProofCard } from './proof-card.tsx';
import { TimelineCard } from './timeline-card.tsx';
import frame from '../../shell/columns.module.css';

export function Journey({ id }: { id: string }) {
  const detail = useJourney(id);
  if (detail.isPending) return <Waiting what="Reading the journey" />;
  if (!detail.data) return <Problem error={detail.error} again={() => void detail.refetch()} />;
  return <JourneyOf journey={detail.data} />;
}

function JourneyOf({ journey }: { journey: JourneyDetail }) {
  const { session, may } = useSession();
  const { id, type, outcome, stage, subject, tier, createdAt, updatedAt, workflowId } = journey;
  const timeline = useTimeline(id);
  const content = journey.content && readContent(journey.content);
  return (
    <Stack gap="md">
      <div>
        <BackLink href="/journeys" name="Journeys" />
        <Group justify="space-between" mt={2}>
          <Group gap="sm">
            <Title order={1} fz={26}>
              {wordOf(type)}
            </Title>
            <StandingBadge stage={stage} outcome={outcome} />
          </Group>
          {openCheckpoint(journey) && (
            <Button component={Link} href={`/journeys/${id}/decide`}>
              Open the decision
            </Button>
          )}
        </Group>
      </div>
      <div className={frame.columns}>
        <div className={frame.column}>
          <TimelineCard id={id} timeline={timeline} />
          {content?.diff && (
            <Card title="What changed in the CRM" icon="edit">
              <CrmDiff changes={content.diff} options={content.options} label="What changed in the CRM" />
            </Card>
          )}
        </div>
        <div className={frame.column}>
          <Card title="In short" icon="journeys">
            <Facts>
              <Fact name="Customer">
                {may('crm.read') ? (
                  <Anchor component={Link} href={`/customers/${subject}`} size="sm">
                    {shortToken(subject)}
                  </Anchor>
                ) : (
                  shortToken(subject)
                )}
              </Fact>
              <Fact name="Risk">{wordOf(tier ?? 'standard')}</Fact>
              <Fact name="Began">
                <When at={createdAt} />
              </Fact>
              <Fact name="Last change">
                <When at={updatedAt} />
              </Fact>
              {journey.decision && (
                <Fact name="Decided">
                  {journey.content?.decidedBy ?? 'a person'} {wordOf(journey.decision.kind)}
                </Fact>
              )}
              {journey.model && <Fact name="Drafted by">{modelWords(journey.model)}</Fact>}
            </Facts>
            {journey.content?.reasons.map(({ code, sentence }) => (
              <Text size="sm" mt="sm" key={code}>
                {sentence}
              </Text>
            ))}
            {session.temporalUi !== null && (
              <Anchor
                href={runUrl(session.temporalUi, workflowId)}
                target="_blank"
                rel="noreferrer"
                size="sm"
                mt="sm"
                display="block"
              >
                <Group gap={6} component="span">
                  <Icon name="link" size={15} /> The technical run, in Temporal
                </Group>
              </Anchor>
            )}
          </Card>
          <ProofCard journey={journey} entries={timeline.data?.entries.length ?? null} />
        </div>
      </div>
    </Stack>
  );
}

function runUrl(origin: string, workflowId: string): string {
  const query = new URLSearchParams({ query: `WorkflowId = "${workflowId}"` });
  return `${origin}/namespaces/default/workflows?${query.toString()}`;
}
