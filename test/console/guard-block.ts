// What must not be offered: approving what the guard blocks or what nobody has read, and editing what somebody may not read. Neither a button, nor a key, nor
// an address goes past it. The API is answered for here; that it refuses all the same is the checkpoint's own test.
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { wealth } from './console-ground.ts';
import type { ConsoleGround } from './console-ground.ts';

const soon = { timeout: 60_000 };
const twoFrames = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))';

interface Told {
  id?: string;
  checkpoint?: { blocked: boolean; proposalHash: string } | null;
  content?: unknown;
  journeys?: Told[];
}

/** Each journey of an answer as `change` makes it. */
async function tell(page: Page, change: (journey: Told) => Told): Promise<void> {
  await page.route(/\/v1\/journeys(\/[^/?]+)?(\?.*)?$/, async (route) => {
    const response = await route.fetch();
    const told = (await response.json()) as Told;
    const json = told.journeys ? { ...told, journeys: told.journeys.map(change) } : change(told);
    await route.fulfill({ response, json });
  });
}

const blocked = (journey: Told): Told =>
  journey.checkpoint ? { ...journey, checkpoint: { ...journey.checkpoint, blocked: true } } : journey;

/** Which way to answer is open on the page; empty: none. */
async function openPanel(page: Page): Promise<string | null> {
  await page.evaluate(twoFrames);
  return page.getByRole('region', { name: 'Your decision' }).getAttribute('data-panel');
}

/** @param ground when a test runs. */
export function describeGuardBlock(ground: () => ConsoleGround): void {
  it('offers no approval of what the guard blocks, by no button, no key and no address', async () => {
    const { id } = await ground().shared(wealth, 'adviser');
    const page = await ground().signIn(`adviser@${wealth}`, '/overview/none');
    await tell(page, blocked);
    await page.goto(ground().origin);
    const rows = page.getByRole('list', { name: 'What waits for a person' }).getByRole('link');
    await rows.first().getByText('Blocked by the guard').waitFor(soon);
    await page.keyboard.press('a');
    await page.getByText('The guard blocks it as it is').waitFor(soon);
    expect(new URL(page.url()).search).toBe('');

    await page.goto(`${ground().origin}/journeys/${id}/decide?do=approve`);
    await page.getByText('The guard blocks it as it is').waitFor(soon);
    expect(await page.getByRole('button', { name: 'Approve', exact: true }).isDisabled()).toBe(true);
    expect(await openPanel(page)).toBe('');
    await page.keyboard.press('a');
    expect(await openPanel(page)).toBe('');
    // Keys do reach the page.
    await page.keyboard.press('r');
    await page.getByRole('button', { name: 'Reject it' }).waitFor(soon);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  }, 120_000);

  it('offers no edit of texts that somebody may not read, not by an address either', async () => {
    const { id } = await ground().shared(wealth, 'adviser');
    const page = await ground().signIn(`adviser@${wealth}`, '/overview/none');
    await tell(page, (journey) => ({ ...journey, content: null }));
    await page.goto(`${ground().origin}/journeys/${id}/decide?do=edit`);
    await page.getByText('You see codes only').waitFor(soon);
    expect(await page.getByRole('button', { name: 'Edit' }).isDisabled()).toBe(true);
    expect(await openPanel(page)).toBe('');
    await page.keyboard.press('e');
    expect(await openPanel(page)).toBe('');
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  }, 120_000);

  it('closes the panel of an approval when another proposal comes under it, and keeps what was typed', async () => {
    const { id } = await ground().shared(wealth, 'adviser');
    const page = await ground().signIn(`adviser@${wealth}`, `/journeys/${id}/decide?do=approve`);
    const comment = page.getByLabel('Comment');
    await comment.fill('read with care');
    const other = '0'.repeat(64);
    await tell(page, (journey) =>
      journey.checkpoint
        ? { ...journey, checkpoint: { ...journey.checkpoint, proposalHash: other } }
        : journey,
    );
    // Who comes back to the window is shown what is new.
    const notice = page.getByText('The proposal has changed meanwhile');
    const seen = async () => {
      await page.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))");
      return notice.count();
    };
    await expect.poll(seen, soon).toBe(1);
    expect(await page.getByRole('button', { name: 'Approve it' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    expect(await comment.inputValue()).toBe('read with care');
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  }, 120_000);
}
