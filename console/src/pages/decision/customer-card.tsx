// Who it is about: facts that identify nobody. What identifies the customer is asked for one value at a time, with a reason, and each
// look is kept as evidence; a value is shown until the page is left and kept nowhere.
import { Alert, Anchor, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { answerOf, api } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { wordsOf } from '../../api/problem.ts';
import type { JourneyDetail } from '../../api/types.ts';
import { useSession } from '../../session/session.tsx';
import { Card, Fact } from '../../shell/card.tsx';
import { Icon } from '../../shell/icon.tsx';
import { shortToken, wordOf } from '../../words/codes.ts';
import { StrangeText } from '../../words/strange-text.tsx';
import classes from './decision.module.css';

const fields = ['name', 'email', 'phone'] as const;
type Field = (typeof fields)[number];

const reasons = [
  ['contact_customer', 'To speak with the customer about this journey'],
  ['verify_identity', 'To make sure that the record is this person’s'],
  ['check_proposal', 'To check what the proposal says'],
  ['complaint', 'To answer a complaint'],
  ['data_subject_request', 'To answer a request of the data subject'],
  ['incident_review', 'To review an incident'],
] as const;
type Reason = (typeof reasons)[number][0];

export function CustomerCard({ journey }: { journey: JourneyDetail }) {
  const { id, subject } = journey;
  const { may } = useSession();
  const known = useQuery({
    queryKey: keys.journeyPart(id, 'customer'),
    queryFn: () => answerOf(api.GET('/v1/journeys/{id}/customer', { params: { path: { id } } })),
    enabled: may('crm.read') && journey.content?.customerId !== null,
    retry: false,
  });
  const [asked, setAsked] = useState<Field | null>(null);
  const [shown, setShown] = useState<Partial<Record<Field, string | null>>>({});
  if (journey.content?.customerId === null)
    return (
      <Card title="Who" icon="customer">
        <Text size="sm">The customer was erased.</Text>
      </Card>
    );
  return (
    <Card
      title="Who"
      icon="customer"
      aside={
        may('crm.read') && (
          <Anchor component={Link} href={`/customers/${subject}`} size="sm">
            Customer {shortToken(subject)}
          </Anchor>
        )
      }
    >
      <dl className={classes.facts}>
        {factsOf(known.data?.facts ?? {}).map(([name, value]) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
      </dl>
      {may('fields.reveal') && (
        <Stack gap={6} mt="sm">
          {fields.map((field) => (
            <Group key={field} justify="space-between" wrap="nowrap" gap="sm">
              <Text size="sm" c="dimmed">
                {wordOf(field)}
              </Text>
              {field in shown ? (
                <Text size="sm" component="div">
                  <StrangeText text={shown[field] ?? 'none recorded'} limit={120} />
                </Text>
              ) : (
                <Button
                  size="compact-xs"
                  variant="default"
                  leftSection={<Icon name="eye" size={14} />}
                  aria-label={`Show the ${field}`}
                  onClick={() => setAsked(field)}
                >
                  Show
                </Button>
              )}
            </Group>
          ))}
          {asked !== null && (
            <Ask
              id={id}
              field={asked}
              show={(value) => {
                setShown({ ...shown, [asked]: value });
                setAsked(null);
              }}
              back={() => setAsked(null)}
            />
          )}
        </Stack>
      )}
    </Card>
  );
}

function Ask(props: { id: string; field: Field; show: (value: string | null) => void; back: () => void }) {
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
      {ask.error && (
        <Alert color="red" role="alert">
          {wordsOf(ask.error).detail}
        </Alert>
      )}
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

/** The few that matter for a decision; what is not recorded is left out. */
function factsOf(facts: Record<string, unknown>): [string, string][] {
  const loyalty = facts['loyalty'];
  const consents = facts['consents'];
  const given = (name: string) =>
    Object.entries(objectIn(objectIn(consents)[name]))
      .filter(([, is]) => is === true)
      .map(([code]) => wordOf(code))
      .join(', ');
  const list: [string, unknown][] = [
    ['Segment', typeof facts['segment'] === 'string' ? wordOf(facts['segment']) : null],
    ['Risk class', typeof facts['riskClass'] === 'number' ? `${facts['riskClass']} of 7` : null],
    ['Loyalty', wordIn(objectIn(loyalty)['tier'])],
    ['Open cases', facts['openCases']],
    ['Consents to', given('purposes')],
    ['Reached by', given('channels')],
  ];
  return list.flatMap(([name, value]): [string, string][] =>
    (typeof value === 'string' && value !== '') || typeof value === 'number' ? [[name, String(value)]] : [],
  );
}

const objectIn = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
const wordIn = (value: unknown) => (typeof value === 'string' ? wordOf(value) : null);
