// Approving: what a press means, and a comment.
import { Button, Group, Stack, Text } from '@mantine/core';
import { Icon } from '../../shell/icon.tsx';
import { CommentField } from './comment-field.tsx';
import type { Comment } from './comment-field.tsx';

export function ApprovePanel(props: Comment & { busy: boolean; send: () => void; back: () => void }) {
  const { comment, setComment } = props;
  return (
    <Stack gap="sm">
      <Text size="sm">
        You approve exactly what stands on this page. It is written to the CRM once, in your name.
      </Text>
      <CommentField
        comment={comment}
        setComment={setComment}
        description="Optional; kept with the decision"
      />
      <Group justify="space-between">
        <Button variant="subtle" color="gray" onClick={props.back}>
          Back
        </Button>
        <Button
          data-autofocus
          autoFocus
          loading={props.busy}
          leftSection={<Icon name="check" />}
          onClick={props.send}
        >
          Approve it
        </Button>
      </Group>
    </Stack>
  );
}
