// The console in a real browser before a whole stack: people sign in, take a decision in hand, are told by the guard, decide, lose a
// race, come back to an ended session; and nothing that somebody outside wrote does anything there.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath } from '../support/chromium.ts';
import { temporalPath } from '../support/temporal.ts';
import { axeFaults } from './axe-faults.ts';
import { openConsoleGround, retail, wealth } from './console-ground.ts';
import type { ConsoleGround } from './console-ground.ts';
import { describeGuardBlock } from './guard-block.ts';
import { hostileTexts, poisoned } from './hostile.ts';
import { describeCommandLine } from './command-line-cases.ts';
import { describePages } from './page-cases.ts';
import { describePersonas } from './persona-cases.ts';
import { describeQuorum } from './quorum-cases.ts';
import { describeReferenceWalk } from './reference-walk.ts';
import { describeScreenReader } from './screen-reader-cases.ts';
import { describeSwitches } from './switch-cases.ts';

const soon = { timeout: 60_000 };

/** Runs in the page. */
const harmOnPage = `({
  hacked: 'hacked' in globalThis,
  images: document.querySelectorAll('img').length,
  inline: document.querySelectorAll('script:not([src])').length,
  handlers: document.querySelectorAll('[onload], [onerror], [onclick]').length,
  links: [...document.querySelectorAll('a')].filter(({ protocol, hostname }) => protocol === 'javascript:' || hostname.includes('evil')).length,
  sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
})`;

