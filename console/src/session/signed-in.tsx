// The window in which somebody signed in again: tells the page that waits for it, and may be closed.
import { Anchor, Center, Stack, Text, Title } from '@mantine/core';
import { useEffect } from 'react';
import { sessionChannel } from './session.tsx';

export function SignedIn() {
  useEffect(() => {
    const channel = new BroadcastChannel(sessionChannel);
    channel.postMessage('signed-in');
    channel.close();
  }, []);
  return (
    <Center mih="60vh">
      <Stack align="center" gap="xs">
        <Title order={1} fz={24}>
          You are signed in
        </Title>
        <Text c="dimmed">Close this window and continue where you were, or</Text>
        <Anchor href="/">open your inbox here</Anchor>
      </Stack>
    </Center>
  );
}
