// What is switched off now, since when and why, and who may let it run again. A reset needs a reason and stands in the ledger.
import { Badge, Button, Group, Select, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useNames } from '../../api/people.ts';
import type { Overview } from '../../api/types.ts';
import { useSession } from '../../session/session.tsx';
import { Card } from '../../shell/card.tsx';
import { ProblemLine } from '../../shell/problem.tsx';
import { wordOf, wordWithin } from '../../words/codes.ts';
import { When } from '../../words/time.tsx';

type KillSwitch = Overview['switches'][number];

export function SwitchesCard({ numbers }: { numbers: Overview }) {
  const { switches, mayResetSwitches, resetReasons } = numbers;
  const resetters = mayResetSwitches.map(wordWithin).join(' or ');
  return (
    <Card
      title="What is switched off"
      icon={switches.length === 0 ? 'check' : 'warning'}
      aside={
        <Badge variant="light" style={{ flexShrink: 0 }} color={switches.length === 0 ? 'petrol' : 'red'}>
          {switches.length === 0 ? 'Nothing' : `${switches.length} in force`}
        </Badge>
      }
    >
      {switches.length === 0 ? (
        <Text size="sm" c="dimmed">
          No kill switch and no breaker is in force: every model and every kind of journey may run. If one
          trips, {resetters} may reset it.
        </Text>
      ) : (
        <Stack gap="md">
          {switches.map((one) => (
            <OneSwitch key={one.id} one={one} reasons={resetReasons} resetters={resetters} />
          ))}
        </Stack>
      )}
    </Card>
  );
}

function OneSwitch(props: { one: KillSwitch; reasons: string[]; resetters: string }) {
  const { one, reasons, resetters } = props;
  const { may } = useSession();
  const nameOf = useNames();
  const client = useQueryClient();
  const [reason, setReason] = useState<string | null>(null);
  const reset = useMutation({
    mutationFn: (reasonCode: string) =>
      answerOf(
        api.POST('/v1/switches/{id}/reset', { params: { path: { id: one.id } }, body: { reasonCode } }),
      ),
    onSuccess: async () => {
      notifications.show({ message: `${scopeWords(one)} runs again.` });
      await client.invalidateQueries({ queryKey: keys.overview });
    },
  });
  return (
    <Group justify="space-between" align="flex-end" gap="sm">
      <div>
        <Text fw={600}>{scopeWords(one)}</Text>
        <Text size="sm" c="dimmed">
          {wordOf(one.reasonCode)} · <When at={one.trippedAt} /> ·{' '}
          {one.trippedBy === null ? 'by an automatic check' : `by ${nameOf(one.trippedBy)}`}
        </Text>
      </div>
      {may('switches.reset') ? (
        <Group gap="xs" align="flex-end">
          <Select
            size="xs"
            w={200}
            label="Why may it run again?"
            placeholder="Choose a reason"
            data={reasons.map((value) => ({ value, label: wordOf(value) }))}
            value={reason}
            onChange={setReason}
          />
          <Button
            size="xs"
            disabled={reason === null}
            loading={reset.isPending}
            onClick={() => reason !== null && reset.mutate(reason)}
          >
            Reset
          </Button>
        </Group>
      ) : (
        <Text size="sm" c="dimmed">
          {resetters} may reset it.
        </Text>
      )}
      <ProblemLine error={reset.error} />
    </Group>
  );
}

function scopeWords({ scope, value }: KillSwitch): string {
  if (scope === 'tenant') return 'Everything of this tenant';
  return scope === 'model' ? `The model ${value}` : `Journeys: ${wordOf(value)}`;
}
