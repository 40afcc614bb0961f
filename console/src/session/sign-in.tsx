// For who is not signed in: one button, which comes back to the wanted page. It never signs anybody in by itself.
import { Button, Center, Paper, Stack, Text, Title } from '@mantine/core';
import { Mark } from '../shell/mark.tsx';

/** Where the provider sends the browser back to: the wanted page of this console. */
export function signInUrl(returnTo: string): string {
  return `/auth/sign-in?${new URLSearchParams({ returnTo }).toString()}`;
}

export function SignIn() {
  const { pathname, search } = window.location;
  return (
    <Center component="main" mih="100dvh" p="md">
      <Paper withBorder shadow="sm" radius="lg" p="xl" maw={420} w="100%">
        <Stack gap="lg">
          <Mark size={44} />
          <Stack gap={6}>
            <Title order={1} fz={26}>
              Wayproof
            </Title>
            <Text c="dimmed">
              What an AI proposes for a customer, a person decides; how it came to that can be proved. Sign in
              to see what waits for you.
            </Text>
          </Stack>
          <Button component="a" href={signInUrl(`${pathname}${search}`)} size="md" fullWidth>
            Sign in
          </Button>
        </Stack>
      </Paper>
    </Center>
  );
}
