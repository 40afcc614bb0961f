// Over the page whose session has ended: signing in happens in another window, so that nothing typed here is lost.
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import { signInUrl } from './sign-in.tsx';

export function SessionEnded(props: { opened: boolean; name: string; check: () => void }) {
  const { opened, name, check } = props;
  useEffect(() => {
    if (!opened) return undefined;
    // Coming back from the other window is when it is worth asking again.
    window.addEventListener('focus', check);
    return () => window.removeEventListener('focus', check);
  }, [opened, check]);
  return (
    <Modal
      opened={opened}
      onClose={check}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      title="Your session has ended"
      centered
    >
      <Stack>
        <Text>
          Sign in again as {name} in a new window, then continue here. What you have typed is kept on this
          page.
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={check}>
            I have signed in
          </Button>
          <Button component="a" href={signInUrl('/signed-in')} target="_blank" rel="noreferrer">
            Sign in again
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
