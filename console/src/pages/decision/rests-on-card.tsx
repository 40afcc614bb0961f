// What each statement of the draft rests on: the passage that it cites, with the sentence marked that says the same.
import { Accordion, AccordionChevron, Group, Stack, Text } from '@mantine/core';
import { isStatements } from '../../api/content.ts';
import type { Content, Passage } from '../../api/content.ts';
import { Card } from '../../shell/card.tsx';
import { wordOf } from '../../words/codes.ts';
import { StrangeText, plainText } from '../../words/strange-text.tsx';
import { ageWords, dayWords } from '../../words/time.tsx';
import { citedSentence } from './cited-sentence.ts';
import classes from './decision.module.css';

// A passage of the knowledge has some hundred words; what is longer is no reading for a decision.
const passageLimit = 4000;

export function RestsOnCard({ content }: { content: Content }) {
  const statements = Object.values(content.output).filter(isStatements).flat();
  const passages = new Map(content.passages.map((passage) => [passage.id, passage]));
  const cited = new Set(statements.flatMap(({ citations }) => citations));
  const others = content.passages.filter(({ id }) => !cited.has(id));
  return (
    <Card
      title="What it rests on"
      icon="book"
      aside={
        <Text size="xs" c="dimmed">
          {statements.length} statements · {content.passages.length} passages
        </Text>
      }
    >
      <Accordion
        multiple
        defaultValue={statements.length > 0 ? ['0'] : []}
        variant="separated"
        radius="md"
        chevron={<AccordionChevron aria-hidden />}
      >
        {statements.map(({ text, citations }, index) => (
          <Accordion.Item key={index} value={String(index)}>
            <Accordion.Control>
              <Text size="sm" fw={500} lineClamp={3} component="div">
                {plainText(text).slice(0, 300)}
              </Text>
            </Accordion.Control>
            <Accordion.Panel>
              <Stack gap="sm">
                {citations.length === 0 && <Text size="sm">It cites nothing.</Text>}
                {citations.map((id) => (
                  <Cited key={id} passage={passages.get(id)} statement={text} />
                ))}
              </Stack>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
        {others.length > 0 && (
          <Accordion.Item value="others">
            <Accordion.Control>
              <Text size="sm" c="dimmed">
                {others.length === 1
                  ? 'One more passage was found and not cited'
                  : `${others.length} more passages were found and not cited`}
              </Text>
            </Accordion.Control>
            <Accordion.Panel>
              <Stack gap="sm">
                {others.map((passage) => (
                  <div key={passage.id}>
                    <PassageHead passage={passage} />
                    <Text size="sm" component="div">
                      <StrangeText text={passage.text} limit={180} />
                    </Text>
                  </div>
                ))}
              </Stack>
            </Accordion.Panel>
          </Accordion.Item>
        )}
      </Accordion>
    </Card>
  );
}

function Cited({ passage, statement }: { passage: Passage | undefined; statement: string }) {
  if (!passage) return <Text size="sm">The cited passage was not retrieved.</Text>;
  const { before, marked, after } = citedSentence(
    plainText(passage.text).slice(0, passageLimit),
    plainText(statement),
  );
  return (
    <div>
      <PassageHead passage={passage} />
      <div
        className={classes.passage}
        tabIndex={0}
        role="region"
        aria-label={`Passage: ${plainText(passage.title).slice(0, 80)}`}
      >
        <bdi className="strange-text">
          {before}
          {marked !== '' && <mark className="cited">{marked}</mark>}
          {after}
        </bdi>
      </div>
    </div>
  );
}

function PassageHead({ passage }: { passage: Passage }) {
  return (
    <Group gap={8} mb={4}>
      <Text size="sm" fw={600} component="div">
        <StrangeText text={passage.title} limit={120} />
      </Text>
      <Text size="xs" c="dimmed">
        {wordOf(passage.source)}
        {passage.updated !== null && ` · of ${dayWords(passage.updated)}, ${ageWords(passage.updated)}`}
      </Text>
    </Group>
  );
}
