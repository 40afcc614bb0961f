// The ways to answer a proposal, and how the answer stands. Each press names the request and the hash that the page shows, so what
// changed meanwhile is refused by the journey and explained here; nothing that was typed is lost.
import { Alert, Button, Group, Paper, Select, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { answers, isOffered, openCheckpoint } from '../../api/checkpoint.ts';
import type { Answer } from '../../api/checkpoint.ts';
import { answerOf, api } from '../../api/client.ts';
import type { Content } from '../../api/content.ts';
import { readFindings } from '../../api/content.ts';
import { keys } from '../../api/keys.ts';
import { ApiProblem, wordsOf } from '../../api/problem.ts';
import type { JourneyDetail } from '../../api/types.ts';
import { useSession } from '../../session/session.tsx';
import { Findings } from '../../shell/findings.tsx';
import { Icon } from '../../shell/icon.tsx';
import { useShortcuts } from '../../shell/shortcuts.ts';
import { personWords, wordOf } from '../../words/codes.ts';
import { timeWords } from '../../words/time.tsx';
import { EditForm } from './edit-form.tsx';
import { Overtaken } from './overtaken.tsx';
import { useKeptEdit } from '../../session/kept-edit.ts';

type Sent =
  | { do: 'approve'; comment: string }
  | { do: 'edit'; output: Record<string, unknown>; comment: string }
  | { do: 'reject'; reason: string; comment: string }
  | { do: 'delegate'; to: string }
  | { do: 'claim' | 'release' };

export function Acting(props: { journey: JourneyDetail; content: Content | null; leave: () => void }) {
  const { journey, content, leave } = props;
  const { id } = journey;
  const checkpoint = openCheckpoint(journey);
  const { session, may } = useSession();
  const client = useQueryClient();
  const [kept, keep] = useKeptEdit(session.principal, id);
  const [wanted, setPanel] = useState<Answer | null>(() => panelOf(window.location.search, kept !== null));
  const offers = (action: Answer | 'claim') => isOffered(action, journey, may);
  // Whatever asked for it, be it an address or an edit that was kept: what is not offered is not shown.
  const panel = wanted !== null && offers(wanted) ? wanted : null;
  const isMine = checkpoint?.standing.claim?.by === session.principal;
  // Kept here, so that neither another panel nor a race that was lost takes it away.
  const [comment, setComment] = useState('');
  const wasOpen = useRef(checkpoint !== null);

  const send = useMutation({
    mutationFn: (sent: Sent) => {
      if (!checkpoint) throw new Error('nothing is open');
      return sendIt(id, checkpoint.requestId, checkpoint.proposalHash, sent);
    },
    onSuccess: (said, sent) => {
      notifications.show({ message: said, color: 'petrol' });
      if (sent.do === 'edit') keep(null);
      if ('comment' in sent) setComment('');
      setPanel(null);
    },
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: keys.journey(id) });
      await client.invalidateQueries({ queryKey: keys.lists });
    },
  });
  const choose = (next: Answer) => () => {
    if (!offers(next)) return;
    send.reset();
    setPanel(next);
  };
  useShortcuts({
    a: choose('approve'),
    e: choose('edit'),
    r: choose('reject'),
    d: choose('delegate'),
    c: () => offers('claim') && send.mutate({ do: isMine ? 'release' : 'claim' }),
    u: leave,
    Escape: () => setPanel(null),
  });

  if (checkpoint === null) {
    const unsent = comment.trim();
    return (
      <Ended
        journey={journey}
        wasOpen={wasOpen.current}
        unsent={unsent}
        keptEdit={kept !== null}
        forget={() => keep(null)}
        leave={leave}
      />
    );
  }
  return (
    <Paper
      withBorder
      radius="lg"
      p="md"
      shadow="xs"
      component="section"
      aria-label="Your decision"
      data-panel={panel ?? ''}
    >
      <Stack gap="sm">
        <Standing journey={journey} />
        {!may('decision.send') ? (
          <Text size="sm" c="dimmed">
            Your roles do not decide; you may read.
          </Text>
        ) : (
          <>
            {panel === null && (
              <>
                <Button
                  leftSection={<Icon name="check" />}
                  onClick={choose('approve')}
                  disabled={!offers('approve')}
                >
                  Approve
                </Button>
                {checkpoint.blocked && (
                  <Text size="xs" c="dimmed">
                    The guard blocks it as it is: edit it or reject it.
                  </Text>
                )}
                <Group gap="xs" grow>
                  <Button variant="default" onClick={choose('edit')} disabled={!offers('edit')}>
                    Edit
                  </Button>
                  <Button variant="default" onClick={choose('reject')}>
                    Reject
                  </Button>
                </Group>
                <Group gap="xs" grow>
                  <Button
                    variant="subtle"
                    color="gray"
                    loading={send.isPending}
                    onClick={() => send.mutate({ do: isMine ? 'release' : 'claim' })}
                  >
                    {isMine ? 'Release' : 'Claim'}
                  </Button>
                  <Button variant="subtle" color="gray" onClick={choose('delegate')}>
                    Delegate
                  </Button>
                </Group>
              </>
            )}
            {panel === 'approve' && (
              <ApprovePanel
                comment={comment}
                setComment={setComment}
                busy={send.isPending}
                send={() => send.mutate({ do: 'approve', comment })}
                back={() => setPanel(null)}
              />
            )}
            {panel === 'reject' && (
              <RejectPanel
                reasons={checkpoint.rejectReasons}
                busy={send.isPending}
                comment={comment}
                setComment={setComment}
                send={(reason) => send.mutate({ do: 'reject', reason, comment })}
                back={() => setPanel(null)}
              />
            )}
            {panel === 'delegate' && (
              <DelegatePanel
                busy={send.isPending}
                send={(to) => send.mutate({ do: 'delegate', to })}
                back={() => setPanel(null)}
              />
            )}
            {panel === 'edit' && content && (
              <EditForm
                journeyId={id}
                content={content}
                proposalHash={checkpoint.proposalHash}
                kept={kept}
                keep={keep}
                busy={send.isPending}
                send={(output) => send.mutate({ do: 'edit', output, comment: '' })}
                back={() => setPanel(null)}
              />
            )}
          </>
        )}
        {send.error && <Refused error={send.error} />}
      </Stack>
    </Paper>
  );
}

