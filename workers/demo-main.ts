// `npm run demo -- [--json] [--seed N]`: the main job without a person, on a stack of its own in a temporary folder and on
// free ports; where the settings name real parts, in places of its own there. The last line of standard output is one JSON
// object with --json; everything else goes to standard error.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readExpectedCases } from '../samples/expected-cases.ts';
import { generateSamples } from '../samples/generate.ts';
import { ConfigError, readConfig } from './config.ts';
import type { Config } from './config.ts';
import { renderReport, runDemo } from './demo.ts';
import { createOutageSwitch } from './demo/outage.ts';
import { ownPlaces } from './demo/places/own-places.ts';
import { createWorld } from './demo/world.ts';
import { runMain } from './run-main.ts';
import { loadSamples } from './sample-feed.ts';
import { SentenceError } from './sentence-error.ts';
import type { Shutdown } from './shutdown.ts';
import { startStack } from './stack.ts';

/** Long enough for the slowest persona, short enough that the case in which nobody decides ends within the demo. */
const deadlineMs = 40_000;

/** Two workers of 10 s each, one after the other, then the database, the namespace and the collection: none may be left. */
const stopWithinMs = 90_000;

const say = (line: string) => void process.stderr.write(`${line}\n`);

interface Wishes {
  json: boolean;
  offline: boolean;
  seed: number | undefined;
}

function readWishes(args: string[]): Wishes {
  try {
    const { values } = parseArgs({
      args,
      options: { json: { type: 'boolean' }, offline: { type: 'boolean' }, seed: { type: 'string' } },
    });
    const seed = values.seed === undefined ? undefined : Number(values.seed);
    if (seed !== undefined && !(Number.isSafeInteger(seed) && seed >= 0))
      throw new RangeError('--seed is no whole number');
    return { json: values.json ?? false, offline: values.offline ?? false, seed };
  } catch (error) {
    throw new SentenceError(
      `${error instanceof Error ? error.message : 'wrong arguments'}. Usage: npm run demo -- [--json] [--seed N] [--offline]`,
      { cause: error },
    );
  }
}

async function play(wishes: Wishes, stateDirectory: string, shutdown: Shutdown): Promise<number> {
  const given = readConfig();
  const config: Config = {
    ...(await ownPlaces({ config: given, stateDirectory, shutdown })),
    seed: wishes.seed ?? given.seed,
    checkpointDeadlineMs: given.checkpointDeadlineMs ?? deadlineMs,
    contactHours: 'always',
  };
  say(`Starting a stack of its own in ${stateDirectory} ...`);
  const outages = createOutageSwitch();
  const stack = await startStack({
    ...{ config, offline: wishes.offline, say, shutdown },
    wrap: outages.wrap,
  });
  const crmOf = (tenant: string) => stack.stores.crmIn(stack.tenants[tenant]?.region ?? '');
  const world = createWorld({ crmOf, outages });
  const expectations = readExpectedCases();
  const samples = generateSamples({ seed: config.seed, now: Date.now(), expectations });
  await loadSamples({ samples, stores: stack.stores, knowledge: stack.knowledge, say });
  const report = await Promise.race([
    runDemo({
      ...{ gatewayUrl: stack.gatewayUrl, expectations, samples, world, onProgress: say },
      // They outlive the demo's own folder.
      bundleFolder: join(given.stateDirectory, 'demo-bundles'),
    }),
    stack.lost.then((sentence) => {
      throw new SentenceError(sentence);
    }),
  ]);
  for (const failure of report.failures) say(`not as expected: ${failure}`);
  process.stdout.write(`${wishes.json ? JSON.stringify(report) : renderReport(report)}\n`);
  return report.ok ? 0 : 1;
}

async function main(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'wayproof-demo-'));
  let code = 1;
  try {
    const wishes = readWishes(process.argv.slice(2));
    code = await runMain({
      say,
      stateDirectory: () => folder,
      interruptedCode: 130,
      stopWithinMs,
      parent: readConfig().machine.startedByNpm ? process.ppid : undefined,
      work: (shutdown) => play(wishes, folder, shutdown),
    });
  } catch (error) {
    if (!(error instanceof SentenceError || error instanceof ConfigError)) throw error;
    say(error.message);
  }
  if (code === 1) say(`The demo's folder is kept for a look: ${folder}`);
  else await rm(folder, { recursive: true, force: true });
  return code;
}

process.exitCode = await main();
