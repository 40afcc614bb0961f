// An error as a person can use it: what happened, what to do, and the id by which the log knows it.
import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import type { MantineSpacing } from '@mantine/core';
import { ApiProblem, wordsOf } from '../api/problem.ts';
import { Icon } from './icon.tsx';

export function Problem({ error, again }: { error: unknown; again?: () => void }) {
  const { title, detail, instance } = wordsOf(error);
  const status = error instanceof ApiProblem ? error.body.status : 0;
  const isForbidden = status === 403;
  // Neither is anybody's fault.
  const isQuiet = isForbidden || status === 404;
  return (
    <Alert
      color={isQuiet ? 'gray' : 'red'}
      icon={<Icon name={isForbidden ? 'shield' : 'warning'} />}
      title={title}
      role="alert"
      maw={640}
      mx="auto"
      my="lg"
    >
      <Stack gap="sm">
        <Text size="sm">{detail}</Text>
        {isForbidden && (
          <Text size="sm">
            Your roles are set by your identity provider; ask compliance if you should have another one.
          </Text>
        )}
        <Group gap="md">
          {again && !isQuiet && (
            <Button size="xs" variant="default" onClick={again}>
              Try again
            </Button>
          )}
          <Anchor href="/" size="sm" c="inherit" underline="always">
            Go to the inbox
          </Anchor>
          {instance && (
            <Text size="xs" c="inherit">
              {instance}
            </Text>
          )}
        </Group>
      </Stack>
    </Alert>
  );
}

/** The same in one line, beside what failed. Nothing where nothing did. */
export function ProblemLine({ error, mt }: { error: unknown; mt?: MantineSpacing }) {
  if (error === null || error === undefined) return null;
  return (
    <Alert color="red" role="alert" w="100%" {...(mt !== undefined && { mt })}>
      {wordsOf(error).detail}
    </Alert>
  );
}
