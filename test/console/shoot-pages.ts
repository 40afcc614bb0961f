// Pictures of every page: light and dark as a desk shows them, and light as a telephone does.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { untilFound } from '../support/until-found.ts';
import { wealth } from './console-ground.ts';
import type { ConsoleGround } from './console-ground.ts';
import { smallPng } from './small-png.ts';

const wide = { width: 1280, height: 900 };
const narrow = { width: 390, height: 844 };
const looks = {
  light: { colorScheme: 'light', viewport: wide },
  dark: { colorScheme: 'dark', viewport: wide },
  narrow: { colorScheme: 'light', viewport: narrow },
} as const;
export type Look = keyof typeof looks;
export const everyLook = Object.keys(looks) as Look[];

/** @param input.folder gets `console-PAGE-LOOK.png`, existing ones anew. @returns each page that is wider than the screen. */
export async function shootPages(
  ground: ConsoleGround,
  input: { folder: string; looks: readonly Look[] },
): Promise<string[]> {
  const sideways: string[] = [];
  const take = async (page: Page, name: string, look: Look) => {
    // What comes a moment later than the rest: the parts that pages ask for beside it.
    const unready = page.locator('.mantine-Loader-root, :text("Asking the CRM")');
    await untilFound(async () => ((await unready.count()) === 0 ? true : undefined));
    await page.evaluate('document.fonts.ready');
    const over = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    if ((await page.evaluate(over)) !== 0) sideways.push(`${name} ${look}`);
    const picture = await page.screenshot({ animations: 'disabled' });
    await writeFile(join(input.folder, `console-${name}-${look}.png`), smallPng(picture));
  };
  const shoot = async (pages: readonly (readonly [string, string, string])[]) => {
    for (const look of input.looks) {
      const page = await ground.signIn(`supervisor@${wealth}`, '/', looks[look]);
      for (const [name, path, shows] of pages) {
        await page.goto(`${ground.origin}${path}`);
        await page.getByText(shows).first().waitFor();
        await take(page, name, look);
      }
      await page.context().close();
    }
  };

  for (const look of input.looks) {
    const page = await (await ground.openContext(looks[look])).newPage();
    await page.goto(ground.origin);
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
    await take(page, 'sign-in', look);
    await page.context().close();
  }
  const [done, waiting] = [await ground.begun(wealth, 'adviser'), await ground.begun(wealth, 'adviser')];
  await shoot([
    ['inbox', '/', 'left to decide'],
    ['decision', `/journeys/${waiting.id}/decide`, 'What it rests on'],
  ]);
  // Afterwards, since the CRM would say of another proposal that its call's time is taken.
  const { requestId, proposalHash } = done.checkpoint;
  const approved = { requestId, proposalHash, decision: 'approve' };
  await ground.post('adviser', wealth, `/v1/journeys/${done.id}/decision`, approved);
  await untilFound(async () => {
    const { head } = (await ground.get('adviser', wealth, `/v1/journeys/${done.id}`)) as { head: string | null };
    return head ?? undefined;
  }); // prettier-ignore
  await shoot([
    ['journeys', '/journeys', 'Advisory outreach'],
    ['journey', `/journeys/${done.id}`, 'The journey ended with this outcome.'],
    ['customers', '/customers', 'Lately'],
    ['customer', `/customers/${done.subject}`, 'Contact history'],
    ['overview', '/overview', 'Regions used'],
  ]);
  return sideways;
}
