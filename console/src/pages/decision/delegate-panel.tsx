// Handing a decision to somebody else who decides.
import { Button, Group, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { usePeople } from '../../api/people.ts';
import { useSession } from '../../session/session.tsx';
import { wordOf } from '../../words/codes.ts';
import { decidingRoles, inList } from '../../words/lists.ts';

export function DelegatePanel(props: { busy: boolean; send: (to: string) => void; back: () => void }) {
  const { session } = useSession();
  const [to, setTo] = useState<string | null>(null);
  const people = usePeople();
  const choices = (people.data?.people ?? []).filter(
    ({ principal, roles }) =>
      principal !== session.principal && roles.some((role) => inList(decidingRoles, role) !== null),
  );
  return (
    <Stack gap="sm">
      <Select
        label="Hand it to"
        description="Whoever delegates decides no more about it."
        placeholder={people.isPending ? 'Reading who is there …' : 'Choose a person'}
        nothingFoundMessage="Nobody else who decides has called here yet"
        data={choices.map(({ principal, name, roles, absence }) => ({
          value: principal,
          label: `${name} (${roles.map(wordOf).join(', ')})${absence ? ', away' : ''}`,
        }))}
        searchable
        value={to}
        onChange={setTo}
        autoFocus
      />
      <Group justify="space-between">
        <Button variant="subtle" color="gray" onClick={props.back}>
          Back
        </Button>
        <Button loading={props.busy} disabled={to === null} onClick={() => to !== null && props.send(to)}>
          Delegate
        </Button>
      </Group>
    </Stack>
  );
}