describe.runIf(temporalPath() && chromiumPath())('the console [needs chromium]', () => {
  let ground: ConsoleGround;

  beforeAll(async () => {
    ground = await openConsoleGround();
  }, 300_000);
  afterEach(() => ground.closeContexts());
  afterAll(() => ground.close(), 60_000);

  const adviser = `adviser@${wealth}`;
  const second = `second-adviser@${wealth}`;
  const stageOf = async (id: string) =>
    ((await ground.get('adviser', wealth, `/v1/journeys/${id}`)) as { stage: string; outcome: string | null })
      .stage;
  const openDecision = async (persona: string, id: string): Promise<Page> => {
    const page = await ground.signIn(persona, `/journeys/${id}/decide`);
    await page.getByRole('heading', { name: 'What is proposed' }).waitFor(soon);
    return page;
  };

  it('brings who signs in back to the page that he wanted', async () => {
    const page = await ground.signIn(adviser, '/journeys');
    await page.getByRole('heading', { name: 'Journeys', level: 1 }).waitFor(soon);
  });

  it('is worked by keys alone from the inbox: next, claim, open', async () => {
    await ground.waiting(wealth, 'adviser');
    const page = await ground.signIn(adviser, '/');
    const rows = page.getByRole('list', { name: 'What waits for a person' }).getByRole('link');
    await rows.first().waitFor(soon);
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    const first = await rows.first().getAttribute('href');
    await expect.poll(() => page.evaluate("document.activeElement?.getAttribute('href')"), soon).toBe(first);
    await page.keyboard.press('c');
    await rows.first().getByText('In your hands').waitFor(soon);
    await page.keyboard.press('c');
    await expect.poll(() => page.getByText('In your hands').count(), soon).toBe(0);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'What is proposed' }).waitFor(soon);
  });

  it('tells the guard’s verdict on an edit, keeps what it refused, and shows what an approval changed', async () => {
    const { id } = await ground.waiting(wealth, 'adviser');
    const page = await openDecision(adviser, id);
    const first = page.getByLabel('Briefing, statement 1');
    const promise = 'This note has a guaranteed return without any risk.';
    await page.keyboard.press('e');
    await first.fill(promise);
    await page.getByText('The guard does not let this pass').waitFor(soon);
    await page.getByRole('button', { name: 'Approve the edit' }).click();
    const alert = page.getByRole('alert');
    await alert.getByText('The edited proposal did not pass the guard.').waitFor(soon);
    expect(await first.inputValue()).toBe(promise);
    // Nor does a reload take it away.
    await page.reload();
    await expect.poll(() => first.inputValue(), soon).toBe(promise);
    await page.getByRole('button', { name: 'Undo all' }).click();
    await page.getByRole('button', { name: 'Back' }).click();

    // Typing is no command.
    await page.keyboard.press('a');
    await page.getByLabel('Comment').fill('reads well: r, e, d and c are letters');
    expect(await stageOf(id)).toBe('checkpoint');
    await page.getByRole('button', { name: 'Approve it' }).click();
    await page.getByText('Done in the CRM').first().waitFor(soon);
    const changed = page.getByRole('group', { name: 'What changed in the CRM' });
    await changed.getByText('booked').waitFor(soon);
    expect(await stageOf(id)).toBe('ended');
  }, 180_000);

  it('explains a race that was lost, and keeps what was written', async () => {
    const { id } = await ground.waiting(wealth, 'adviser');
    const slower = await openDecision(adviser, id);
    await slower.keyboard.press('a');
    await slower.getByLabel('Comment').fill('a comment that took long');
    const faster = await openDecision(second, id);
    await faster.keyboard.press('r');
    await faster.getByRole('combobox', { name: 'Why not?' }).click();
    await faster.getByRole('option', { name: 'Bad timing' }).click();
    await faster.getByRole('button', { name: 'Reject it' }).click();
    await slower.getByText('Somebody was faster').waitFor(soon);
    await slower.getByText('a comment that took long').waitFor(soon);
    expect(await stageOf(id)).toBe('ended');
  }, 180_000);

  it('refuses to decide about what has changed, in words', async () => {
    const { id, checkpoint } = await ground.shared(wealth, 'adviser');
    const page = await openDecision(adviser, id);
    await page.route(`**/v1/journeys/${id}/decision`, (route) =>
      route.continue({
        postData: JSON.stringify({
          requestId: checkpoint.requestId,
          proposalHash: '0'.repeat(64),
          decision: 'approve',
        }),
      }),
    );
    await page.keyboard.press('a');
    await page.getByRole('button', { name: 'Approve it' }).click();
    await page.getByRole('alert').getByText('The proposal has changed since you opened it.').waitFor(soon);
  });

  it('keeps what was typed when the session ends, and goes on after another sign-in', async () => {
    const { id } = await ground.shared(wealth, 'adviser');
    const page = await openDecision(adviser, id);
    await page.keyboard.press('e');
    await page.context().clearCookies();
    const typed = 'The adviser explains the barrier first.';
    await page.getByLabel('Briefing, statement 1').fill(typed);
    await page.getByText('Your session has ended').waitFor(soon);
    const opened = page.context().waitForEvent('page');
    await page.getByRole('link', { name: 'Sign in again' }).click();
    const other = await opened;
    await other.click(`button[value="${adviser}"]`);
    await other.getByText('You are signed in').waitFor(soon);
    await page.getByText('Your session has ended').waitFor({ state: 'hidden', ...soon });
    expect(await page.getByLabel('Briefing, statement 1').inputValue()).toBe(typed);
    // With the new session's token.
    await page.getByText(/^The guard (lets this pass|does not let this pass)$/).waitFor(soon);
  }, 120_000);

  it('gives somebody else who signs in a page of his own, and nothing that the first one typed', async () => {
    const { id } = await ground.shared(wealth, 'adviser');
    const page = await openDecision(adviser, id);
    await page.keyboard.press('e');
    await page.context().clearCookies();
    await page.getByLabel('Briefing, statement 1').fill('What only the first one typed.');
    await page.getByText('Your session has ended').waitFor(soon);
    const opened = page.context().waitForEvent('page');
    await page.getByRole('link', { name: 'Sign in again' }).click();
    const other = await opened;
    await other.click(`button[value="${second}"]`);
    await other.getByText('You are signed in').waitFor(soon);
    await page.getByRole('heading', { name: 'Inbox', level: 1 }).waitFor(soon);
    expect(await page.evaluate('Object.keys(sessionStorage)')).not.toContainEqual(
      expect.stringContaining('edit'),
    );
    await page.goto(`${ground.origin}/journeys/${id}/decide`);
    await page.getByRole('heading', { name: 'What is proposed' }).waitFor(soon);
    await page.keyboard.press('e');
    expect(await page.getByLabel('Briefing, statement 1').inputValue()).not.toContain('the first one typed');
  }, 120_000);

  it('decides nothing by an address, not even one that asks for it', async () => {
    const { id } = await ground.shared(wealth, 'adviser');
    const page = await openDecision(adviser, id);
    await page.goto(`${ground.origin}/journeys/${id}/decide?do=approve`);
    await page.getByRole('button', { name: 'Approve it' }).waitFor(soon);
    expect(await stageOf(id)).toBe('checkpoint');
  });

  it('shows by an address that is typed nothing that the person may not see', async () => {
    const { id } = await ground.shared(wealth, 'adviser');
    const foreign = await ground.signIn(`retention-lead@${retail}`, `/journeys/${id}/decide`);
    await foreign.getByText('No such journey').waitFor(soon);
    const operator = await ground.signIn(`operator@${wealth}`, `/journeys/${id}/decide`);
    await operator.getByText('You see codes only').waitFor(soon);
    expect(await operator.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    const lost = await ground.signIn(adviser, '/nowhere/at/all');
    await lost.getByText('There is no such page').waitFor(soon);
  });

  it('counts down to the end in the reader’s time, and marks the last hour', async () => {
    const { checkpoint } = await ground.shared(wealth, 'adviser');
    const page = await ground.signIn(adviser, '/');
    const timers = page.getByRole('timer');
    await timers.first().waitFor(soon);
    expect(await page.locator('.due-soon').count()).toBe(0);
    const { deadlineAt } = checkpoint as unknown as { deadlineAt: number };
    await page.clock.setFixedTime(deadlineAt - 30 * 60_000);
    await expect.poll(() => page.locator('.due-soon').count(), soon).toBeGreaterThan(0);
  });

  it('shows one value of the customer after a reason, which the ledger keeps', async () => {
    const { id } = await ground.shared(wealth, 'adviser');
    const page = await openDecision(adviser, id);
    const name = await nameOf(id);
    expect(await page.content()).not.toContain(name);
    await page.getByRole('button', { name: 'Show the name' }).click();
    await page.getByRole('combobox', { name: 'Why do you need the name?' }).click();
    await page.getByRole('option', { name: 'To speak with the customer about this journey' }).click();
    await page.getByRole('button', { name: 'Show the name' }).last().click();
    await page.getByText(name).waitFor(soon);
    const { records } = (await ground.get(
      'compliance',
      wealth,
      `/v1/ledger?kind=content.revealed&journey=${id}&limit=200`,
    )) as { records: { facts: Record<string, unknown> }[] };
    expect(records.map(({ facts }) => facts)).toContainEqual(
      expect.objectContaining({ content: 'field', field: 'name', reason: 'contact_customer' }),
    );
    expect(JSON.stringify(records)).not.toContain(name);
  });

  async function nameOf(id: string): Promise<string> {
    const { content } = (await ground.get('adviser', wealth, `/v1/journeys/${id}`)) as {
      content: { customerId: string };
    };
    const record = (await ground.get('adviser', wealth, `/v1/crm/customers/${content.customerId}`)) as {
      identity: { name: string };
    };
    return record.identity.name;
  }

  it('takes nothing that somebody outside wrote for more than a text', async () => {
    const { id } = await ground.shared(wealth, 'adviser');
    const page = await openDecision(adviser, id);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    for (const [width, path] of [
      [1280, `/journeys/${id}/decide`],
      [390, `/journeys/${id}/decide?do=edit`],
      [390, `/journeys/${id}`],
      [390, '/'],
    ] as const) {
      // A page that is left must not have asked what is answered below.
      await page.goto('about:blank');
      await page.route('**/v1/**', async (route) => {
        if (route.request().url().includes('/stream')) return route.continue();
        const response = await route.fetch();
        const json: unknown = await response.json();
        await route.fulfill({ response, json: poisoned(json) });
      });
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${ground.origin}${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor(soon);
      if (path.includes('decide')) await page.getByText('globalThis.hacked').first().waitFor(soon);
      const harm: unknown = await page.evaluate(harmOnPage);
      expect(harm, path).toEqual({ hacked: false, images: 0, inline: 0, handlers: 0, links: 0, sideways: 0 });
      const shown = await page.innerText('main');
      // What is still on its way then is nobody's error.
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      if (path.includes('edit')) continue;
      expect(shown).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
      expect(shown).not.toContain(hostileTexts[5]);
    }
    expect(asked.filter((url) => !url.startsWith(ground.origin))).toEqual([]);
  }, 180_000);

  it.each(['light', 'dark'] as const)(
    'is found without a serious fault by axe in %s colours',
    async (colorScheme) => {
      const { id } = await ground.shared(wealth, 'adviser');
      const faults: string[] = [];
      const look = async (page: Page, name: string) => {
        for (const fault of await axeFaults(page)) faults.push(`${name}: ${fault}`);
      };
      const stranger = await (await ground.openContext({ colorScheme })).newPage();
      await stranger.goto(ground.origin);
      await stranger.getByRole('link', { name: 'Sign in' }).waitFor(soon);
      await look(stranger, 'sign-in');
      const page = await ground.signIn(`supervisor@${wealth}`, '/', { colorScheme });
      for (const [name, path, shows] of [
        ['inbox', '/', 'Inbox'],
        ['journeys', '/journeys', 'Journeys'],
        ['decision', `/journeys/${id}/decide`, 'What is proposed'],
        ['edit', `/journeys/${id}/decide?do=edit`, 'What is proposed'],
        ['reject', `/journeys/${id}/decide?do=reject`, 'What is proposed'],
        ['journey', `/journeys/${id}`, 'What happened, and why'],
        ['not found', '/nowhere', 'There is no such page'],
      ] as const) {
        await page.goto(`${ground.origin}${path}`);
        await page.getByRole('heading', { name: shows }).first().waitFor(soon);
        if (name === 'inbox') await page.getByRole('button', { name: 'Keys' }).waitFor(soon);
        await look(page, name);
      }
      expect(faults).toEqual([]);
    },
    180_000,
  );

  describePersonas(() => ground);
  describeQuorum(() => ground);
  describeReferenceWalk(() => ground);
  describeScreenReader(() => ground);
  describeCommandLine(() => ground);
  describePages(() => ground);
  describeSwitches(() => ground);
  describeGuardBlock(() => ground);
});
