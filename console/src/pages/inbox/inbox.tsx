// What waits for a person, the most pressing first. Nothing is decided here: who decides has read the proposal on its own page.
import { Group, Loader, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { isOffered } from '../../api/checkpoint.ts';
import type { Answer } from '../../api/checkpoint.ts';
import { answerOf, api } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import type { Journey } from '../../api/types.ts';
import { useSession } from '../../session/session.tsx';
import { tellProblem } from '../../shell/tell-problem.ts';
import { Filter } from '../../shell/filter.tsx';
import { Problem } from '../../shell/problem.tsx';
import { useShortcuts } from '../../shell/shortcuts.ts';
import { Waiting } from '../../shell/waiting.tsx';
import { decidingRoles, inList, journeyTypes, tiers } from '../../words/lists.ts';
import { EmptyInbox } from './empty-inbox.tsx';
import { InboxRow } from './inbox-row.tsx';
import classes from './inbox.module.css';

type Whose = 'role' | 'me' | 'all';

export function Inbox() {
  const { session, may } = useSession();
  const decides = may('decision.send');
  // A supervisor decides about what waits for others; little waits for him alone.
  const supervises = session.roles.includes('supervisor');
  const [whose, setWhose] = useState<Whose>(decides && !supervises ? 'role' : 'all');
  const [type, setType] = useState<string | null>(null);
  const [tier, setTier] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const [, go] = useLocation();
  const rows = useRef<(HTMLAnchorElement | null)[]>([]);

  const role = session.roles.find((one) => inList(decidingRoles, one) !== null);
  const filter = {
    ...{ order: 'urgency' as const, limit: 100 },
    ...(whose === 'me' && { claimed: 'me' as const }),
    ...(whose === 'role' && role !== undefined && { approverRole: role }),
    ...(type !== null && { type }),
    ...(tier !== null && { tier }),
  };
  const list = useQuery({
    queryKey: keys.list(filter),
    queryFn: () => answerOf(api.GET('/v1/journeys', { params: { query: filter } })),
    placeholderData: keepPreviousData,
    // Where the stream cannot be held.
    refetchInterval: 30_000,
  });
  const journeys = list.data?.journeys ?? [];
  const chosen = journeys[Math.min(at, journeys.length - 1)];

  const client = useQueryClient();
  const claim = useMutation({
    mutationFn: (journey: Journey) => takeInHand(journey, session.principal),
    onSuccess: (said) => notifications.show({ message: said, color: 'petrol' }),
    onError: tellProblem,
    onSettled: () => client.invalidateQueries({ queryKey: keys.lists }),
  });

  const move = (by: number) => {
    const next = Math.max(0, Math.min(journeys.length - 1, at + by));
    setAt(next);
    rows.current[next]?.focus();
  };
  // What is not offered opens the page all the same: there stands why not.
  const openWith = (answer: Answer | null) => () => {
    if (!chosen) return;
    const panel = answer !== null && isOffered(answer, chosen, may) ? `?do=${answer}` : '';
    go(`/journeys/${chosen.id}/decide${panel}`);
  };
  useShortcuts({
    j: () => move(1),
    ArrowDown: () => move(1),
    k: () => move(-1),
    ArrowUp: () => move(-1),
    Enter: openWith(null),
    c: () => chosen && isOffered('claim', chosen, may) && claim.mutate(chosen),
    a: openWith('approve'),
    e: openWith('edit'),
    r: openWith('reject'),
    d: openWith('delegate'),
  });

  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end" gap="sm">
        <div>
          <Title order={1} fz={26}>
            Inbox
          </Title>
          <Summary />
        </div>
        <Group gap="xs">
          {decides && (
            <SegmentedControl
              size="xs"
              aria-label="Whose decisions"
              value={whose}
              onChange={(value) => {
                setWhose(value);
                setAt(0);
              }}
              data={[
                { value: 'role', label: 'For my role' },
                { value: 'me', label: 'In my hands' },
                { value: 'all', label: 'Everything' },
              ]}
            />
          )}
          <Filter
            label="Kind of journey"
            every="Every kind"
            values={journeyTypes}
            value={type}
            change={setType}
          />
          <Filter label="Risk" every="Every risk" values={tiers} value={tier} change={setTier} />
          {list.isFetching && list.isPlaceholderData && <Loader size="xs" />}
        </Group>
      </Group>
      {list.isPending && <Waiting what="Reading what waits" />}
      {list.error && !list.data && <Problem error={list.error} again={() => void list.refetch()} />}
      {list.data && journeys.length === 0 && (
        <EmptyInbox
          isFiltered={type !== null || tier !== null || whose !== 'all'}
          showAll={() => {
            setWhose('all');
            setType(null);
            setTier(null);
          }}
        />
      )}
      {journeys.length > 0 && (
        <ul className={classes.list} aria-label="What waits for a person">
          {journeys.map((journey, index) => (
            <li key={journey.id}>
              <InboxRow
                journey={journey}
                isChosen={index === at}
                choose={() => setAt(index)}
                reference={(row) => {
                  rows.current[index] = row;
                }}
              />
            </li>
          ))}
        </ul>
      )}
    </Stack>
  );
}

function Summary() {
  const { data } = useQuery({
    queryKey: keys.summary,
    queryFn: () => answerOf(api.GET('/v1/journeys/summary')),
  });
  if (!data) return <Text size="sm">&nbsp;</Text>;
  const parts = [
    `${data.open} ${data.open === 1 ? 'waits' : 'wait'} for a decision`,
    data.high > 0 ? `${data.high} of high risk` : '',
    data.dueSoon > 0 ? `${data.dueSoon} due within the hour` : '',
    data.mine > 0 ? `${data.mine} in your hands` : '',
  ];
  return (
    <Text size="sm" c="dimmed" aria-live="polite">
      {parts.filter((part) => part !== '').join(' · ')}
    </Text>
  );
}

/** Claims it, or gives it back when it is in the own hands. @returns what to say about it. */
async function takeInHand(journey: Journey, principal: string): Promise<string> {
  const { id, checkpoint } = journey;
  if (!checkpoint) return 'It waits for nobody any more.';
  const call = { params: { path: { id } }, body: { requestId: checkpoint.requestId } };
  if (checkpoint.standing.claim?.by === principal) {
    await answerOf(api.POST('/v1/journeys/{id}/release', call));
    return 'Given back.';
  }
  await answerOf(api.POST('/v1/journeys/{id}/claim', call));
  return 'Claimed: it is in your hands.';
}
