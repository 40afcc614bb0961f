// How anybody proves a journey: its sealed head, the bundle as a download, and the command that verifies it without this gateway.
import { Anchor, Button, Code, CopyButton, Group, Stack, Switch, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { problemFrom, wordsOf } from '../../api/problem.ts';
import type { JourneyDetail } from '../../api/types.ts';
import { useSession } from '../../session/session.tsx';
import { Card } from '../../shell/card.tsx';
import { Icon } from '../../shell/icon.tsx';
import { Verification } from './verification.tsx';
import classes from './journey.module.css';

export function ProofCard({ journey, entries }: { journey: JourneyDetail; entries: number | null }) {
  const { id, head } = journey;
  const { may } = useSession();
  const [documents, setDocuments] = useState(false);
  const download = useMutation({
    mutationFn: () => saveBundle(id, documents),
    onError: (error) => {
      const { title, detail } = wordsOf(error);
      notifications.show({ title, message: detail, color: 'red' });
    },
  });
  const command = `npx wayproof audit verify ${fileOf(id)}`;
  return (
    <Card title="Proof" icon="shield">
      {head === null ? (
        <Text size="sm" c="dimmed">
          It is not sealed yet; the evidence is signed when the journey has ended.
        </Text>
      ) : (
        <Stack gap="sm">
          <Text size="sm">
            Sealed{entries === null ? '' : ` over ${entries} entries`}, signed, and in the tenant’s ledger.
            Its head is
          </Text>
          <span className={classes.hash}>{head}</span>
          {may('evidence.read') ? (
            <>
              <Verification id={id} />
              <Text size="sm">
                That is this gateway’s word about itself. An auditor repeats it on a machine of his own:
                export the bundle and verify it there.
              </Text>
              <Switch
                size="xs"
                label="With the texts, where policy lets me read them"
                checked={documents}
                onChange={(event) => setDocuments(event.currentTarget.checked)}
              />
              <Button
                variant="default"
                leftSection={<Icon name="download" />}
                loading={download.isPending}
                onClick={() => download.mutate()}
              >
                Export the bundle
              </Button>
              <Group gap="xs" wrap="nowrap">
                <Code style={{ overflowWrap: 'anywhere' }}>{command}</Code>
                <CopyButton value={command}>
                  {({ copied, copy }) => (
                    <Anchor
                      component="button"
                      type="button"
                      size="sm"
                      onClick={copy}
                      style={{ flex: 'none' }}
                    >
                      {copied ? 'Copied' : 'Copy'}
                    </Anchor>
                  )}
                </CopyButton>
              </Group>
            </>
          ) : (
            <Text size="sm" c="dimmed">
              Compliance, auditors, operators and supervisors can export the bundle.
            </Text>
          )}
        </Stack>
      )}
    </Card>
  );
}

const fileOf = (id: string) => `${id}.wayproof.json`;

/** By hand: the bundle’s bytes are what is verified, so nothing may read and write them anew. @throws ApiProblem */
async function saveBundle(id: string, documents: boolean): Promise<void> {
  const query = documents ? '?documents=true' : '';
  const response = await fetch(`/v1/journeys/${encodeURIComponent(id)}/evidence${query}`, {
    headers: { accept: bundleMediaType },
  });
  if (!response.ok) throw await problemFrom(response);
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = fileOf(id);
  link.click();
  URL.revokeObjectURL(url);
}

const bundleMediaType = 'application/vnd.wayproof.bundle+json';
