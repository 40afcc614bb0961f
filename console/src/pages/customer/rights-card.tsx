// The rights of a data subject: an archive of everything about him, and his erasure, which one person asks for and another approves.
// The customer's id is asked for with its reason when it is needed, used at once, and shown nowhere.
import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api } from '../../api/client.ts';
import { useErasures } from '../../api/erasures.ts';
import { keys } from '../../api/keys.ts';
import { useSession } from '../../session/session.tsx';
import { Card } from '../../shell/card.tsx';
import { Icon } from '../../shell/icon.tsx';
import { ProblemLine } from '../../shell/problem.tsx';
import { ErasureLine } from './erasure-line.tsx';
import { customerIdOf, saveArchive } from './subject-requests.ts';

const grounds = [
  { value: 'subject_request', label: 'The customer asked for it (GDPR, Article 17)' },
  { value: 'retention_ended', label: 'The time of retention has ended' },
  { value: 'authority_order', label: 'An authority ordered it' },
] as const;
type Ground = (typeof grounds)[number]['value'];

export function RightsCard({ subject, journeyId }: { subject: string; journeyId: string | null }) {
  const { may } = useSession();
  const [asks, setAsks] = useState(false);
  const erasures = useErasures();
  const own = erasures.data?.erasures.filter((one) => one.subject === subject) ?? [];
  const isOpen = own.some(({ state }) => state === 'requested' || state === 'erasing');
  const archive = useMutation({
    mutationFn: async (id: string) => saveArchive(await customerIdOf(id), subject),
    onSuccess: () => notifications.show({ message: 'The archive is saved. That it was made is in the ledger.' }),
  }); // prettier-ignore
  const mayAct = may('fields.reveal') && journeyId !== null;
  if (!may('erasures.read') && !may('subject.export')) return null;
  return (
    <Card title="Rights of the customer" icon="shield">
      <Stack gap="sm">
        {own.map((erasure) => (
          <ErasureLine key={erasure.id} erasure={erasure} />
        ))}
        {own.length === 0 && may('erasures.read') && (
          <Text size="sm" c="dimmed">
            Nobody has asked for an erasure.
          </Text>
        )}
        {mayAct && may('subject.export') && (
          <Button
            variant="default"
            leftSection={<Icon name="download" />}
            loading={archive.isPending}
            onClick={() => archive.mutate(journeyId)}
          >
            Download everything
          </Button>
        )}
        <ProblemLine error={archive.error} />
        {mayAct && may('erasures.request') && !isOpen && (
          <Button variant="outline" color="red" onClick={() => setAsks(true)}>
            Ask for an erasure …
          </Button>
        )}
        {journeyId !== null && (
          <AskErasure opened={asks} close={() => setAsks(false)} journeyId={journeyId} />
        )}
      </Stack>
    </Card>
  );
}

function AskErasure(props: { opened: boolean; close: () => void; journeyId: string }) {
  const { opened, close, journeyId } = props;
  const client = useQueryClient();
  const [ground, setGround] = useState<Ground | null>(null);
  const ask = useMutation({
    mutationFn: async (why: Ground) => {
      const customerId = await customerIdOf(journeyId);
      return answerOf(api.POST('/v1/erasures', { body: { customerId, ground: why } }));
    },
    onSuccess: async () => {
      close();
      notifications.show({ message: 'The erasure is asked for. Another person must approve it.' });
      await client.invalidateQueries({ queryKey: keys.erasures });
    },
  });
  return (
    <Modal
      opened={opened}
      onClose={close}
      title="Ask for an erasure"
      centered
      lockScroll={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="md">
        <Text size="sm">
          After another person’s approval, everything that identifies the customer is destroyed here and in
          the CRM: texts, values, keys. The evidence stays, as hashes. It cannot be taken back.
        </Text>
        <Select
          label="On what ground?"
          placeholder="Choose a ground"
          data={grounds.map(({ value, label }) => ({ value, label }))}
          value={ground}
          onChange={(value) => setGround(grounds.find((one) => one.value === value)?.value ?? null)}
        />
        <ProblemLine error={ask.error} />
        <Group justify="space-between">
          <Button variant="subtle" color="gray" onClick={close}>
            Back
          </Button>
          <Button
            color="red"
            disabled={ground === null}
            loading={ask.isPending}
            onClick={() => ground !== null && ask.mutate(ground)}
          >
            Ask for the erasure
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