function panelOf(search: string, hasEdit: boolean): Answer | null {
  const wanted = new URLSearchParams(search).get('do');
  return answers.find((answer) => answer === wanted) ?? (hasEdit ? 'edit' : null);
}

/** @returns what to say when it was accepted. @throws ApiProblem with the refusal. */
async function sendIt(id: string, requestId: string, proposalHash: string, sent: Sent): Promise<string> {
  const params = { path: { id } };
  switch (sent.do) {
    case 'claim':
      await answerOf(api.POST('/v1/journeys/{id}/claim', { params, body: { requestId } }));
      return 'Claimed: nobody else decides while you read.';
    case 'release':
      await answerOf(api.POST('/v1/journeys/{id}/release', { params, body: { requestId } }));
      return 'Given back.';
    case 'delegate':
      await answerOf(api.POST('/v1/journeys/{id}/delegate', { params, body: { requestId, to: sent.to } }));
      return 'Handed over; you decide no more about it.';
    case 'approve':
    case 'edit':
    case 'reject': {
      const comment = 'comment' in sent && sent.comment.trim() !== '' ? { comment: sent.comment.trim() } : {};
      const named = { requestId, proposalHash, ...comment };
      const body =
        sent.do === 'approve'
          ? { ...named, decision: 'approve' as const }
          : sent.do === 'reject'
            ? { ...named, decision: 'reject' as const, reasonCode: sent.reason }
            : { ...named, decision: 'edit_and_approve' as const, edit: sent.output };
      const { remaining = 0 } = await answerOf(api.POST('/v1/journeys/{id}/decision', { params, body }));
      if (sent.do === 'reject') return 'Rejected: nothing is done.';
      return remaining > 0 ? `Approved. ${remaining} more must approve.` : 'Approved. It is being done.';
    }
  }
}

function Standing({ journey }: { journey: JourneyDetail }) {
  const { session } = useSession();
  const { checkpoint, content } = journey;
  if (!checkpoint) return null;
  const { claim, assignee, approvals } = checkpoint.standing;
  const nameOf = (token: string) =>
    token === session.principal ? 'you' : (content?.people[token] ?? 'somebody else');
  const lines = [
    claim ? `In the hands of ${nameOf(claim.by)} until ${timeWords(claim.until)}.` : '',
    assignee === null ? '' : `Delegated to ${nameOf(assignee)}.`,
    ...approvals.map(({ actor, at }) => `Approved by ${nameOf(actor)}, ${timeWords(at)}.`),
    checkpoint.quorum.approvals > 1
      ? `${checkpoint.remaining} more of ${checkpoint.quorum.approvals} must approve${checkpoint.quorum.including === null ? '' : `, one of them ${wordOf(checkpoint.quorum.including)}`}.`
      : '',
  ].filter((line) => line !== '');
  return (
    <div aria-live="polite">
      <Text size="sm" fw={600}>
        {claim?.by === session.principal
          ? 'It is in your hands'
          : `Waits for ${personWords(checkpoint.approverRole)}`}
      </Text>
      {lines.map((line) => (
        <Text size="sm" c="dimmed" key={line}>
          {line}
        </Text>
      ))}
    </div>
  );
}

