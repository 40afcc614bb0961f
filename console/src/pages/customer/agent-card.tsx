// What the customer's own agent holds now: the events of its window, the journey that is open, and how earlier ones ended.
import { Anchor, Group, Text } from '@mantine/core';
import { Link } from 'wouter';
import type { Customer } from '../../api/types.ts';
import { Card } from '../../shell/card.tsx';
import { wordOf, wordWithin } from '../../words/codes.ts';
import { When } from '../../words/time.tsx';
import classes from './customer.module.css';

const shownAtFirst = 12;

export function AgentCard({ agent, answered }: { agent: Customer['agent']; answered: boolean }) {
  if (agent === null)
    return (
      <Card title="What the customer did lately" icon="eye">
        <Text size="sm" c="dimmed">
          {answered
            ? 'Nothing is remembered: no event has come, or all were forgotten.'
            : 'The customer’s agent did not answer just now; look again in a moment.'}
        </Text>
      </Card>
    );
  const { window, openJourney, contacts } = agent;
  const events = [...window].reverse();
  return (
    <Card title="What the customer did lately" icon="eye">
      {openJourney ? (
        <Text size="sm">
          One journey is open, for the intent “{wordWithin(openJourney.intent)}”:{' '}
          {openJourney.id === null ? (
            wordOf(openJourney.type)
          ) : (
            <Anchor component={Link} href={`/journeys/${openJourney.id}`} size="sm" underline="always">
              {wordOf(openJourney.type)}
            </Anchor>
          )}
          . No other begins before it ends.
        </Text>
      ) : (
        <Text size="sm">No journey is open; one begins when the events show an intent clearly enough.</Text>
      )}
      <Text size="xs" c="dimmed" mt="md" mb={4}>
        {events.length} {events.length === 1 ? 'event' : 'events'} that the customer’s agent remembers, newest
        first
      </Text>
      <ol className={classes.events}>
        {events.slice(0, shownAtFirst).map(({ event, kind, topic, at }) => (
          <li key={event}>
            <span>
              {wordOf(kind)}: {wordWithin(topic)}
            </span>
            <Text size="xs" c="dimmed" component="span">
              <When at={at} />
            </Text>
          </li>
        ))}
      </ol>
      {events.length > shownAtFirst && (
        <Text size="xs" c="dimmed">
          and {events.length - shownAtFirst} before these
        </Text>
      )}
      {contacts.length > 0 && (
        <>
          <Text size="xs" c="dimmed" mt="md" mb={4}>
            Journeys that reached for the customer, newest first
          </Text>
          {[...contacts].reverse().map(({ type, intent, outcome, endedAt }) => (
            <Group key={`${type}/${endedAt}`} justify="space-between" gap="xs">
              <Text size="sm">
                {wordOf(type)}, for {wordWithin(intent)}: {wordWithin(outcome)}
              </Text>
              <Text size="xs" c="dimmed">
                <When at={endedAt} />
              </Text>
            </Group>
          ))}
        </>
      )}
    </Card>
  );
}
