// Every key of the console in one dialogue.
import { Group, Kbd, Modal, Stack, Text } from '@mantine/core';

const inInbox = [
  ['j', 'next'],
  ['k', 'previous'],
  ['Enter', 'open'],
] as const;
const onDecision = [
  ['c', 'claim, or release what you have claimed'],
  ['a', 'approve'],
  ['e', 'edit'],
  ['r', 'reject'],
  ['d', 'delegate'],
  ['u', 'back to the inbox'],
] as const;

export function ShortcutHelp({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <Modal opened={opened} onClose={close} title="Keys" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="md">
        {(
          [
            ['In the inbox', inInbox],
            ['In the inbox and on a decision', onDecision],
          ] as const
        ).map(([name, list]) => (
          <Stack gap={6} key={name}>
            <Text size="sm" c="dimmed">
              {name}
            </Text>
            {list.map(([key, does]) => (
              <Group key={key} gap="sm">
                <Kbd miw={52} ta="center">
                  {key}
                </Kbd>
                <Text size="sm">{does}</Text>
              </Group>
            ))}
          </Stack>
        ))}
        <Text size="sm" c="dimmed">
          No key fires while you type. <Kbd>?</Kbd> shows this again.
        </Text>
      </Stack>
    </Modal>
  );
}
