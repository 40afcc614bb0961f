// One customer by his token: what his agent holds, what he consented to, when anybody was in touch, every journey, and his rights. What
// identifies him is not on this page.
import { Alert, Anchor, Badge, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { answerOf, api } from '../../api/client.ts';
import { ApiProblem } from '../../api/problem.ts';
import { keys } from '../../api/keys.ts';
import type { Customer as Known } from '../../api/types.ts';
import { BackLink } from '../../shell/back-link.tsx';
import { Card, Fact, Facts } from '../../shell/card.tsx';
import { Problem } from '../../shell/problem.tsx';
import { StandingBadge } from '../../shell/standing-badge.tsx';
import { Waiting } from '../../shell/waiting.tsx';
import { shortToken, wordOf } from '../../words/codes.ts';
import { readerWords } from '../../words/reader-words.ts';
import { StrangeText } from '../../words/strange-text.tsx';
import { When } from '../../words/time.tsx';
import { AgentCard } from './agent-card.tsx';
import { contactHistory } from './contact-history.ts';
import { RightsCard } from './rights-card.tsx';
import { readFacts } from '../../api/crm-facts.ts';
import frame from '../../shell/columns.module.css';
import classes from './customer.module.css';

export function Customer({ subject }: { subject: string }) {
  const known = useQuery({
    queryKey: keys.customer(subject),
    queryFn: () => answerOf(api.GET('/v1/subjects/{subject}', { params: { path: { subject } } })),
    retry: false,
  });
  const isGone =
    known.error instanceof ApiProblem && known.error.body.code === 'customer_not_found' && !known.data;
  return (
    <Stack gap="md">
      <div>
        <BackLink href="/customers" name="Customers" />
        <Title order={1} fz={26} mt={2}>
          Customer {shortToken(subject)}
        </Title>
      </div>
      {known.isPending && <Waiting what="Reading what is known" />}
      {known.error && !known.data && !isGone && (
        <Problem error={known.error} again={() => void known.refetch()} />
      )}
      {isGone && (
        <Text>Nothing is known of this customer: he was erased, or the CRM has no such record any more.</Text>
      )}
      {known.data && <KnownOf known={known.data} />}
      {known.error && !known.data && <RightsCard subject={subject} journeyId={null} />}
    </Stack>
  );
}

function KnownOf({ known }: { known: Known }) {
  const facts = readFacts(known.facts);
  return (
    <div className={frame.columns}>
      <div className={frame.column}>
        <AgentCard agent={known.agent} answered={known.agentAnswered} />
        <JourneysCard journeys={known.journeys} />
        <HistoryCard known={known} />
      </div>
      <div className={frame.column}>
        <Card title="In short" icon="customer">
          <Facts>
            {facts.plain.map(([name, value]) => (
              <Fact key={name} name={name}>
                {value}
              </Fact>
            ))}
          </Facts>
        </Card>
        <Card title="Consents" icon="check">
          {facts.optedOut && (
            <Alert color="red" mb="sm" p="xs" title="Opted out of AI-assisted outreach">
              No journey may reach for this customer.
            </Alert>
          )}
          <Consents name="Purposes" given={facts.purposes} />
          <Consents name="Channels" given={facts.channels} />
        </Card>
        <RightsCard subject={known.subject} journeyId={known.journeys[0]?.id ?? null} />
      </div>
    </div>
  );
}

function Consents({ name, given }: { name: string; given: [string, boolean][] }) {
  return (
    <div className={classes.consents}>
      <Text size="xs" c="dimmed">
        {name}
      </Text>
      {given.length === 0 && <Text size="sm">None given.</Text>}
      <Group gap={6}>
        {given.map(([code, isGiven]) => (
          <Badge key={code} variant="light" color={isGiven ? 'petrol' : 'gray'} tt="none">
            {wordOf(code)}: {isGiven ? 'yes' : 'no'}
          </Badge>
        ))}
      </Group>
    </div>
  );
}

function JourneysCard({ journeys }: { journeys: Known['journeys'] }) {
  return (
    <Card title="Journeys" icon="journeys">
      {journeys.length === 0 ? (
        <Text size="sm" c="dimmed">
          There has been none.
        </Text>
      ) : (
        <ul className={classes.lines}>
          {journeys.map(({ id, type, stage, outcome, score, createdAt }) => (
            <li key={id}>
              <Anchor component={Link} href={`/journeys/${id}`} size="sm" fw={600}>
                {wordOf(type)}
              </Anchor>
              <Text size="sm" c="dimmed">
                <When at={createdAt} />
                {score !== null && ` · ${Math.round(score * 100)} % sure`}
              </Text>
              <StandingBadge stage={stage} outcome={outcome} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** Everything that anybody did in the CRM, newest first: contacts, messages, notes. */
function HistoryCard({ known }: { known: Known }) {
  const lines = contactHistory(known);
  return (
    <Card title="Contact history" icon="clock">
      {lines.length === 0 ? (
        <Text size="sm" c="dimmed">
          The CRM records no contact.
        </Text>
      ) : (
        <ol className={classes.history}>
          {lines.map(({ id, at, kind, text, journeyId }) => (
            <li key={id}>
              <Group gap="xs" justify="space-between">
                <Text size="sm" fw={600}>
                  {kind}
                </Text>
                <Text size="xs" c="dimmed">
                  <When at={at} />
                </Text>
              </Group>
              {text !== '' && (
                <Text size="sm" component="div">
                  <StrangeText text={readerWords(text)} limit={280} />
                </Text>
              )}
              {journeyId !== null && (
                <Anchor component={Link} href={`/journeys/${journeyId}`} size="xs">
                  From a journey
                </Anchor>
              )}
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
