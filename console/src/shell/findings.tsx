// What the guard and the screens found, in sentences; what blocks comes first.
import { Badge, Group, Stack, Text } from '@mantine/core';
import type { Finding } from '../api/content.ts';
import { wordOf } from '../words/codes.ts';
import { readerWords } from '../words/reader-words.ts';
import { plainText } from '../words/strange-text.tsx';

export function Findings({ findings }: { findings: Finding[] }) {
  if (findings.length === 0)
    return (
      <Text size="sm" c="dimmed">
        The guard and the screens found nothing.
      </Text>
    );
  const sorted = [...findings].sort(
    (one, other) => Number(other.severity === 'block') - Number(one.severity === 'block'),
  );
  return (
    <Stack gap={8} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
      {sorted.map(({ code, severity, about, sentence }, index) => (
        <Group component="li" key={index} gap={10} wrap="nowrap" align="flex-start">
          <Badge
            size="sm"
            variant="light"
            color={severity === 'block' ? 'red' : 'yellow'}
            style={{ flex: 'none' }}
          >
            {severity === 'block' ? 'Blocks' : 'Look'}
          </Badge>
          <Text size="sm">
            {sentence ?? wordOf(code)}
            {about !== null && (
              <Text span size="xs" c="dimmed">
                {' '}
                ({readerWords(plainText(about).slice(0, 60))})
              </Text>
            )}
          </Text>
        </Group>
      ))}
    </Stack>
  );
}
