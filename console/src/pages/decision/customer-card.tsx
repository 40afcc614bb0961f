// Who it is about: facts that identify nobody. What identifies the customer is asked for one value at a time, with a reason, and each
// look is kept as evidence; a value is shown until the page is left and kept nowhere.
import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { answerOf, api } from '../../api/client.ts';
import { readFacts } from '../../api/crm-facts.ts';
import { keys } from '../../api/keys.ts';
import type { JourneyDetail } from '../../api/types.ts';
import { useSession } from '../../session/session.tsx';
import { Card, Fact, Facts } from '../../shell/card.tsx';
import { Icon } from '../../shell/icon.tsx';
import { shortToken, wordOf } from '../../words/codes.ts';
import { StrangeText } from '../../words/strange-text.tsx';
import { Reveal, fields } from './reveal.tsx';
import type { Field } from './reveal.tsx';

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
      <Facts>
        {factsFor(known.data?.facts ?? {}).map(([name, value]) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
      </Facts>
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
            <Reveal
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

const forDecision = new Set(['Segment', 'Risk class', 'Loyalty', 'Open cases']);

/** The few that matter for a decision; what is not recorded is left out. */
function factsFor(facts: Record<string, unknown>): [name: string, value: string][] {
  const { plain, purposes, channels } = readFacts(facts);
  const given = (answers: [code: string, given: boolean][]) =>
    answers
      .filter(([, isGiven]) => isGiven)
      .map(([code]) => wordOf(code))
      .join(', ');
  const consents: [string, string][] = [
    ['Consents to', given(purposes)],
    ['Reached by', given(channels)],
  ];
  return [
    ...plain.filter(([name]) => forDecision.has(name)),
    ...consents.filter(([, words]) => words !== ''),
  ];
}
