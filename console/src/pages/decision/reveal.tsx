// Asking for one value that identifies the customer: for a reason that is chosen, which the ledger keeps with the name of who asked.
import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api } from '../../api/client.ts';
import { ProblemLine } from '../../shell/problem.tsx';

export const fields = ['name', 'email', 'phone'] as const;
export type Field = (typeof fields)[number];

const reasons = [
  ['contact_customer', 'To speak with the customer about this journey'],
  ['verify_identity', 'To make sure that the record is this person’s'],
  ['check_proposal', 'To check what the proposal says'],
  ['complaint', 'To answer a complaint'],
  ['data_subject_request', 'To answer a request of the data subject'],
  ['incident_review', 'To review an incident'],
] as const;
type Reason = (typeof reasons)[number][0];

export function Reveal(props: {
  id: string;
  field: Field;
  show: (value: string | null) => void;
  back: () => void;
}) {
  const { id, field, show, back } = props;
  const [reason, setReason] = useState<Reason | null>(null);
  const [comment, setComment] = useState('');
  const ask = useMutation({
    mutationFn: (why: Reason) =>
      answerOf(
        api.POST('/v1/journeys/{id}/reveal', {
          params: { path: { id } },
          body: { field, reason: why, ...(comment.trim() !== '' && { comment: comment.trim() }) },
        }),
      ),
    onSuccess: ({ value }) => show(value),
  });
  return (
    <Stack gap="xs" role="group" aria-label={`Why do you need the ${field}?`}>
      <Select
        label={`Why do you need the ${field}?`}
        description="Kept in the ledger with your name."
        placeholder="Choose a reason"
        data={reasons.map(([value, label]) => ({ value, label }))}
        value={reason}
        onChange={(value) => setReason(reasons.find(([code]) => code === value)?.[0] ?? null)}
        autoFocus
      />
      <TextInput
        label="Note"
        description="Optional"
        maxLength={4000}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      <ProblemLine error={ask.error} />
      <Group justify="space-between">
        <Button size="xs" variant="subtle" color="gray" onClick={back}>
          Back
        </Button>
        <Button
          size="xs"
          disabled={reason === null}
          loading={ask.isPending}
          onClick={() => reason !== null && ask.mutate(reason)}
        >
          Show the {field}
        </Button>
      </Group>
    </Stack>
  );
}
