// An inbox with nothing in it says what to do next.
import { Button, Center, Paper, Stack, Text, Title } from '@mantine/core';
import { Icon } from '../../shell/icon.tsx';
import { SendSamples } from './send-samples.tsx';

export function EmptyInbox({ isFiltered, showAll }: { isFiltered: boolean; showAll: () => void }) {
  return (
    <Paper withBorder radius="lg" p="xl">
      <Center>
        <Stack align="center" gap="sm" maw={460} ta="center">
          <Icon name="check" size={36} />
          <Title order={2} fz={20}>
            {isFiltered ? 'Nothing waits here' : 'Nothing waits for a person'}
          </Title>
          <Text c="dimmed">
            {isFiltered
              ? 'Nothing fits what you chose above. Something else may wait for others.'
              : 'A journey comes here when an event shows an intent and policy lets it go on. Your systems send events; to see how it works, begin with the sample ones.'}
          </Text>
          {isFiltered ? (
            <Button variant="default" onClick={showAll}>
              Show everything
            </Button>
          ) : (
            <SendSamples />
          )}
        </Stack>
      </Center>
    </Paper>
  );
}
