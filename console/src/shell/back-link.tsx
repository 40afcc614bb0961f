// The way back to the list that a page belongs to.
import { Anchor, Group } from '@mantine/core';
import { Link } from 'wouter';
import { Icon } from './icon.tsx';

export function BackLink({ href, name }: { href: string; name: string }) {
  return (
    <Anchor component={Link} href={href} size="sm" c="dimmed">
      <Group gap={4} component="span">
        <Icon name="left" size={14} /> {name}
      </Group>
    </Anchor>
  );
}
