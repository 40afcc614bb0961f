// The evidence verified in place, check by check. It is the gateway's own word, and says so: who must not take it repeats it elsewhere.
import { Alert, Badge, Button, Group, Loader, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client.ts';
import type { Verification as Verified } from '../../api/types.ts';
import { Icon } from '../../shell/icon.tsx';
import { ProblemLine } from '../../shell/problem.tsx';
import { wordOf } from '../../words/codes.ts';
import { plainText } from '../../words/strange-text.tsx';
import classes from './journey.module.css';

const verdicts = {
  proved: { colour: 'green', words: 'Everything is proved' },
  partly: { colour: 'yellow', words: 'Nothing is refuted, but not all is proved' },
  refuted: { colour: 'red', words: 'Something is refuted' },
} as const;
const states = {
  proved: { colour: 'green', words: 'Proved' },
  not_proved: { colour: 'yellow', words: 'Not proved' },
  refuted: { colour: 'red', words: 'Refuted' },
} as const;

export function Verification({ id }: { id: string }) {
  const verify = useMutation({
    mutationFn: () => answerOf(api.GET('/v1/journeys/{id}/verification', { params: { path: { id } } })),
  });
  return (
    <Stack gap="sm" aria-live="polite">
      <Button
        leftSection={<Icon name="shield" />}
        disabled={verify.isPending}
        onClick={() => verify.mutate()}
      >
        {verify.data ? 'Verify it again' : 'Verify it here'}
      </Button>
      {verify.isPending && (
        <Group gap={8} wrap="nowrap" role="status">
          <Loader size="xs" aria-hidden="true" />
          <Text size="sm" c="dimmed">
            Checking the signatures, the chain and the ledger, and replaying the run …
          </Text>
        </Group>
      )}
      <ProblemLine error={verify.error} />
      {verify.data && !verify.isPending && <Findings verified={verify.data} />}
    </Stack>
  );
}

function Findings({ verified: { verdict, findings } }: { verified: Verified }) {
  const { colour, words } = verdicts[verdict];
  return (
    <>
      <Alert
        color={colour}
        title={words}
        p="xs"
        role="status"
        styles={{ title: { color: 'var(--mantine-color-text)' } }}
      />
      <ul className={classes.checks} aria-label="What each check found">
        {findings.map(({ check, state, where, says }, index) => (
          <li key={index}>
            <Group justify="space-between" gap="xs" wrap="nowrap">
              <Text size="sm" fw={600}>
                {wordOf(check)}
              </Text>
              <Badge size="sm" variant="light" color={states[state].colour}>
                {states[state].words}
              </Badge>
            </Group>
            <Text size="xs" c="dimmed">
              {plainText(says)}
              {where !== null && ` (${plainText(where).slice(0, 120)})`}
            </Text>
          </li>
        ))}
      </ul>
    </>
  );
}
