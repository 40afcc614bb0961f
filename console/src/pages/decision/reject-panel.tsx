// Rejecting: for one of the reasons that the checkpoint's rule lists.
import { Button, Group, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { wordOf } from '../../words/codes.ts';
import { CommentField } from './comment-field.tsx';
import type { Comment } from './comment-field.tsx';

export function RejectPanel(
  props: Comment & { reasons: string[]; busy: boolean; send: (reason: string) => void; back: () => void },
) {
  const [reason, setReason] = useState<string | null>(null);
  const { comment, setComment } = props;
  return (
    <Stack gap="sm">
      <Select
        label="Why not?"
        placeholder="Choose a reason"
        data={props.reasons.map((code) => ({ value: code, label: wordOf(code) }))}
        value={reason}
        onChange={setReason}
        autoFocus
        comboboxProps={{ withinPortal: true }}
      />
      <CommentField comment={comment} setComment={setComment} description="Optional" />
      <Group justify="space-between">
        <Button variant="subtle" color="gray" onClick={props.back}>
          Back
        </Button>
        <Button
          color="red"
          loading={props.busy}
          disabled={reason === null}
          onClick={() => reason !== null && props.send(reason)}
        >
          Reject it
        </Button>
      </Group>
    </Stack>
  );
}
