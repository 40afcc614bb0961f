// A first run: an empty console says what to do, one button sends the sample events, and what nobody decides ends at its deadline before
// the eyes of whoever has it open. On a stack of its own, with a deadline of a minute where policy has days.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath } from '../support/chromium.ts';
import { spawnEntry } from '../support/stack-process.ts';
import { temporalPath } from '../support/temporal.ts';
import { openConsoleGround, retail } from './console-ground.ts';
import type { ConsoleGround } from './console-ground.ts';

const soon = { timeout: 60_000 };
// A busy machine opens a page in seconds; the countdown must still run when it stands.
const deadline = { setting: 'PT60S', milliseconds: 60_000 };

describe.runIf(temporalPath() && chromiumPath())('a first run [needs chromium]', () => {
  let ground: ConsoleGround;

  beforeAll(async () => {
    ground = await openConsoleGround({
      start: (environment) => spawnEntry('test/console/unfed-stack.ts', [], environment),
      environment: { WAYPROOF_CHECKPOINT_DEADLINE: deadline.setting },
    });
  }, 300_000);
  afterEach(() => ground.closeContexts());
  afterAll(() => ground.close(), 60_000);

  it('begins with an empty console that says what to do, and one button fills it', async () => {
    const lead = await ground.signIn(`retention-lead@${retail}`, '/');
    await lead.getByText('Nothing waits here').waitFor(soon);
    await lead.getByRole('button', { name: 'Show everything' }).click();
    // Whoever may not send them learns who may.
    await lead.getByText('Compliance or an operator can send the sample events from here.').waitFor(soon);

    const operator = await ground.signIn(`operator@${retail}`, '/');
    await operator.getByText('Nothing waits for a person').waitFor(soon);
    await operator.getByRole('button', { name: 'Send the sample events' }).click();
    await operator.getByText('The sample events are sent.').waitFor(soon);
    // By itself, on the page of whoever decides as on that of whoever sent.
    for (const page of [operator, lead])
      await page
        .getByRole('list', { name: 'What waits for a person' })
        .getByText('Churn rescue')
        .first()
        .waitFor(soon);
  }, 180_000);

  it('counts down to the end, says that the time is over and what came of it, and keeps what was written', async () => {
    const lead = await ground.signIn(`retention-lead@${retail}`, '/');
    const { id } = await ground.begun(retail, 'retention-lead');
    await lead.goto(`${ground.origin}/journeys/${id}/decide`);
    await lead.getByRole('heading', { name: 'What is proposed' }).waitFor(soon);
    const timer = lead.getByRole('timer');
    expect(await timer.getAttribute('aria-label')).toMatch(/^Nothing will be done in \d:\d\d$/);
    // Spoken at a few marks, since a timer itself says nothing.
    const spoken = lead.getByRole('status').filter({ hasText: 'Less than a minute is left to decide.' });
    await spoken.waitFor({ state: 'attached', ...soon });
    await lead.keyboard.press('e');
    const first = lead.getByLabel('Message, statement 1');
    const edited = 'What was typed until the last second.';
    await first.fill(edited);
    await lead.keyboard.press('Escape');
    await lead.getByRole('button', { name: 'Back' }).click();
    await lead.keyboard.press('a');
    await lead.getByLabel('Comment').fill('a comment that came too late');

    const over = { timeout: deadline.milliseconds + 60_000 };
    await lead.getByText('The time is over').waitFor(over);
    await lead.getByText('Nobody decided before the deadline, so nothing is done.').waitFor(soon);
    await lead.getByText('Expired, nothing done').first().waitFor(soon);
    await lead.getByText('a comment that came too late').waitFor(soon);
    await lead.getByText('Your edit was not used').waitFor(soon);
    for (const name of ['Approve', 'Approve it', 'Edit', 'Reject', 'Claim', 'Delegate'])
      expect(await lead.getByRole('button', { name, exact: true }).count(), name).toBe(0);
    expect(await timer.count()).toBe(0);
    const kept: unknown = await lead.evaluate('JSON.stringify(Object.values(sessionStorage))');
    expect(kept).toContain(edited);
    const journey = await ground.get('retention-lead', retail, `/v1/journeys/${id}`);
    expect(journey).toMatchObject({ stage: 'ended', outcome: 'expired', write: null });
  }, 300_000);
});
