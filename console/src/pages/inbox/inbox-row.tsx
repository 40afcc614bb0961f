// One waiting journey: what it is about, in whose hands it is, and how long it has. Codes only; the texts are on its own page.
import { Badge, Group, Text } from '@mantine/core';
import { Link } from 'wouter';
import type { Journey } from '../../api/types.ts';
import { useSession } from '../../session/session.tsx';
import { Icon } from '../../shell/icon.tsx';
import { personWords, shortToken, wordOf } from '../../words/codes.ts';
import { Countdown, timeWords } from '../../words/time.tsx';
import classes from './inbox.module.css';

export function InboxRow(props: {
  journey: Journey;
  isChosen: boolean;
  choose: () => void;
  reference: (row: HTMLAnchorElement | null) => void;
}) {
  const { journey, isChosen, choose, reference } = props;
  const { id, type, tier, subject, score, checkpoint, createdAt } = journey;
  const warnings = Array.isArray(checkpoint?.findings) ? checkpoint.findings.length : 0;
  return (
    <Link
      href={`/journeys/${id}/decide`}
      className={classes.row}
      data-at={isChosen}
      onFocus={choose}
      ref={reference}
    >
      <span className={classes.bar} data-tier={tier ?? ''} aria-hidden="true" />
      <div>
        <Group gap={8} mb={2}>
          <Text fw={600}>{wordOf(type)}</Text>
          {tier === 'high' && (
            <Badge color="orange" variant="light" size="sm" autoContrast>
              High risk
            </Badge>
          )}
          {checkpoint?.blocked && (
            <Badge color="red" variant="light" size="sm">
              Blocked by the guard
            </Badge>
          )}
          {!checkpoint?.blocked && warnings > 0 && (
            <Badge color="yellow" variant="light" size="sm">
              {warnings === 1 ? '1 finding' : `${warnings} findings`}
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          Customer {shortToken(subject)}
          {score !== null && ` · ${Math.round(score * 100)} % sure of the intent`} · since{' '}
          {timeWords(createdAt)}
        </Text>
      </div>
      <div className={classes.hands}>
        <Hands journey={journey} />
      </div>
      <div className={classes.due}>
        {checkpoint && <Countdown until={checkpoint.deadlineAt} label="Nothing will be done" />}
        <Text size="xs" c="dimmed">
          left to decide
        </Text>
      </div>
      <span className={classes.go}>
        <Icon name="right" />
      </span>
    </Link>
  );
}

function Hands({ journey }: { journey: Journey }) {
  const { session } = useSession();
  const { checkpoint } = journey;
  if (!checkpoint) return null;
  const { claim, assignee, approvals } = checkpoint.standing;
  const { quorum, remaining } = checkpoint;
  const holder = claim?.by ?? assignee;
  const whose =
    holder === null
      ? `For ${personWords(checkpoint.approverRole)}`
      : holder === session.principal
        ? 'In your hands'
        : claim
          ? 'Claimed by somebody'
          : 'Delegated to somebody';
  return (
    <>
      <Text size="sm" fw={holder === session.principal ? 650 : 400}>
        {whose}
      </Text>
      {quorum.approvals > 1 && (
        <Text size="xs" c="dimmed">
          {approvals.length} of {quorum.approvals} approved
          {remaining === 1 && approvals.length > 0 ? ', one more' : ''}
        </Text>
      )}
    </>
  );
}
