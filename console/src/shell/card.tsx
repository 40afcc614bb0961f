// The one kind of box that pages are made of: a heading, what belongs to it, and nothing else.
import { Group, Paper, Text, Title } from '@mantine/core';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';
import classes from './card.module.css';

export function Card(props: { title: string; icon?: IconName; aside?: ReactNode; children: ReactNode }) {
  const { title, icon, aside, children } = props;
  const id = useId();
  return (
    <Paper component="section" withBorder radius="lg" p="md" aria-labelledby={id}>
      <Group justify="space-between" mb="sm" gap="xs">
        <Group gap={8} wrap="nowrap" c="dimmed">
          {icon && <Icon name={icon} size={16} />}
          <Title order={2} fz="sm" fw={650} id={id} c="dimmed">
            {title}
          </Title>
        </Group>
        {aside}
      </Group>
      {children}
    </Paper>
  );
}

export function Facts({ children }: { children: ReactNode }) {
  return <dl className={classes.facts}>{children}</dl>;
}

/** A fact with its name, in a list of them. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <Text component="dt" size="xs" c="dimmed">
        {name}
      </Text>
      <Text component="dd" size="sm" m={0}>
        {children}
      </Text>
    </div>
  );
}
