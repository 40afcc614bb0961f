// The button of a first run: the sample events, sent through the real door.
import { Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useSession } from '../../session/session.tsx';
import { tellProblem } from '../../shell/tell-problem.ts';

export function SendSamples() {
  const { may } = useSession();
  const client = useQueryClient();
  const send = useMutation({
    mutationFn: () => answerOf(api.POST('/v1/samples')),
    onSuccess: async () => {
      notifications.show({
        message: 'The sample events are sent. Journeys appear here as they reach a person.',
      });
      await client.invalidateQueries({ queryKey: keys.lists });
    },
    onError: tellProblem,
  });
  if (!may('samples.send'))
    return (
      <Text size="sm" c="dimmed">
        Compliance or an operator can send the sample events from here.
      </Text>
    );
  return (
    <Button onClick={() => send.mutate()} loading={send.isPending}>
      Send the sample events
    </Button>
  );
}
