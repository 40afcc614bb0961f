// The entries of a journey's evidence in order, each with the sentences of the rationale that tell it.
import { Anchor, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { wordsOf } from '../../api/problem.ts';
import type { Timeline } from '../../api/types.ts';
import { Card } from '../../shell/card.tsx';
import { Waiting } from '../../shell/waiting.tsx';
import { wordOf } from '../../words/codes.ts';
import { readerWords } from '../../words/reader-words.ts';
import { StrangeText } from '../../words/strange-text.tsx';
import { When } from '../../words/time.tsx';
import classes from './journey.module.css';

const against = /denied|refused|failed|expired|not_confirmed|none|lapsed|compensated/;

export function TimelineCard({ id, timeline }: { id: string; timeline: UseQueryResult<Timeline> }) {
  const rationale = useQuery({
    queryKey: keys.journeyPart(id, 'rationale'),
    queryFn: () => answerOf(api.GET('/v1/journeys/{id}/rationale', { params: { path: { id } } })),
    retry: false,
  });
  const paragraphs = rationale.data?.paragraphs ?? [];
  const whole = paragraphs.filter(({ entry }) => entry === null);
  return (
    <Card title="What happened, and why" icon="journeys">
      {whole
        .flatMap(({ sentences }) => sentences)
        .map((line, index) => (
          <Text size="sm" key={index} component="div" mb="md">
            <StrangeText text={readerWords(line)} limit={400} />
          </Text>
        ))}
      {timeline.isPending && <Waiting what="Reading the evidence" />}
      {timeline.error && <Text size="sm">{wordsOf(timeline.error).detail}</Text>}
      {timeline.data && (
        <ol className={classes.timeline}>
          {timeline.data.entries.map(({ seq, type, stage, at, sentence, hash }) => {
            const told = paragraphs
              .filter(({ entry }) => entry === seq)
              .flatMap(({ sentences }) => sentences);
            return (
              <li key={seq} className={classes.entry} data-kind={against.test(type) ? 'bad' : 'good'}>
                <Group justify="space-between" gap="sm" wrap="nowrap" align="baseline">
                  <Text fw={600} size="sm">
                    {sentence}
                  </Text>
                  <Text size="xs" c="dimmed" style={{ flex: 'none' }}>
                    <When at={at} />
                  </Text>
                </Group>
                <Told lines={told} />
                <Text size="xs" c="dimmed" mt={2}>
                  {wordOf(stage)} · entry {seq} · {hash.slice(0, 12)}
                </Text>
              </li>
            );
          })}
        </ol>
      )}
    </Card>
  );
}

// The first sentences say what matters; one entry may have twenty.
const shownAtFirst = 3;

function Told({ lines }: { lines: string[] }) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? lines : lines.slice(0, shownAtFirst);
  return (
    <>
      {shown.map((line, index) => (
        <Text size="sm" key={index} component="div" mt={2}>
          <StrangeText text={readerWords(line)} limit={400} />
        </Text>
      ))}
      {lines.length > shownAtFirst && (
        <Anchor component="button" type="button" size="sm" onClick={() => setWhole(!isWhole)}>
          {isWhole
            ? 'Fewer'
            : `${lines.length - shownAtFirst} more ${lines.length - shownAtFirst === 1 ? 'sentence' : 'sentences'}`}
        </Anchor>
      )}
    </>
  );
}
