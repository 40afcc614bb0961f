// The reference case as each persona lives it, and the pages around it, on the stack that the console's tests share.
import { expect, it } from 'vitest';
import { axeFaults } from './axe-faults.ts';
import { retail, wealth } from './console-ground.ts';
import type { ConsoleGround } from './console-ground.ts';

const soon = { timeout: 60_000 };

/** @param ground when a test runs. */
export function describePersonas(ground: () => ConsoleGround): void {
  it('leads the other tenant’s case through its personas: decided, seen in the CRM, archived, counted', async () => {
    // Nobody else’s approval takes away what this one proposes, as it would with the hour of a call.
    const { id, subject } = await ground().waiting(retail, 'retention-lead');
    const lead = await ground().signIn(`retention-lead@${retail}`, `/journeys/${id}/decide`);
    await lead.getByRole('button', { name: 'Claim' }).click();
    await lead.getByText('It is in your hands').waitFor(soon);
    // How old what it rests on is.
    await lead
      .getByText(/· of .*(ago|yesterday|today|last)/)
      .first()
      .waitFor(soon);
    await lead.getByRole('button', { name: 'Approve' }).click();
    await lead.getByRole('button', { name: 'Approve it' }).click();
    await lead.getByText('Done in the CRM').first().waitFor(soon);

    const supervisor = await ground().signIn(`supervisor@${retail}`, `/journeys/${id}`);
    await supervisor.getByRole('group', { name: 'What changed in the CRM' }).waitFor(soon);
    await supervisor.getByText('₹').first().waitFor(soon);
    await supervisor.getByRole('link', { name: 'The technical run, in Temporal' }).waitFor(soon);

    const compliance = await ground().signIn(`compliance@${retail}`, `/customers/${subject}`);
    await compliance.getByRole('heading', { name: 'Contact history' }).waitFor(soon);
    const archived = compliance.waitForEvent('download', soon);
    await compliance.getByRole('button', { name: 'Download everything' }).click(soon);
    expect((await archived).suggestedFilename()).toBe(`${subject}.access.json`);

    const operator = await ground().signIn(`operator@${retail}`, '/overview');
    await operator.getByRole('heading', { name: 'How people decide' }).waitFor(soon);
    await operator.getByText('Done in the CRM').first().waitFor(soon);
    await operator.goto(`${ground().origin}/journeys/${id}`);
    await operator.getByText('The journey ended with this outcome.').waitFor(soon);
    expect(await operator.getByRole('heading', { name: 'What changed in the CRM' }).count()).toBe(0);
  }, 300_000);

  it('hands a decision to a colleague, who then has it', async () => {
    const { id } = await ground().waiting(wealth, 'adviser');
    // Whoever never called is nobody to hand something to.
    const colleague = await ground().signIn(`second-adviser@${wealth}`, '/');
    await colleague.getByRole('heading', { name: 'Inbox', level: 1 }).waitFor(soon);
    const page = await ground().signIn(`adviser@${wealth}`, `/journeys/${id}/decide?do=delegate`);
    await page.getByRole('combobox', { name: 'Hand it to' }).click(soon);
    await page.getByRole('option', { name: /^Second adviser/ }).click(soon);
    await page.getByRole('button', { name: 'Delegate' }).click();
    await page.getByText(/^Delegated to Second adviser/).waitFor(soon);
    await colleague.goto(`${ground().origin}/journeys/${id}/decide`);
    await colleague.getByText('Delegated to you.').waitFor(soon);
  }, 180_000);

  it.each(['light', 'dark'] as const)(
    'has no serious fault for axe on the overview and the customers’ pages in %s colours',
    async (colorScheme) => {
      const { subject } = await ground().shared(wealth, 'adviser');
      const page = await ground().signIn(`compliance@${wealth}`, '/overview', { colorScheme });
      const faults: string[] = [];
      for (const [path, shows] of [
        ['/overview', 'How people decide'],
        ['/customers', 'Lately'],
        [`/customers/${subject}`, 'Contact history'],
      ] as const) {
        await page.goto(`${ground().origin}${path}`);
        await page.getByRole('heading', { name: shows }).waitFor(soon);
        for (const fault of await axeFaults(page)) faults.push(`${path}: ${fault}`);
      }
      expect(faults).toEqual([]);
    },
    180_000,
  );
}
