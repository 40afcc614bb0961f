// The whole reference case in the browser, from the sign-in to the proof, and then by every persona of the embedded default as far as
// policy lets him: where it ends, the page says why.
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { PersonaName } from '../../connectors/identity/embedded/personas.ts';
import { wealth } from './console-ground.ts';
import type { ConsoleGround } from './console-ground.ts';

const soon = { timeout: 60_000 };
// A replay of the run, on a machine that does other things as well.
const whileVerifying = { timeout: 120_000 };
const forbidden = 'This note has a guaranteed return without any risk.';
const mended =
  'Open with the time horizon and the reserve for the next two years before any product is named.';

/** How far policy lets each go. A persona that is new has no line here, and the types say so. */
const ways: Record<Person, Way> = {
  adviser: { pages: ['Inbox', 'Journeys', 'Customers'], reads: 'texts', decides: 'here', proves: false },
  'second-adviser': { pages: ['Inbox', 'Journeys', 'Customers'], reads: 'texts', decides: 'here', proves: false }, // prettier-ignore
  // His role decides at other checkpoints.
  'retention-lead': { pages: ['Inbox', 'Journeys', 'Customers'], reads: 'texts', decides: 'elsewhere', proves: false }, // prettier-ignore
  supervisor: { pages: ['Inbox', 'Journeys', 'Customers', 'Overview'], reads: 'texts', decides: 'here', proves: true }, // prettier-ignore
  compliance: { pages: ['Inbox', 'Journeys', 'Customers', 'Overview'], reads: 'texts', decides: 'nothing', proves: true }, // prettier-ignore
  operator: { pages: ['Inbox', 'Journeys', 'Overview'], reads: 'codes', decides: 'nothing', proves: true },
  auditor: { pages: ['Inbox', 'Journeys', 'Overview'], reads: 'codes', decides: 'nothing', proves: true },
};
// The event service is nobody who sits before a browser.
type Person = Exclude<PersonaName, 'trigger'>;
interface Way {
  pages: string[];
  reads: 'texts' | 'codes';
  decides: 'here' | 'elsewhere' | 'nothing';
  proves: boolean;
}

export function describeReferenceWalk(ground: () => ConsoleGround): void {
  let done = '';

  it('goes the whole way: claim, an edit that the guard refuses, its mending, approval, the CRM, the proof', async () => {
    // Drafted now, so that the hour of its call is still free.
    const { id } = await ground().begun(wealth, 'adviser');
    const page = await ground().signIn(`supervisor@${wealth}`, '/');
    await page.locator(`a[href="/journeys/${id}/decide"]`).click(soon);
    await page.getByRole('button', { name: 'Claim' }).click(soon);
    await page.getByText('It is in your hands').waitFor(soon);

    await page.keyboard.press('e');
    const first = page.getByLabel('Briefing, statement 1');
    await first.fill(forbidden);
    await page.getByText('The guard does not let this pass').waitFor(soon);
    await page.getByRole('status').getByText('A text promises what nobody may promise.').waitFor(soon);
    await page.getByRole('button', { name: 'Approve the edit' }).click();
    const alert = page.getByRole('alert').filter({ hasText: 'Not accepted' });
    await alert.getByText('Your edit is kept; change what is named below.').waitFor(soon);
    await alert.getByText('A text promises what nobody may promise.').waitFor(soon);
    await first.fill(mended);
    await page.getByText('The guard lets this pass').waitFor(soon);
    await page.getByRole('button', { name: 'Approve the edit' }).click();
    await page.getByText('Done in the CRM').first().waitFor(soon);

    await page.getByRole('link', { name: 'What happened so far' }).click();
    const changed = page.getByRole('group', { name: 'What changed in the CRM' });
    await changed.getByText(mended).first().waitFor(soon);
    await exportBundle(page, id);
    await verify(page);
    done = id;
  }, 300_000);

  it('lets every person sign in, and no service', async () => {
    const page = await (await ground().openContext()).newPage();
    await page.goto(ground().origin);
    await page.getByRole('link', { name: 'Sign in' }).click(soon);
    const offered = page.locator(`button[value$="@${wealth}"]`);
    await offered.first().waitFor(soon);
    const buttons = await offered.all();
    const values = await Promise.all(buttons.map((button) => button.getAttribute('value')));
    expect(values.sort()).toEqual(
      Object.keys(ways)
        .map((persona) => `${persona}@${wealth}`)
        .sort(),
    );
  });

  it.each(Object.keys(ways) as Person[])(
    'leads %s as far as policy lets him, and says where it ends',
    async (persona) => {
      const { pages, reads, decides, proves } = ways[persona];
      const { id: open } = await ground().shared(wealth, 'adviser');
      const page = await ground().signIn(`${persona}@${wealth}`, `/journeys/${open}/decide`);
      const heading = reads === 'texts' ? 'What is proposed' : 'Why now';
      await page.getByRole('heading', { name: heading }).waitFor(soon);
      expect(await page.getByText('You see codes only').count()).toBe(reads === 'codes' ? 1 : 0);
      await decideAs(page, decides);
      const links = page.getByRole('navigation', { name: 'Pages' }).getByRole('link');
      expect(await links.allInnerTexts()).toEqual(pages);

      await page.goto(`${ground().origin}/journeys/${done}`);
      await page.getByText('The journey ended with this outcome.').waitFor(soon);
      const changed = await page.getByRole('heading', { name: 'What changed in the CRM' }).count();
      expect(changed).toBe(reads === 'texts' ? 1 : 0);
      if (!proves) {
        await page.getByText('Compliance, auditors, operators and supervisors can export').waitFor(soon);
        return;
      }
      await exportBundle(page, done);
      if (persona === 'auditor') await verify(page);
    },
    180_000,
  );
}

/** What he meets where he would decide; nothing is decided by it. */
async function decideAs(page: Page, decides: Way['decides']): Promise<void> {
  const box = page.getByRole('region', { name: 'Your decision' });
  if (decides === 'nothing') {
    await box.getByText('Your roles do not decide; you may read.').waitFor(soon);
    expect(await box.getByRole('button').count()).toBe(0);
    return;
  }
  const approve = box.getByRole('button', { name: 'Approve', exact: true });
  await approve.click(soon);
  if (decides === 'here') return void (await box.getByRole('button', { name: 'Approve it' }).waitFor(soon));
  await box.getByRole('button', { name: 'Approve it' }).click(soon);
  const refused = page.getByRole('alert').filter({ hasText: 'Not accepted' });
  await refused.getByText('The role that this checkpoint asks for is missing.').waitFor(soon);
}

async function exportBundle(page: Page, id: string): Promise<void> {
  const exported = page.waitForEvent('download', soon);
  await page.getByRole('button', { name: 'Export the bundle' }).click(soon);
  expect(await readFile(await (await exported).path(), 'utf8')).toContain(id);
}

async function verify(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Verify it here' }).click();
  const checks = page.getByRole('list', { name: 'What each check found' });
  await checks.waitFor(whileVerifying);
  for (const check of ['Signatures', 'Chain', 'Replay']) {
    const line = checks.getByRole('listitem').filter({ hasText: check });
    expect(await line.getByText('Proved', { exact: true }).count(), check).toBeGreaterThan(0);
  }
  expect(await checks.getByText('Refuted', { exact: true }).count()).toBe(0);
}
