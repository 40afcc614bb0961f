// Every journey of the tenant, newest first, page by page, narrowed by what it is and how it stands.
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { answerOf, api } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import type { Journey } from '../../api/types.ts';
import { Filter } from '../../shell/filter.tsx';
import { Icon } from '../../shell/icon.tsx';
import { Problem } from '../../shell/problem.tsx';
import { StandingBadge } from '../../shell/standing-badge.tsx';
import { Waiting } from '../../shell/waiting.tsx';
import { shortToken, wordOf } from '../../words/codes.ts';
import { inList, journeyTypes, outcomes, stages } from '../../words/lists.ts';
import { timeWords } from '../../words/time.tsx';
import classes from './journeys.module.css';

export function Journeys() {
  const [type, setType] = useState<string | null>(null);
  const [stage, setStage] = useState<(typeof stages)[number] | null>(null);
  const [outcome, setOutcome] = useState<(typeof outcomes)[number] | null>(null);
  const filter = {
    limit: 50,
    ...(type !== null && { type }),
    ...(stage !== null && { stage }),
    ...(outcome !== null && { outcome }),
  };
  const list = useInfiniteQuery({
    queryKey: keys.list({ ...filter, pages: true }),
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/v1/journeys', {
          params: { query: { ...filter, ...(pageParam !== null && { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
  const journeys = list.data?.pages.flatMap((page) => page.journeys) ?? [];
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <Title order={1} fz={26}>
          Journeys
        </Title>
        <Group gap="xs">
          <Filter label="Kind" every="Every kind" values={journeyTypes} value={type} change={setType} />
          <Filter
            label="Stage"
            every="Every stage"
            values={stages}
            value={stage}
            change={(value) => setStage(inList(stages, value))}
          />
          <Filter
            label="Outcome"
            every="Every outcome"
            values={outcomes}
            value={outcome}
            change={(value) => setOutcome(inList(outcomes, value))}
          />
        </Group>
      </Group>
      {list.isPending && <Waiting what="Reading the journeys" />}
      {list.error && !list.data && <Problem error={list.error} again={() => void list.refetch()} />}
      {list.data && journeys.length === 0 && (
        <Text c="dimmed" ta="center" py="xl">
          No journey fits what is chosen above; without a choice, none has begun yet.
        </Text>
      )}
      {journeys.length > 0 && (
        <div className={classes.table} role="list" aria-label="Journeys">
          {journeys.map((journey) => (
            <div role="listitem" key={journey.id}>
              <Row journey={journey} />
            </div>
          ))}
        </div>
      )}
      {list.hasNextPage && (
        <Button
          variant="default"
          mx="auto"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </Stack>
  );
}

function Row({ journey }: { journey: Journey }) {
  const { id, type, subject, stage, outcome, tier, createdAt, reasons } = journey;
  return (
    <Link href={`/journeys/${id}`} className={classes.row}>
      <div>
        <Text fw={600} size="sm">
          {wordOf(type)}
        </Text>
        <Text size="xs" c="dimmed">
          Customer {shortToken(subject)}
        </Text>
      </div>
      <div>
        <StandingBadge stage={stage} outcome={outcome} />
      </div>
      <Text size="sm" c="dimmed" truncate>
        {tier === 'high' ? 'High risk' : reasons[0] === undefined ? '' : wordOf(reasons[0])}
      </Text>
      <Text size="sm" c="dimmed">
        {timeWords(createdAt)}
      </Text>
      <Icon name="right" size={16} />
    </Link>
  );
}
