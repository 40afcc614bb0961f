// The ways to answer a proposal, and how the answer stands. Each press names the request and the hash that the page shows, so what
// changed meanwhile is refused by the journey and explained here; nothing that was typed is lost.
import { Alert, Paper, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { answers, isOffered, openCheckpoint } from '../../api/checkpoint.ts';
import type { Answer } from '../../api/checkpoint.ts';
import type { Content } from '../../api/content.ts';
import { keys } from '../../api/keys.ts';
import type { JourneyDetail } from '../../api/types.ts';
import { useKeptEdit } from '../../session/kept-edit.ts';
import { useSession } from '../../session/session.tsx';
import { useShortcuts } from '../../shell/shortcuts.ts';
import { ApprovePanel } from './approve-panel.tsx';
import { Choices } from './choices.tsx';
import { DelegatePanel } from './delegate-panel.tsx';
import { EditForm } from './edit-form.tsx';
import { Ended } from './ended.tsx';
import { Refused } from './refused.tsx';
import { RejectPanel } from './reject-panel.tsx';
import { sendAnswer } from './send-answer.ts';
import type { Sent } from './send-answer.ts';
import { Standing } from './standing.tsx';

export function Acting(props: {
  journey: JourneyDetail;
  content: Content | null;
  /** What stands against an approval as things are; null: nothing. */
  warning: string | null;
  leave: () => void;
}) {
  const { journey, content, warning, leave } = props;
  const { id } = journey;
  const checkpoint = openCheckpoint(journey);
  const { session, may } = useSession();
  const client = useQueryClient();
  const [kept, keep] = useKeptEdit(session.principal, id);
  const [wanted, setWanted] = useState(() => ({
    panel: panelOf(window.location.search, kept !== null),
    // Of the proposal that stood on the page when the panel was opened.
    proposalHash: checkpoint?.proposalHash,
  }));
  const setPanel = (panel: Answer | null) => setWanted({ panel, proposalHash: checkpoint?.proposalHash });
  const offers = (action: Answer | 'claim') => isOffered(action, journey, may);
  // A press must not answer to what came under the hand meanwhile; an edit knows by itself what it is of.
  const isOfOther =
    (wanted.panel === 'approve' || wanted.panel === 'reject') &&
    checkpoint !== null &&
    wanted.proposalHash !== checkpoint.proposalHash;
  // Whatever asked for it, be it an address or an edit that was kept: what is not offered is not shown.
  const panel = wanted.panel !== null && offers(wanted.panel) && !isOfOther ? wanted.panel : null;
  const isMine = checkpoint?.standing.claim?.by === session.principal;
  // Kept here, so that neither another panel nor a race that was lost takes it away.
  const [comment, setComment] = useState('');
  const wasOpen = useRef(checkpoint !== null);

  const send = useMutation({
    mutationFn: (sent: Sent) => {
      if (!checkpoint) throw new Error('nothing is open');
      return sendAnswer(id, checkpoint.requestId, checkpoint.proposalHash, sent);
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
  const claim = () => offers('claim') && send.mutate({ do: isMine ? 'release' : 'claim' });
  useShortcuts({
    a: choose('approve'),
    e: choose('edit'),
    r: choose('reject'),
    d: choose('delegate'),
    c: claim,
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
            {isOfOther && (
              <Alert color="yellow" role="status" title="The proposal has changed meanwhile">
                <Text size="sm">
                  This page shows the new one: read it, then decide. What you typed is kept.
                </Text>
              </Alert>
            )}
            {panel === null && (
              <Choices
                offers={offers}
                choose={choose}
                warning={checkpoint.blocked ? 'The guard blocks it as it is: edit it or reject it.' : warning}
                isMine={isMine}
                busy={send.isPending}
                claim={claim}
              />
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
