// Field by field what changes in the CRM: before and after, in words where they are words.
import { Table, Text } from '@mantine/core';
import type { Change } from '../api/content.ts';
import { wordOf } from '../words/codes.ts';
import { StrangeText } from '../words/strange-text.tsx';
import { timeWords } from '../words/time.tsx';

export function CrmDiff({ changes, label }: { changes: Change[]; label: string }) {
  if (changes.length === 0)
    return (
      <Text size="sm" c="dimmed">
        No field changes.
      </Text>
    );
  return (
    <Table.ScrollContainer
      minWidth={420}
      scrollAreaProps={{ viewportProps: { tabIndex: 0, 'aria-label': label } }}
    >
      <Table verticalSpacing={6} horizontalSpacing="sm" layout="fixed" aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="30%">Field</Table.Th>
            <Table.Th w="22%">Now</Table.Th>
            <Table.Th>Afterwards</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {changes.map(({ object, field, before, after }, index) => (
            <Table.Tr key={index}>
              <Table.Td valign="top">
                <Text size="sm">{wordOf(field)}</Text>
                <Text size="xs" c="dimmed">
                  {wordOf(object)}
                </Text>
              </Table.Td>
              <Table.Td valign="top">
                <Value value={before} field={field} />
              </Table.Td>
              <Table.Td valign="top">
                <Value value={after} field={field} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Value({ value, field }: { value: unknown; field: string }) {
  if (value === null || value === undefined)
    return (
      <Text size="sm" c="dimmed">
        nothing
      </Text>
    );
  if (typeof value === 'boolean') return <Text size="sm">{value ? 'yes' : 'no'}</Text>;
  if (typeof value === 'number') {
    // A time of this century in milliseconds; an amount of the CRM is never so large.
    const isTime = value > 1_000_000_000_000 && /at$|time|start|due|from|until/i.test(field);
    return <Text size="sm">{isTime ? timeWords(value) : value.toLocaleString()}</Text>;
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return (
    <Text size="sm" component="div">
      <StrangeText text={text} limit={220} />
    </Text>
  );
}
