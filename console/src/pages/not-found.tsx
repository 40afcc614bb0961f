// For an address that leads nowhere: says so, and where to go on.
import { Button, Center, Stack, Text, Title } from '@mantine/core';
import { Link } from 'wouter';

export function NotFound() {
  return (
    <Center mih="50vh">
      <Stack align="center" gap="sm" maw={440} ta="center">
        <Title order={1} fz={24}>
          There is no such page
        </Title>
        <Text c="dimmed">
          The address may be mistyped, or from a message about something that has moved. What waits for you
          stands in your inbox.
        </Text>
        <Button component={Link} href="/">
          Go to the inbox
        </Button>
      </Stack>
    </Center>
  );
}
