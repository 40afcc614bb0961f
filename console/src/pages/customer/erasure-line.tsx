// How one erasure stands, and the decision about it for whoever did not ask for it himself. The API refuses the asker all the same.
import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useNames } from '../../api/people.ts';
import type { Erasure } from '../../api/types.ts';
import { useSession } from '../../session/session.tsx';
import { ProblemLine } from '../../shell/problem.tsx';
import { wordOf } from '../../words/codes.ts';
import { Countdown, When } from '../../words/time.tsx';

const colours: Record<Erasure['state'], string> = {
  requested: 'petrol',
  rejected: 'gray',
  expired: 'gray',
  erasing: 'petrol',
  erased: 'petrol',
};
const words: Record<Erasure['state'], string> = {
  requested: 'Waits for another person',
  rejected: 'Rejected',
  expired: 'Nobody decided in time',
  erasing: 'Being erased',
  erased: 'Erased',
};

export function ErasureLine({ erasure }: { erasure: Erasure }) {
  const { may } = useSession();
  const nameOf = useNames();
  const client = useQueryClient();
  const [sure, setSure] = useState(false);
  const decide = useMutation({
    mutationFn: (decision: 'approve' | 'reject') =>
      answerOf(
        api.POST('/v1/erasures/{id}/decision', {
          params: { path: { id: erasure.id } },
          body: { decision },
        }),
      ),
    onSuccess: async (_, decision) => {
      notifications.show({
        message: decision === 'approve' ? 'Approved: the customer is being erased.' : 'Rejected.',
      });
      await client.invalidateQueries();
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.erasures }),
  });
  const { state, requestedBy, requestedAt, deadlineAt, decidedBy, decidedAt, ground, erased } = erasure;
  return (
    <Stack gap={6}>
      <Group justify="space-between" gap="xs">
        <Badge variant="light" color={colours[state]} tt="none">
          {words[state]}
        </Badge>
        {state === 'requested' && <Countdown until={deadlineAt} label="Decide" />}
      </Group>
      <Text size="sm">
        {wordOf(ground)}, asked for by {nameOf(requestedBy)}, <When at={requestedAt} />
      </Text>
      {decidedBy !== null && decidedAt !== null && (
        <Text size="sm">
          Decided by {nameOf(decidedBy)}, <When at={decidedAt} />
        </Text>
      )}
      {erased && (
        <Text size="sm">
          Destroyed: {erased.documents} texts, {erased.personalValues} personal values, {erased.passages}{' '}
          passages.
        </Text>
      )}
      {state === 'requested' && may('erasures.decide') && (
        <Group gap="xs">
          <Button
            size="xs"
            color="red"
            variant={sure ? 'filled' : 'light'}
            loading={decide.isPending && decide.variables === 'approve'}
            onClick={() => (sure ? decide.mutate('approve') : setSure(true))}
          >
            {sure ? 'Erase for good' : 'Approve …'}
          </Button>
          <Button
            size="xs"
            variant="default"
            loading={decide.isPending && decide.variables === 'reject'}
            onClick={() => decide.mutate('reject')}
          >
            Reject
          </Button>
        </Group>
      )}
      <ProblemLine error={decide.error} />
    </Stack>
  );
}
