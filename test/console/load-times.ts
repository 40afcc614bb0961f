// From the address to what a person came for, in browsers that have nothing of the console yet.
import { wealth } from './console-ground.ts';
import type { ConsoleGround } from './console-ground.ts';

/** Milliseconds: to the button of the sign-in page, and, signed in, to the rows of the inbox; nothing is cached. */
export async function loadTimes(ground: ConsoleGround): Promise<{ stranger: number; inbox: number }> {
  const page = await (await ground.openContext()).newPage();
  const began = performance.now();
  await page.goto(ground.origin);
  await page.getByRole('link', { name: 'Sign in' }).waitFor();
  const stranger = Math.round(performance.now() - began);

  const signedIn = await ground.signIn(`adviser@${wealth}`, '/');
  const cookies = await signedIn.context().cookies();
  const fresh = await ground.openContext();
  await fresh.addCookies(cookies);
  const other = await fresh.newPage();
  const again = performance.now();
  await other.goto(ground.origin);
  await other.getByRole('list', { name: 'What waits for a person' }).getByRole('link').first().waitFor();
  return { stranger, inbox: Math.round(performance.now() - again) };
}
