// The console without eyes and without a mouse: each page as the browser tells it to a screen reader, dialogues that take and give back
// the keyboard, and a decision taken with Tab and keys alone.
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { focusedNode, readAxTree, readerFaults } from './ax-tree.ts';
import { retail, wealth } from './console-ground.ts';
import type { ConsoleGround } from './console-ground.ts';

const soon = { timeout: 60_000 };
const frame = ['banner', 'navigation', 'main'];

export function describeScreenReader(ground: () => ConsoleGround): void {
  it('tells a screen reader each page: landmarks, one first heading, headings in order, a name for every control', async () => {
    const { id, subject } = await ground().shared(wealth, 'adviser');
    const faults: string[] = [];
    const look = async (page: Page, where: string, landmarks = frame) => {
      for (const fault of readerFaults(await readAxTree(page), landmarks)) faults.push(`${where}: ${fault}`);
    };
    const stranger = await (await ground().openContext()).newPage();
    await stranger.goto(ground().origin);
    await stranger.getByRole('link', { name: 'Sign in' }).waitFor(soon);
    await look(stranger, 'sign-in', ['main']);
    const page = await ground().signIn(`supervisor@${wealth}`, '/');
    for (const [path, shows] of [
      ['/', 'left to decide'],
      ['/journeys', 'Advisory outreach'],
      [`/journeys/${id}/decide`, 'What it rests on'],
      [`/journeys/${id}/decide?do=edit`, 'Approve the edit'],
      [`/journeys/${id}/decide?do=reject`, 'Why not?'],
      [`/journeys/${id}/decide?do=delegate`, 'Hand it to'],
      [`/journeys/${id}`, 'What happened, and why'],
      ['/customers', 'Lately'],
      [`/customers/${subject}`, 'Contact history'],
      ['/overview', 'How people decide'],
      ['/nowhere', 'There is no such page'],
    ] as const) {
      await page.goto(`${ground().origin}${path}`);
      await page.getByText(shows).first().waitFor(soon);
      await look(page, path);
    }
    expect(faults).toEqual([]);
  }, 180_000);

  it('gives a dialogue a name and the keyboard, and gives the keyboard back', async () => {
    const page = await ground().signIn(`adviser@${wealth}`, '/');
    const keys = page.getByRole('button', { name: 'Keys' });
    await keys.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor(soon);
    const inDialogue = `document.querySelector('[role="dialog"]')?.contains(document.activeElement) ?? false`;
    await expect.poll(() => page.evaluate(inDialogue), soon).toBe(true);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(inDialogue)).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached', ...soon });
    await expect.poll(() => focusedNode(page), soon).toMatchObject({ role: 'button', name: 'Keys' });

    const person = page.getByRole('button', { name: /^Signed in: / });
    await person.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menu').waitFor(soon);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => focusedNode(page), soon).toMatchObject({ role: 'menuitem', name: 'Sign out' });
    await page.keyboard.press('Escape');
    await expect.poll(async () => (await focusedNode(page)).name, soon).toMatch(/^Signed in: /);
  }, 120_000);

  it('lets somebody decide with Tab and keys alone, who is told at each stop where he is and at the end what came of it', async () => {
    const { id } = await ground().begun(retail, 'retention-lead');
    const page = await ground().signIn(`retention-lead@${retail}`, '/');
    const row = page.locator(`a[href="/journeys/${id}/decide"]`);
    await row.waitFor(soon);
    await fromTheTop(page);
    await page.keyboard.press('Tab');
    expect(await focusedNode(page)).toMatchObject({ role: 'link', name: 'Skip to the page' });
    await page.keyboard.press('Enter');
    const address = `document.activeElement?.getAttribute('href')`;
    const stops = await tabTo(page, async () => (await page.evaluate(address)) === `/journeys/${id}/decide`);
    expect(stops.at(-1)?.name).toMatch(/Churn rescue/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'What is proposed' }).waitFor(soon);
    // Whoever comes to a new page begins there, not in the navigation.
    await expect.poll(() => focusedNode(page), soon).toMatchObject({ role: 'main' });

    const onPage = await tabTo(page, async () => (await focusedNode(page)).name === 'Approve');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await focusedNode(page)).name, soon).toBe('Approve it');
    await page.keyboard.press('Enter');
    // Told without being looked for, and the keyboard is not lost with the button that went away.
    await page.getByRole('alert').getByText('Approved. It is being done.').waitFor(soon);
    await page.getByText('Done in the CRM').first().waitFor(soon);
    await expect.poll(() => focusedNode(page), soon).toMatchObject({ name: 'How it was decided' });
    expect([...stops, ...onPage].filter(({ name }) => name === '')).toEqual([]);
  }, 180_000);

  it('announces new work and errors without being looked at', async () => {
    const page = await ground().signIn(`retention-lead@${retail}`, '/');
    const announced = page.locator('[aria-live="polite"]').filter({ hasText: /\d+ waits? for a decision/ });
    await announced.waitFor(soon);
    const before = await announced.innerText();
    await ground().begun(retail, 'retention-lead');
    // The same element: one that is made anew is not read out.
    const handle = await announced.elementHandle();
    await expect.poll(() => handle?.innerText(), soon).not.toBe(before);
    await page.goto(`${ground().origin}/journeys/jrn_${'0'.repeat(32)}`);
    await page.getByRole('alert').first().waitFor(soon);
  }, 120_000);
}

/** Presses Tab until `there`. @returns every stop. @throws Error after more stops than an inbox has with all that the tests began. */
async function tabTo(page: Page, there: () => Promise<unknown>) {
  const stops = [];
  for (let stop = 0; stop < 400; stop += 1) {
    await page.keyboard.press('Tab');
    stops.push(await focusedNode(page));
    if ((await there()) === true) return stops;
  }
  throw new Error('never reached by Tab');
}

/** Puts the keyboard before everything, wherever the browser or the page had put it. */
async function fromTheTop(page: Page): Promise<void> {
  await page.evaluate(
    `document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex')`,
  );
}
