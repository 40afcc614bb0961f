// How anybody proves a journey: its sealed head, the bundle as a download, and the command that verifies it without this gateway.
import { Anchor, Button, Code, CopyButton, Group, Stack, Switch, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { saveFile } from '../../api/save-file.ts';
import type { JourneyDetail } from '../../api/types.ts';
import { useSession } from '../../session/session.tsx';
import { tellProblem } from '../../shell/tell-problem.ts';
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
    onError: tellProblem,
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

/** @throws ApiProblem */
async function saveBundle(id: string, documents: boolean): Promise<void> {
  const { data } = await api.GET('/v1/journeys/{id}/evidence', {
    params: { path: { id }, query: documents ? { documents: 'true' } : {} },
    headers: { accept: bundleMediaType },
    parseAs: 'blob',
  });
  saveFile(data as unknown as Blob, fileOf(id));
}

const bundleMediaType = 'application/vnd.wayproof.bundle+json';
