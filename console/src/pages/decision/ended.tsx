// How it was decided, once nothing can be answered any more; and what of this person's was not used.
import { Alert, Button, Paper, Stack, Text } from '@mantine/core';
import type { JourneyDetail } from '../../api/types.ts';
import { useSession } from '../../session/session.tsx';
import { wordOf } from '../../words/codes.ts';
import { useLostKeyboard } from '../../shell/keep-keyboard.ts';
import { timeWords } from '../../words/time.tsx';
import { Overtaken } from './overtaken.tsx';

export function Ended(props: {
  journey: JourneyDetail;
  wasOpen: boolean;
  unsent: string;
  keptEdit: boolean;
  forget: () => void;
  leave: () => void;
}) {
  const { journey, wasOpen, unsent, keptEdit, forget, leave } = props;
  const place = useLostKeyboard(wasOpen);
  const { session } = useSession();
  const { decision, outcome, stage, content } = journey;
  const isOwn = decision?.actor === session.principal;
  const who = isOwn ? 'You' : (content?.decidedBy ?? 'Somebody');
  return (
    <Paper
      withBorder
      radius="lg"
      p="md"
      component="section"
      aria-label="How it was decided"
      ref={place}
      tabIndex={-1}
    >
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
