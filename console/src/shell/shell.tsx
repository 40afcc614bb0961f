// The frame of every page: whose data these are, who is signed in and as what, and the ways on. What is left out of the navigation
// is left out for convenience; the API refuses it all the same.
import { ActionIcon, AppShell, Group, Menu, Text, VisuallyHidden, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'; // prettier-ignore
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { answerOf, api } from '../api/client.ts';
import type { Call } from '../api/types.ts';
import { forgetKeptEdits } from '../session/kept-edit.ts';
import { useSession } from '../session/session.tsx';
import { wordOf } from '../words/codes.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';
import { Mark } from './mark.tsx';
import { ShortcutHelp } from './shortcut-help.tsx';
import { useShortcuts } from './shortcuts.ts';
import classes from './shell.module.css';

const ways: { href: string; name: string; icon: IconName; needs: Call }[] = [
  { href: '/', name: 'Inbox', icon: 'inbox', needs: 'journeys.read' },
  { href: '/journeys', name: 'Journeys', icon: 'journeys', needs: 'journeys.read' },
  { href: '/customers', name: 'Customers', icon: 'customer', needs: 'crm.read' },
  { href: '/overview', name: 'Overview', icon: 'overview', needs: 'overview.read' },
];

export function Shell({ children }: { children: ReactNode }) {
  const { may } = useSession();
  const [path] = useLocation();
  const [helps, setHelps] = useState(false);
  useShortcuts({ '?': () => setHelps(true) });
  const main = useRef<HTMLDivElement>(null);
  const first = useRef(true);
  useEffect(() => {
    // A reader of the screen begins at the new page, not in the navigation.
    if (!first.current) main.current?.focus({ preventScroll: true });
    first.current = false;
    window.scrollTo(0, 0);
  }, [path]);
  return (
    <AppShell header={{ height: 60 }} padding={{ base: 'sm', sm: 'lg' }}>
      <a className="skip-link" href="#page">
        Skip to the page
      </a>
      <AppShell.Header>
        <div className={classes.header}>
          <Link href="/" className={classes.brand} aria-label="Wayproof: inbox">
            <Mark size={30} />
            <span>Wayproof</span>
          </Link>
          <nav className={classes.nav} aria-label="Pages">
            {ways
              .filter(({ needs }) => may(needs))
              .map(({ href, name, icon }) => (
                <Link
                  key={href}
                  href={href}
                  className={classes.link}
                  aria-label={name}
                  {...(isAt(path, href) && { 'aria-current': 'page' as const })}
                >
                  <Icon name={icon} />
                  {name}
                </Link>
              ))}
          </nav>
          <Group gap={4} wrap="nowrap">
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label="Keys"
              onClick={() => setHelps(true)}
              visibleFrom="sm"
            >
              <Icon name="keyboard" />
            </ActionIcon>
            <Scheme />
            <PersonMenu />
          </Group>
        </div>
      </AppShell.Header>
      <AppShell.Main id="page" ref={main} tabIndex={-1} style={{ outline: 'none' }}>
        <div className={classes.main}>{children}</div>
      </AppShell.Main>
      <ShortcutHelp opened={helps} close={() => setHelps(false)} />
    </AppShell>
  );
}

function isAt(path: string, href: string): boolean {
  // A decision belongs to the inbox, from which one comes to it and goes back.
  if (path.endsWith('/decide')) return href === '/';
  return href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);
}

function Scheme() {
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme('light') === 'dark';
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={isDark ? 'Light colours' : 'Dark colours'}
      onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
    >
      <Icon name={isDark ? 'sun' : 'moon'} />
    </ActionIcon>
  );
}

function PersonMenu() {
  const { session } = useSession();
  const roles = session.roles.map(wordOf).join(', ');
  const signOut = async () => {
    const { endSession } = await answerOf(api.POST('/auth/sign-out'));
    forgetKeptEdits();
    window.location.assign(endSession ?? '/');
  };
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <button type="button" className={classes.person}>
          <span className={classes.initials} aria-hidden="true">
            {initialsOf(session.name)}
          </span>
          <VisuallyHidden>Signed in: </VisuallyHidden>
          <span className={classes.words}>
            <Text size="sm" fw={600} lh={1.2} truncate>
              {session.name}
            </Text>
            <Text size="xs" c="dimmed" lh={1.3} truncate>
              {roles} · {session.tenantName}
            </Text>
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {session.name}
          <br />
          {roles} at {session.tenantName}
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item onClick={() => void signOut()}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function initialsOf(name: string): string {
  const parts = name.split(/\s+/).filter((part) => part !== '');
  return [parts.at(0), parts.length > 1 ? parts.at(-1) : '']
    .map((part) => Array.from(part ?? '')[0] ?? '')
    .join('')
    .toUpperCase();
}
