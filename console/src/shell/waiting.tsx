// Shown while something is on its way: nothing for the first moment, so that quick answers do not flicker, then what is waited for.
import { Center, Group, Loader, Text } from '@mantine/core';
import { useEffect, useState } from 'react';

const quietMs = 250;

export function Waiting({ what }: { what: string }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), quietMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Center mih="40vh" role="status" aria-live="polite">
      {shown && (
        <Group gap="sm">
          <Loader size="sm" aria-hidden="true" />
          <Text c="dimmed">{what} …</Text>
        </Group>
      )}
    </Center>
  );
}
