// One stack as `npm start` runs it, and browsers in front of it, for the tests of the console.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { readConfig } from '../../workers/config.ts';
import { createGatewayClient } from '../../workers/demo/gateway-client.ts';
import type { Role } from '../../contracts/ports/identity.ts';
import type { JourneyRow } from '../../contracts/ports/store.ts';
import { launchChromium } from '../support/chromium.ts';
import { says, spawnStack } from '../support/stack-process.ts';
import { steadyPort } from '../support/steady-port.ts';
import { untilFound } from '../support/until-found.ts';
import { createBeginner } from './begin-journey.ts';
import type { SampleTenantName } from './begin-journey.ts';

export const wealth = 'aldermoor-wealth' as const;
export const retail = 'lumen-retail' as const;

export type WaitingJourney = JourneyRow & { checkpoint: { requestId: string; proposalHash: string } };
export type ConsoleGround = Awaited<ReturnType<typeof openConsoleGround>>;

/** @param input.start another way to start a stack; `input.environment` is added to what it gets. */
export async function openConsoleGround(
  input: { start?: typeof spawnStack; environment?: Record<string, string> } = {},
) {
  const { start = spawnStack, environment = {} } = input;
  const folder = await mkdtemp(join(tmpdir(), 'wayproof-console-'));
  const { path, cacheDirectory } = readConfig().machine;
  const port = await steadyPort();
  const origin = `http://127.0.0.1:${port}`;
  const stack = start({
    PATH: path,
    HOME: folder,
    XDG_CACHE_HOME: dirname(cacheDirectory),
    WAYPROOF_STATE_DIR: join(folder, 'state'),
    WAYPROOF_PORT: String(port),
    WAYPROOF_TEMPORAL_PORT: String(await steadyPort()),
    WAYPROOF_TEMPORAL_UI_PORT: String(await steadyPort()),
    WAYPROOF_OLLAMA_URL: 'off',
    WAYPROOF_QDRANT_URL: 'off',
    WAYPROOF_CONTACT_HOURS: 'always',
    ...environment,
  });
  const stop = async () => {
    if (stack.child.exitCode === null) stack.child.kill('SIGTERM');
    await stack.exit;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await says(stack, 'Wayproof runs', 240);
  } catch (error) {
    await stop();
    throw error;
  }
  return groundAt(origin, stop);
}

/** Browsers before a stack that runs already. */
export async function groundAt(origin: string, stop: () => Promise<void>) {
  const client = createGatewayClient(origin);
  const browser: Browser = await launchChromium();

  const openContext = async (options: BrowserContextOptions = {}): Promise<BrowserContext> => {
    const size = { viewport: { width: 1280, height: 900 }, locale: 'en-GB' };
    const context = await browser.newContext({ ...size, ...options });
    // A busy machine; what matters is that it comes.
    context.setDefaultTimeout(60_000);
    return context;
  };

  const begin = createBeginner(client);
  const taken = new Set<string>();
  let looked: WaitingJourney | undefined;
  async function take(tenant: string, role: Role, forItself: boolean): Promise<WaitingJourney> {
    if (!forItself && looked) return looked;
    const found = await untilFound(async () => {
      const { body } = await client.get(role, tenant, '/v1/journeys?stage=checkpoint&limit=50');
      return (body as { journeys: WaitingJourney[] }).journeys.find(({ id }) => !taken.has(id));
    });
    taken.add(found.id);
    if (!forItself) looked = found;
    return found;
  }

  return {
    origin,
    client,
    openContext,
    /** A browser of its own, signed in through the console's own button, on the page that was wanted. */
    async signIn(persona: string, wanted: string, options: BrowserContextOptions = {}): Promise<Page> {
      const page = await (await openContext(options)).newPage();
      await page.goto(`${origin}${wanted}`);
      await page.getByRole('link', { name: 'Sign in' }).click();
      await page.click(`button[value="${persona}"]`);
      await page.waitForURL(`${origin}${wanted}`);
      return page;
    },
    get: async (role: Role, tenant: string, target: string) => (await client.get(role, tenant, target)).body,
    post: (role: Role, tenant: string, target: string, body: unknown) =>
      client.post(role, tenant, target, body),
    /** A journey that waits at its checkpoint, for one test that decides about it. */
    waiting: (tenant: string, role: Role) => take(tenant, role, true),
    /** A new one of a customer of its own, when it waits; `said`: what he said to an agent. */
    async begun(tenant: SampleTenantName, role: Role, said?: string): Promise<WaitingJourney> {
      const customer = await begin({ tenant, ...(said !== undefined && { said }) });
      const found = await untilFound(async () => {
        const query = new URLSearchParams({ customer, stage: 'checkpoint' });
        const { body } = await client.get(role, tenant, `/v1/journeys?${query.toString()}`);
        return (body as { journeys: WaitingJourney[] }).journeys[0];
      });
      taken.add(found.id);
      return found;
    },
    /** One that waits, for tests that only look. */
    shared: (tenant: string, role: Role) => take(tenant, role, false),
    async closeContexts(): Promise<void> {
      for (const context of browser.contexts()) await context.close();
    },
    async close(): Promise<void> {
      await browser.close();
      await stop();
    },
  };
}
