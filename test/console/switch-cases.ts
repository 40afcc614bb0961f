// A kill switch as people meet it: somebody who sees harm trips it by the API, the overview says what stands still, why and who may let
// it run again, and only he can.
import { expect, it } from 'vitest';
import { wealth } from './console-ground.ts';
import type { ConsoleGround } from './console-ground.ts';

const soon = { timeout: 60_000 };

export function describeSwitches(ground: () => ConsoleGround): void {
  it('shows a kill switch with who may reset it, and lets compliance reset it for a reason', async () => {
    const tripped = await ground().post('operator', wealth, '/v1/switches', {
      ...{ scope: 'journey_type', value: 'advisory-outreach', reasonCode: 'drill' },
    });
    expect(tripped.status).toBe(200);
    const open = async (persona: string) => {
      const page = await ground().signIn(`${persona}@${wealth}`, '/overview');
      const box = page.getByRole('region', { name: 'What is switched off' });
      await box.getByText('1 in force').waitFor(soon);
      await box.getByText('Journeys: Advisory outreach').waitFor(soon);
      await box.getByText(/^Drill · /).waitFor(soon);
      return { page, box };
    };
    // Who tripped it sees what he did, and whom he must ask.
    const operator = await open('operator');
    await operator.box.getByText('compliance may reset it.').waitFor(soon);
    expect(await operator.box.getByRole('button', { name: 'Reset' }).count()).toBe(0);

    const compliance = await open('compliance');
    await compliance.box.getByText(/by Operator/).waitFor(soon);
    const reset = compliance.box.getByRole('button', { name: 'Reset' });
    expect(await reset.isDisabled()).toBe(true);
    await compliance.box.getByRole('combobox', { name: 'Why may it run again?' }).click();
    await compliance.page.getByRole('option', { name: 'Drill over' }).click();
    await reset.click();
    await compliance.page.getByText('Journeys: Advisory outreach runs again.').waitFor(soon);
    await compliance.box.getByText('No kill switch and no breaker is in force').waitFor(soon);
    await operator.page.reload();
    await operator.box.getByText('No kill switch and no breaker is in force').waitFor(soon);
    const { records } = (await ground().get('auditor', wealth, '/v1/ledger?kind=switch.reset&limit=10')) as {
      records: { facts: object }[];
    };
    expect(records.at(-1)?.facts).toMatchObject({ reasonCode: 'drill_over' });
  }, 180_000);
}
