// An answer that was not accepted: why, and what can be done now.
import { Alert, Stack, Text } from '@mantine/core';
import { readFindings } from '../../api/content.ts';
import { ApiProblem, wordsOf } from '../../api/problem.ts';
import { Findings } from '../../shell/findings.tsx';
import { Icon } from '../../shell/icon.tsx';

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

export function Refused({ error }: { error: unknown }) {
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
