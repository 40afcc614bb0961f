// One page for compliance and operations: what is switched off, what came of journeys, how people decide, how long stages take. Numbers
// are the API's; this page counts nothing.
import { Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import type { Overview as Numbers } from '../../api/types.ts';
import { Card, Fact, Facts } from '../../shell/card.tsx';
import { Problem } from '../../shell/problem.tsx';
import { Waiting } from '../../shell/waiting.tsx';
import { modelWords, wordOf, wordWithin } from '../../words/codes.ts';
import { ApprovalsCard } from './approvals-card.tsx';
import { BarList } from './bar-list.tsx';
import { Figure } from './figure.tsx';
import { CompletenessFigure } from './completeness-figure.tsx';
import { SwitchesCard } from './switches-card.tsx';
import { StagesCard } from './stages-card.tsx';
import { ThroughputCard } from './throughput-card.tsx';
import classes from './overview.module.css';

const spans = [
  { value: '1', label: '24 hours' },
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
];
const againMs = 30_000;

export function Overview() {
  const [days, setDays] = useState('7');
  const { data, error, isPending, refetch } = useQuery({
    queryKey: keys.overviewOf(days),
    queryFn: () => answerOf(api.GET('/v1/overview', { params: { query: { days: Number(days) } } })),
    placeholderData: keepPreviousData,
    refetchInterval: againMs,
  });
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <Title order={1} fz={26}>
          Overview
        </Title>
        <SegmentedControl aria-label="Time" size="sm" data={spans} value={days} onChange={setDays} />
      </Group>
      {isPending && <Waiting what="Counting" />}
      {error && !data && <Problem error={error} again={() => void refetch()} />}
      {data && <Shown numbers={data} days={days} />}
    </Stack>
  );
}

function Shown({ numbers, days }: { numbers: Numbers; days: string }) {
  const { outcomes, reasons, models, evidence, fallbacks, tiers } = numbers;
  const acted = outcomes.find(({ code }) => code === 'acted')?.count ?? 0;
  const high = tiers.find(({ code }) => code === 'high')?.count ?? 0;
  return (
    <>
      <SwitchesCard numbers={numbers} />
      <dl className={classes.figures} aria-label="In short">
        <Figure name="Journeys began" value={numbers.started} />
        <Figure name="Still open" value={numbers.started - numbers.ended} />
        <Figure name="Done in the CRM" value={acted} />
        <Figure name="High risk" value={high} />
        <CompletenessFigure days={Number(days)} />
      </dl>
      <div className={classes.cards}>
        <ThroughputCard throughput={numbers.throughput} from={numbers.from} to={numbers.to} />
        <Card title="How they ended" icon="journeys">
          <BarList
            empty="None has ended in this time."
            bars={outcomes.map(({ code, count }) => ({ name: wordOf(code), count }))}
          />
        </Card>
        <Card title="Why nothing was done" icon="shield">
          <BarList
            empty="Every journey that ended led to an act."
            bars={reasons.map(({ code, sentence, count }) => ({
              name: wordOf(code),
              count,
              ...(sentence !== null && { detail: sentence }),
            }))}
          />
        </Card>
        <ApprovalsCard approvals={numbers.approvals} />
        <StagesCard evidence={evidence} />
        <Card title="What wrote the drafts" icon="book">
          <BarList
            empty="Nothing was drafted in this time."
            bars={models.map(({ provider, model, fallback, count }) => ({
              name: modelWords({ provider, model }),
              count,
              ...(fallback !== null && { detail: `because ${wordWithin(fallback)}` }),
            }))}
          />
          <Text size="sm" mt="sm" c="dimmed">
            {fallbacks === 0
              ? 'No draft was quoted because a model had failed.'
              : `${fallbacks} ${fallbacks === 1 ? 'draft' : 'drafts'} were quoted from passages because the model could not; they count as a higher risk.`}
          </Text>
        </Card>
        <Card title="Regions used" icon="link">
          {evidence.regions.length === 0 ? (
            <Text size="sm" c="dimmed">
              No journey of this time is sealed yet.
            </Text>
          ) : (
            <Facts>
              {evidence.regions.map(({ code, count }) => (
                <Fact key={code} name={code.toUpperCase()}>
                  {count} of {evidence.sampled} sealed {evidence.sampled === 1 ? 'journey' : 'journeys'}
                </Fact>
              ))}
            </Facts>
          )}
        </Card>
      </div>
    </>
  );
}
