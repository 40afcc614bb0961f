// Makes the pictures of README and docs from a fresh stack with the sample events: each main page, light and dark, and two as a
// telephone shows them. Run by hand after the console has changed: node --import tsx test/console/screenshots-main.ts
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { untilFound } from '../support/until-found.ts';
import { openConsoleGround, wealth } from './console-ground.ts';
import { smallPng } from './small-png.ts';

const folder = join(import.meta.dirname, '..', '..', 'docs', 'images');
const wide = { width: 1280, height: 900 };
const narrow = { width: 390, height: 844 };

const ground = await openConsoleGround();
try {
  const [done, waiting] = [await ground.waiting(wealth, 'adviser'), await ground.waiting(wealth, 'adviser')];
  const pages = {
    inbox: { path: '/', shows: 'left to decide' },
    decision: { path: `/journeys/${waiting.id}/decide`, shows: 'What it rests on' },
    journey: { path: `/journeys/${done.id}`, shows: 'The journey ended with this outcome.' },
    overview: { path: '/overview', shows: 'Regions used' },
    customer: { path: `/customers/${done.subject}`, shows: 'Contact history' },
  };
  const shoot = async (
    names: readonly (keyof typeof pages)[],
    look: 'light' | 'dark',
    viewport: typeof wide,
    ending: string,
  ) => {
    const page = await ground.signIn(`supervisor@${wealth}`, '/', { colorScheme: look, viewport });
    for (const name of names) {
      const { path, shows } = pages[name];
      await page.goto(`${ground.origin}${path}`);
      await page.getByText(shows).first().waitFor();
      // What comes a moment later than the rest: the parts that pages ask for beside it.
      const unready = page.locator('.mantine-Loader-root, :text("Asking the CRM")');
      await untilFound(async () => ((await unready.count()) === 0 ? true : undefined));
      await page.evaluate('document.fonts.ready');
      const picture = await page.screenshot({ animations: 'disabled' });
      await writeFile(join(folder, `console-${name}-${ending}.png`), smallPng(picture));
    }
    await page.context().close();
  };
  const before = ['inbox', 'decision'] as const;
  await shoot(before, 'light', wide, 'light');
  await shoot(before, 'dark', wide, 'dark');
  await shoot(before, 'light', narrow, 'narrow');
  // Afterwards, since the CRM would say of another proposal that its call's time is taken.
  const { requestId, proposalHash } = done.checkpoint;
  const approved = { requestId, proposalHash, decision: 'approve' };
  await ground.post('adviser', wealth, `/v1/journeys/${done.id}/decision`, approved);
  await untilFound(async () => {
    const { head } = (await ground.get('adviser', wealth, `/v1/journeys/${done.id}`)) as { head: string | null };
    return head ?? undefined;
  }); // prettier-ignore
  const after = ['journey', 'overview', 'customer'] as const;
  await shoot(after, 'light', wide, 'light');
  await shoot(after, 'dark', wide, 'dark');
} finally {
  await ground.close();
}
