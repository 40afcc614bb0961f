// How long each stage takes, from the evidence of sealed journeys; the card says which and how many.
import { Table, Text } from '@mantine/core';
import type { Overview } from '../../api/types.ts';
import { Card } from '../../shell/card.tsx';
import { wordOf } from '../../words/codes.ts';
import { tookWords } from './approvals-card.tsx';

export function StagesCard({ evidence }: { evidence: Overview['evidence'] }) {
  const { stages, sampled, of } = evidence;
  return (
    <Card title="How long stages take" icon="clock">
      {stages.length === 0 ? (
        <Text size="sm" c="dimmed">
          No journey of this time is sealed yet.
        </Text>
      ) : (
        <>
          <Table verticalSpacing={5} horizontalSpacing={6} fz="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Stage</Table.Th>
                <Table.Th ta="right">Half within</Table.Th>
                <Table.Th ta="right">95 % within</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {stages.map(({ stage, p50Ms, p95Ms }) => (
                <Table.Tr key={stage}>
                  <Table.Td>{wordOf(stage)}</Table.Td>
                  <Table.Td ta="right">{tookWords(p50Ms)}</Table.Td>
                  <Table.Td ta="right">{tookWords(p95Ms)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          <Text size="xs" c="dimmed" mt="xs">
            From the evidence of {sampled === 1 ? 'one sealed journey' : `the newest ${sampled} sealed journeys`} of this time{sampled === of ? '; more are not read' : ''}.
          </Text>
        </>
      )}
    </Card>
  );
} // prettier-ignore
