// What would be done, operation by operation, with the exact texts that somebody will read.
import { Group, Text } from '@mantine/core';
import type { Content } from '../../api/content.ts';
import { Card } from '../../shell/card.tsx';
import { StrangeText } from '../../words/strange-text.tsx';
import { operationWords } from './operation-words.ts';
import classes from './decision.module.css';

export function ProposalCard({ content, isDone }: { content: Content; isDone: boolean }) {
  return (
    <Card title={isDone ? 'What was proposed' : 'What is proposed'} icon="hand">
      {content.operations.length === 0 && (
        <Text size="sm" c="dimmed">
          The draft leads to no change; edit it or reject it.
        </Text>
      )}
      {content.operations.map((operation, index) => {
        const { what, text, details } = operationWords(operation, content);
        return (
          <div key={index} className={classes.operation}>
            <Group gap={10} wrap="nowrap" align="baseline">
              <Text fw={600}>{what}</Text>
            </Group>
            {details.map((detail, at) => (
              <Text size="sm" key={at} c="dimmed">
                <StrangeText text={detail} limit={200} />
              </Text>
            ))}
            {text !== null && (
              <blockquote className={classes.words}>
                <StrangeText text={text} limit={1200} />
              </blockquote>
            )}
          </div>
        );
      })}
    </Card>
  );
}
