// One waiting proposal on one page: what is proposed and what it rests on, and the ways to answer. Opening it decides nothing; every
// answer is a press of a button that names the request and the hash that are shown here.
import { Alert, Anchor, Badge, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link, useLocation } from 'wouter';
import { openCheckpoint } from '../../api/checkpoint.ts';
import { answerOf, api } from '../../api/client.ts';
import { readChanges, readContent } from '../../api/content.ts';
import { useJourney } from '../../api/journey.ts';
import { keys } from '../../api/keys.ts';
import type { JourneyDetail } from '../../api/types.ts';
import { useSession } from '../../session/session.tsx';
import { BackLink } from '../../shell/back-link.tsx';
import { Card } from '../../shell/card.tsx';
import { CrmDiff } from '../../shell/crm-diff.tsx';
import { Findings } from '../../shell/findings.tsx';
import { Icon } from '../../shell/icon.tsx';
import { Problem } from '../../shell/problem.tsx';
import { StandingBadge } from '../../shell/standing-badge.tsx';
import { Waiting } from '../../shell/waiting.tsx';
import { wordOf } from '../../words/codes.ts';
import { SpokenCountdown } from '../../words/spoken-countdown.tsx';
import { Countdown } from '../../words/time.tsx';
import { Acting } from './acting.tsx';
import { crmWarning, crmWords } from './crm-words.ts';
import { CustomerCard } from './customer-card.tsx';
import { ModelCard, NobodyCard, PolicyCard } from './side-cards.tsx';
import { ProposalCard } from './proposal-card.tsx';
import { RestsOnCard } from './rests-on-card.tsx';
import { WhyCard } from './why-card.tsx';
import frame from '../../shell/columns.module.css';
import classes from './decision.module.css';

export function Decision({ id }: { id: string }) {
  // Between a decision and its outcome there are seconds.
  const detail = useJourney(id, (journey) => (isUnderway(journey) ? 1500 : 30_000));
  if (detail.isPending) return <Waiting what="Reading the journey" />;
  if (!detail.data) return <Problem error={detail.error} again={() => void detail.refetch()} />;
  return <DecisionOf journey={detail.data} />;
}

function isUnderway(journey: JourneyDetail | undefined): boolean {
  return journey !== undefined && journey.outcome === null && journey.stage !== 'checkpoint';
}

function DecisionOf({ journey }: { journey: JourneyDetail }) {
  const { id, type, tier, stage, outcome } = journey;
  const checkpoint = openCheckpoint(journey);
  const { may } = useSession();
  const [, go] = useLocation();
  const content = useMemo(() => journey.content && readContent(journey.content), [journey.content]);
  const isOpen = checkpoint !== null;
  const preview = useQuery({
    queryKey: keys.crmPreview(id, checkpoint?.proposalHash),
    queryFn: () =>
      answerOf(api.POST('/v1/journeys/{id}/preview', { params: { path: { id } }, body: { edit: null } })),
    enabled: isOpen && may('decision.send'),
    staleTime: 60_000,
    retry: false,
  });

  // What was found is read before anything else that stands beside the proposal; that nothing was, in its turn.
  const isFlagged = content !== null && content.findings.length > 0;
  const guardCard = content && (
    <div className={isFlagged ? classes.flagged : undefined}>
      <Card title="Guard and screens" icon={isFlagged ? 'warning' : 'shield'}>
        <Findings findings={content.findings} />
      </Card>
    </div>
  );

  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="sm">
        <div>
          <BackLink href="/" name="Inbox" />
          <Group gap="sm" mt={2}>
            <Title order={1} fz={26}>
              {wordOf(type)}
            </Title>
            {tier === 'high' && (
              <Badge color="orange" variant="light">
                High risk
              </Badge>
            )}
            {!isOpen && <StandingBadge stage={stage} outcome={outcome} />}
          </Group>
        </div>
        {isOpen && (
          <div className={classes.due}>
            <Countdown until={checkpoint.deadlineAt} label="Nothing will be done" />
            <SpokenCountdown until={checkpoint.deadlineAt} />
            <Text size="xs" c="dimmed">
              left to decide
            </Text>
          </div>
        )}
      </Group>
      {!content && (
        <Alert color="gray" icon={<Icon name="shield" />} title="You see codes only">
          No rule of the policy lets your roles read the texts of journeys. What happened is on{' '}
          <Anchor component={Link} href={`/journeys/${id}`} size="sm" underline="always">
            the journey’s page
          </Anchor>
          .
        </Alert>
      )}
      <div className={content ? `${frame.columns} ${classes.columns}` : classes.alone}>
        {content && (
          <div className={frame.column}>
            <ProposalCard content={content} isDone={!isOpen} />
            <Card
              title={content.diff ? 'What changed in the CRM' : 'What would change in the CRM'}
              icon="edit"
            >
              {content.diff ? (
                <CrmDiff changes={content.diff} options={content.options} label="What changed in the CRM" />
              ) : preview.data?.crm.diff ? (
                <CrmDiff
                  changes={readChanges(preview.data.crm.diff)}
                  options={content.options}
                  label="What would change in the CRM"
                />
              ) : (
                <Text size="sm" c="dimmed">
                  {crmWords(preview.data?.crm, preview.isFetching, isOpen)}
                </Text>
              )}
            </Card>
            <RestsOnCard content={content} />
          </div>
        )}
        <div className={`${frame.column} ${classes.side}`}>
          <div className={classes.acting}>
            <Acting
              journey={journey}
              content={content}
              warning={isOpen ? crmWarning(preview.data?.crm) : null}
              leave={() => go('/')}
            />
          </div>
          {isFlagged && guardCard}
          {content && <CustomerCard journey={journey} />}
          <WhyCard journey={journey} />
          {!isFlagged && guardCard}
          <PolicyCard journey={journey} />
          <ModelCard journey={journey} />
          {isOpen && <NobodyCard checkpoint={checkpoint} />}
        </div>
      </div>
    </Stack>
  );
}
