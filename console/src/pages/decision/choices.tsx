// The buttons of what may be answered to a proposal; each opens its own panel, and none decides by itself.
import { Button, Group, Text } from '@mantine/core';
import type { Answer } from '../../api/checkpoint.ts';
import { Icon } from '../../shell/icon.tsx';
import classes from './decision.module.css';

export function Choices(props: {
  offers: (action: Answer | 'claim') => boolean;
  choose: (answer: Answer) => () => void;
  /** What to know before approving; null: nothing. */
  warning: string | null;
  isMine: boolean;
  busy: boolean;
  claim: () => void;
}) {
  const { offers, choose, warning, isMine, busy, claim } = props;
  return (
    <>
      <Button leftSection={<Icon name="check" />} onClick={choose('approve')} disabled={!offers('approve')}>
        Approve
      </Button>
      {warning !== null && (
        <Group gap={8} wrap="nowrap" align="flex-start" className={classes.warning}>
          <Icon name="warning" size={16} />
          <Text size="sm">{warning}</Text>
        </Group>
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
