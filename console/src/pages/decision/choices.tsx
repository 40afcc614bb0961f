// The buttons of what may be answered to a proposal; each opens its own panel, and none decides by itself.
import { Button, Group, Text } from '@mantine/core';
import type { Answer } from '../../api/checkpoint.ts';
import { Icon } from '../../shell/icon.tsx';

export function Choices(props: {
  offers: (action: Answer | 'claim') => boolean;
  choose: (answer: Answer) => () => void;
  isBlocked: boolean;
  isMine: boolean;
  busy: boolean;
  claim: () => void;
}) {
  const { offers, choose, isBlocked, isMine, busy, claim } = props;
  return (
    <>
      <Button leftSection={<Icon name="check" />} onClick={choose('approve')} disabled={!offers('approve')}>
        Approve
      </Button>
      {isBlocked && (
        <Text size="xs" c="dimmed">
          The guard blocks it as it is: edit it or reject it.
        </Text>
      )}
      <Group gap="xs" grow>
        <Button variant="default" onClick={choose('edit')} disabled={!offers('edit')}>
          Edit
        </Button>
        <Button variant="default" onClick={choose('reject')} disabled={!offers('reject')}>
          Reject
        </Button>
      </Group>
      <Group gap="xs" grow>
        <Button variant="subtle" color="gray" loading={busy} onClick={claim} disabled={!offers('claim')}>
          {isMine ? 'Release' : 'Claim'}
        </Button>
        <Button variant="subtle" color="gray" onClick={choose('delegate')} disabled={!offers('delegate')}>
          Delegate
        </Button>
      </Group>
    </>
  );
}
