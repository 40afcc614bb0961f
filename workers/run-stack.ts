// What `npm start` does: the parts that WAYPROOF_RUN names, running until they are told to stop. The whole stack feeds the
// reference cases once; a gateway or a worker alone never does.
import { readExpectedCases } from '../samples/expected-cases.ts';
import { buildConsole } from './build-console.ts';
import { ConfigError, readConfig } from './config.ts';
import type { Config } from './config.ts';
import { feedReferenceCases } from './demo.ts';
import { runMain } from './run-main.ts';
import type { StartStackInput } from './open-ground.ts';
import { loadSamples, markSamplesFed, samplePlan, samplesAreFed, samplesOf } from './sample-feed.ts';
import { startStack } from './stack.ts';
import type { RunningStack } from './stack.ts';
import { startWorkerProcess } from './start-workers.ts';
import { unlessAnother } from '../store/unless-another.ts';
import { waitingJourneys, welcome, welcomeWorker } from './welcome.ts';
import type { WrapParts } from './wrap-parts.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** @returns the exit code. `wrap` is no setting: only another entry file can give it. */
export async function runStack(wrap?: WrapParts): Promise<number> {
  let config: Config;
  try {
    config = readConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
  return runMain({
    say: (line) => void process.stderr.write(`${line}\n`),
    stateDirectory: () => config.stateDirectory,
    parent: config.machine.startedByNpm ? process.ppid : undefined,
    // Ctrl-C is how it is meant to end.
    interruptedCode: 0,
    work: (shutdown) =>
      run({
        ...{ config, offline: process.argv.includes('--offline'), say, shutdown },
        ...(wrap && { wrap }),
      }),
  });
}

async function run(input: StartStackInput): Promise<number> {
  const { config } = input;
  const started = Date.now();
  const seconds = () => (Date.now() - started) / 1000;
  let lost: Promise<string>;
  if (config.run === 'worker') {
    const workers = await startWorkerProcess(input);
    say(welcomeWorker({ config, workers, seconds: seconds() }));
    lost = workers.lost;
  } else {
    await buildConsole((line) => void process.stderr.write(`${line}\n`));
    const stack = await startStack(input);
    // Where no task comes to the workers before somebody says so, no journey would begin.
    const isWorking = config.run === 'all' && stack.version?.state !== 'waiting';
    if (isWorking) await feed(config, stack);
    say(welcome({ config, stack, seconds: seconds() }));
    if (isWorking) say(await waitingJourneys(stack));
    lost = stack.lost;
  }
  process.stderr.write(`${await lost}\n`);
  return 1;
}

/** Loads and feeds what no earlier start has, one process at a time; each step may be repeated. */
async function feed(config: Config, stack: RunningStack): Promise<void> {
  if (config.oidc !== undefined) {
    say(
      'The sample events are not fed: their senders are personas, and an OpenID Connect issuer is configured.',
    );
    return;
  }
  if (config.regions !== undefined) {
    say('The sample events are not fed: they are of every region, and WAYPROOF_REGIONS names some.');
    return;
  }
  const ran = await unlessAnother(config.databaseUrl, async () => {
    const { installation } = stack;
    const plan = await samplePlan(installation, config.seed);
    if (plan.seed !== config.seed)
      say(`This database was fed with seed ${plan.seed}; WAYPROOF_SEED=${config.seed} needs a new one.`);
    if (await samplesAreFed(installation)) return;
    const samples = samplesOf(plan);
    await loadSamples({ samples, stores: stack.stores, knowledge: stack.knowledge, installation, say });
    say('Feeding the sample events through the gateway ...');
    await feedReferenceCases({
      gatewayUrl: stack.gatewayUrl,
      expectations: readExpectedCases(),
      samples,
      onProgress: (line) => say(`  ${line}`),
    });
    await markSamplesFed(installation);
  });
  if (!ran) say('Another process feeds the sample events.');
}
