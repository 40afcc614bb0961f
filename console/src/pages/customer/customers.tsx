// The way to a customer: by his id in the CRM, which becomes his token, or by the erasures that wait for a second person.
import { Anchor, Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { answerOf, api } from '../../api/client.ts';
import { useErasures } from '../../api/erasures.ts';
import { keys } from '../../api/keys.ts';
import { wordsOf } from '../../api/problem.ts';
import { useSession } from '../../session/session.tsx';
import { Card } from '../../shell/card.tsx';
import { ProblemLine } from '../../shell/problem.tsx';
import { shortToken, wordOf } from '../../words/codes.ts';
import { When } from '../../words/time.tsx';
import { ErasureLine } from './erasure-line.tsx';
import frame from '../../shell/columns.module.css';
import classes from './customer.module.css';

export function Customers() {
  const { may } = useSession();
  return (
    <Stack gap="md">
      <Title order={1} fz={26}>
        Customers
      </Title>
      <div className={frame.columns}>
        <div className={frame.column}>
          <FindCard />
          <RecentCard />
        </div>
        <div className={frame.column}>{may('erasures.read') && <ErasuresCard />}</div>
      </div>
    </Stack>
  );
}

function FindCard() {
  const [, go] = useLocation();
  const [customer, setCustomer] = useState('');
  const find = useMutation({
    mutationFn: (id: string) => answerOf(api.GET('/v1/journeys', { params: { query: { customer: id, limit: 1 } } })),
    onSuccess: ({ journeys: [newest] }) => newest && go(`/customers/${newest.subject}`),
  }); // prettier-ignore
  return (
    <Card title="Find" icon="customer">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (customer.trim() !== '') find.mutate(customer.trim());
        }}
      >
        <Group align="flex-end" gap="sm">
          <TextInput
            style={{ flex: 1 }}
            label="The customer’s id in the CRM"
            autoComplete="off"
            maxLength={128}
            value={customer}
            onChange={(event) => setCustomer(event.currentTarget.value)}
          />
          <Button type="submit" loading={find.isPending}>
            Find
          </Button>
        </Group>
      </form>
      {find.data?.journeys.length === 0 && (
        <Text size="sm" mt="sm" role="status">
          No journey of this tenant is about such a customer.
        </Text>
      )}
      <ProblemLine error={find.error} mt="sm" />
    </Card>
  );
}

function RecentCard() {
  const filter = { limit: 50 };
  const { data } = useQuery({
    queryKey: keys.list({ ...filter, customers: true }),
    queryFn: () => answerOf(api.GET('/v1/journeys', { params: { query: filter } })),
  });
  const newest = data?.journeys.filter(
    ({ subject }, index, all) => all.findIndex((other) => other.subject === subject) === index,
  );
  return (
    <Card title="Lately" icon="clock">
      {newest?.length === 0 && (
        <Text size="sm" c="dimmed">
          No journey has begun yet; the inbox says what to do first.
        </Text>
      )}
      <ul className={classes.lines}>
        {newest?.map(({ subject, type, updatedAt }) => (
          <li key={subject}>
            <Anchor component={Link} href={`/customers/${subject}`} size="sm" fw={600}>
              Customer {shortToken(subject)}
            </Anchor>
            <Text size="sm" c="dimmed">
              {wordOf(type)}
            </Text>
            <Text size="xs" c="dimmed">
              <When at={updatedAt} />
            </Text>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function ErasuresCard() {
  const { data, error } = useErasures();
  const erasures = data?.erasures ?? [];
  return (
    <Card title="Erasures" icon="shield">
      {error && (
        <Text size="sm" c="dimmed">
          {wordsOf(error).detail}
        </Text>
      )}
      {data && erasures.length === 0 && (
        <Text size="sm" c="dimmed">
          Nobody has asked for one. It begins on a customer’s page, and a second person approves it.
        </Text>
      )}
      <Stack gap="lg">
        {erasures.map((erasure) => (
          <div key={erasure.id}>
            <Anchor component={Link} href={`/customers/${erasure.subject}`} size="sm" fw={600}>
              Customer {shortToken(erasure.subject)}
            </Anchor>
            <ErasureLine erasure={erasure} />
          </div>
        ))}
      </Stack>
    </Card>
  );
}
