// Editing the draft in place: choices from what is allowed for this customer, and the statements as texts. A pause in typing asks the
// guard what it says of it; the guard decides again when it is sent.
import { Alert, Button, Group, Loader, MultiSelect, Select, Stack, Text, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client.ts';
import { isStatements, readChanges, readFindings } from '../../api/content.ts';
import type { Content, Option, Statement } from '../../api/content.ts';
import { keys } from '../../api/keys.ts';
import { wordsOf } from '../../api/problem.ts';
import { CrmDiff } from '../../shell/crm-diff.tsx';
import { Findings } from '../../shell/findings.tsx';
import { wordOf } from '../../words/codes.ts';
import { choiceWords } from '../../words/option-words.ts';
import { plainText } from '../../words/strange-text.tsx';
import type { KeptEdit } from '../../session/kept-edit.ts';

// Long enough that nobody is corrected in the middle of a word.
const pauseMs = 700;

type Output = Record<string, unknown>;

export function EditForm(props: {
  journeyId: string;
  content: Content;
  proposalHash: string;
  kept: KeptEdit | null;
  keep: (edit: KeptEdit | null) => void;
  busy: boolean;
  send: (output: Output) => void;
  back: () => void;
}) {
  const { journeyId, content, proposalHash, kept, keep, busy, send, back } = props;
  const output = kept?.output ?? content.output;
  const isOfOther = kept !== null && kept.proposalHash !== proposalHash;
  const isChanged = JSON.stringify(output) !== JSON.stringify(content.output);
  const [paused] = useDebouncedValue(output, pauseMs);
  const verdict = useQuery({
    queryKey: keys.editPreview(journeyId, proposalHash, paused),
    queryFn: () =>
      answerOf(
        api.POST('/v1/journeys/{id}/preview', {
          params: { path: { id: journeyId } },
          body: { edit: paused },
        }),
      ),
    enabled: JSON.stringify(paused) !== JSON.stringify(content.output),
    retry: false,
    gcTime: 60_000,
  });
  const change = (name: string, value: unknown) =>
    keep({ proposalHash: kept?.proposalHash ?? proposalHash, output: { ...output, [name]: value } });

  return (
    <Stack gap="sm">
      {isOfOther && (
        <Alert color="yellow" title="The proposal has changed meanwhile" role="status">
          <Text size="sm">
            What you typed is kept. Use it for the new proposal, or begin from the new one.
          </Text>
          <Group gap="xs" mt="xs">
            <Button size="xs" onClick={() => keep({ proposalHash, output })}>
              Use my text
            </Button>
            <Button size="xs" variant="default" onClick={() => keep(null)}>
              Begin anew
            </Button>
          </Group>
        </Alert>
      )}
      {Object.entries(output).map(([name, value]) => (
        <Field
          key={name}
          name={name}
          value={value}
          options={content.options}
          change={(next) => change(name, next)}
        />
      ))}
      {isChanged && <Verdict query={verdict} isWaiting={paused !== output} options={content.options} />}
      <Group justify="space-between">
        <Group gap={4}>
          <Button variant="subtle" color="gray" onClick={back}>
            Back
          </Button>
          {isChanged && (
            <Button variant="subtle" color="gray" onClick={() => keep(null)}>
              Undo all
            </Button>
          )}
        </Group>
        <Button loading={busy} disabled={!isChanged || isOfOther} onClick={() => send(output)}>
          Approve the edit
        </Button>
      </Group>
    </Stack>
  );
}

function Verdict(props: {
  query: {
    data?: { verdict: string; findings: unknown; crm: { diff: unknown } } | undefined;
    error: unknown;
    isFetching: boolean;
  };
  isWaiting: boolean;
  options: Content['options'];
}) {
  const { options } = props;
  const { data, error, isFetching } = props.query;
  if (props.isWaiting || isFetching)
    return (
      <Group gap={8} role="status">
        <Loader size="xs" aria-hidden="true" />
        <Text size="sm" c="dimmed">
          Asking the guard …
        </Text>
      </Group>
    );
  if (error) return <Text size="sm">{wordsOf(error).detail} The guard judges it when you send it.</Text>;
  if (!data) return null;
  const changes = readChanges(data.crm.diff);
  return (
    <Stack gap="xs" role="status">
      <Text size="sm" fw={600}>
        {data.verdict === 'pass' ? 'The guard lets this pass' : 'The guard does not let this pass'}
      </Text>
      <Findings findings={readFindings(data.findings)} />
      {changes.length > 0 && (
        <CrmDiff changes={changes} options={options} label="What your edit would change in the CRM" />
      )}
    </Stack>
  );
}

function Field(props: {
  name: string;
  value: unknown;
  options: Record<string, Option[]>;
  change: (value: unknown) => void;
}) {
  const { name, value, options, change } = props;
  const label = wordOf(name);
  if (isStatements(value)) return <Statements label={label} statements={value} change={change} />;
  if (typeof value === 'string') {
    const list = listWith(options, [value]);
    if (list)
      return (
        <Select
          label={label}
          data={dataOf(list)}
          value={value}
          onChange={(next) => next !== null && change(next)}
          allowDeselect={false}
          searchable
        />
      );
    return (
      <Textarea
        label={label}
        autosize
        value={value}
        onChange={(event) => change(event.currentTarget.value)}
      />
    );
  }
  if (Array.isArray(value) && value.every((one): one is string => typeof one === 'string')) {
    const list = listWith(options, value);
    if (list)
      return <MultiSelect label={label} data={dataOf(list)} value={value} onChange={change} searchable />;
  }
  return null;
}

function Statements(props: { label: string; statements: Statement[]; change: (value: unknown) => void }) {
  const { label, statements, change } = props;
  return (
    <Stack gap="xs" role="group" aria-label={label}>
      <Text size="sm" fw={500}>
        {label}
      </Text>
      {statements.map((statement, index) => (
        <div key={index}>
          <Textarea
            aria-label={`${label}, statement ${index + 1}`}
            autosize
            minRows={2}
            maxLength={2000}
            value={statement.text}
            onChange={(event) => {
              const text = event.currentTarget.value;
              change(statements.map((one, at) => (at === index ? { ...one, text } : one)));
            }}
          />
          {statements.length > 1 && (
            <Button
              size="compact-xs"
              variant="subtle"
              color="gray"
              display="block"
              ml="auto"
              aria-label={`Remove statement ${index + 1}`}
              onClick={() => change(statements.filter((_, at) => at !== index))}
            >
              Remove
            </Button>
          )}
        </div>
      ))}
    </Stack>
  );
}

/** The list that holds each of the ids: what the draft chose from. */
function listWith(options: Record<string, Option[]>, ids: readonly string[]): Option[] | undefined {
  return Object.values(options).find((list) => ids.every((id) => list.some((option) => option.id === id)));
}

const dataOf = (list: Option[]) =>
  list.map((option) => ({ value: option.id, label: plainText(choiceWords(option)).slice(0, 160) }));