interface Comment {
  comment: string;
  setComment: (comment: string) => void;
}

function ApprovePanel(props: Comment & { busy: boolean; send: () => void; back: () => void }) {
  const { comment, setComment } = props;
  return (
    <Stack gap="sm">
      <Text size="sm">
        You approve exactly what stands on this page. It is written to the CRM once, in your name.
      </Text>
      <Textarea
        label="Comment"
        description="Optional; kept with the decision"
        autosize
        minRows={2}
        maxLength={4000}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      <Group justify="space-between">
        <Button variant="subtle" color="gray" onClick={props.back}>
          Back
        </Button>
        <Button
          data-autofocus
          autoFocus
          loading={props.busy}
          leftSection={<Icon name="check" />}
          onClick={props.send}
        >
          Approve it
        </Button>
      </Group>
    </Stack>
  );
}

function RejectPanel(
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
      <Textarea
        label="Comment"
        description="Optional"
        autosize
        minRows={2}
        maxLength={4000}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
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

function DelegatePanel(props: { busy: boolean; send: (to: string) => void; back: () => void }) {
  const { session } = useSession();
  const [to, setTo] = useState<string | null>(null);
  const people = useQuery({ queryKey: keys.people, queryFn: () => answerOf(api.GET('/v1/people')) });
  const deciding = ['adviser', 'retention-lead', 'supervisor'];
  const choices = (people.data?.people ?? []).filter(
    ({ principal, roles }) =>
      principal !== session.principal && roles.some((role) => deciding.includes(role)),
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

const whatNow: Record<string, string> = {
  already_decided: 'Somebody was faster; how it ended stands on this page.',
  stale_proposal:
    'The proposal has changed since you opened it. This page shows the new one: read it and decide again. What you typed is kept.',
  stale_request:
    'People are asked anew. This page shows what they are asked: read it and decide again. What you typed is kept.',
  claimed_by_other: 'You can decide when it is released or the claim lapses. What you typed is kept.',
  edit_failed_guard: 'Your edit is kept; change what is named below.',
  self_approval: 'Somebody else must approve this one.',
};

function Refused({ error }: { error: unknown }) {
  const { title, detail } = wordsOf(error);
  const refusal = error instanceof ApiProblem ? error.body.refusal : undefined;
  const findings = readFindings(refusal?.findings);
  return (
    <Alert color="red" role="alert" icon={<Icon name="warning" />} title={refusal ? 'Not accepted' : title}>
      <Stack gap={6}>
        <Text size="sm">{detail}</Text>
        {refusal && whatNow[refusal.code] !== undefined && <Text size="sm">{whatNow[refusal.code]}</Text>}
        {findings.length > 0 && <Findings findings={findings} />}
      </Stack>
    </Alert>
  );
}

function Ended(props: {
  journey: JourneyDetail;
  wasOpen: boolean;
  unsent: string;
  keptEdit: boolean;
  forget: () => void;
  leave: () => void;
}) {
  const { journey, wasOpen, unsent, keptEdit, forget, leave } = props;
  const { session } = useSession();
  const { decision, outcome, stage, content } = journey;
  const isOwn = decision?.actor === session.principal;
  const who = isOwn ? 'You' : (content?.decidedBy ?? 'Somebody');
  return (
    <Paper withBorder radius="lg" p="md" component="section" aria-label="How it was decided">
      <Stack gap="sm">
        <div aria-live="polite">
          <Text fw={600}>{outcome === null ? `${wordOf(stage)} …` : wordOf(outcome)}</Text>
          {decision && (
            <Text size="sm" c="dimmed">
              {who} {wordOf(decision.kind)} it, {timeWords(decision.at)}
              {decision.reasonCode === null ? '' : `: ${wordOf(decision.reasonCode)}`}.
            </Text>
          )}
          {content?.reasons.map(({ code, sentence }) => (
            <Text size="sm" c="dimmed" key={code}>
              {sentence}
            </Text>
          ))}
        </div>
        {wasOpen && <Overtaken journey={journey} unsent={unsent} />}
        {keptEdit && (
          <Alert color="yellow" title="Your edit was not used">
            <Text size="sm">It is kept in this window until you throw it away.</Text>
            <Button size="xs" variant="default" mt="xs" onClick={forget}>
              Throw it away
            </Button>
          </Alert>
        )}
        <Button variant="default" onClick={leave}>
          Back to the inbox
        </Button>
      </Stack>
    </Paper>
  );
}
