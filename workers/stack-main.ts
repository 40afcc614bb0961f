// `npm start`: the stack on embedded defaults, fed once with the reference cases, running until it is told to stop.
import { readExpectedCases } from '../samples/expected-cases.ts';
import { ConfigError, readConfig } from './config.ts';
import type { Config } from './config.ts';
import { feedReferenceCases } from './demo.ts';
import { runMain } from './run-main.ts';
import { loadSamples, readSampleMark, samplesOf, writeSampleMark } from './sample-feed.ts';
import type { Shutdown } from './shutdown.ts';
import { startStack } from './stack.ts';
import type { RunningStack } from './stack.ts';
import { waitingJourneys, welcome } from './welcome.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);

async function main(): Promise<number> {
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
    work: (shutdown) => run(config, shutdown),
  });
}

async function run(config: Config, shutdown: Shutdown): Promise<number> {
  const started = Date.now();
  const stack = await startStack({ config, offline: process.argv.includes('--offline'), say, shutdown });
  await feed(config, stack);
  say(welcome({ config, stack, seconds: (Date.now() - started) / 1000 }));
  say(await waitingJourneys(stack));
  process.stderr.write(`${await stack.lost}\n`);
  return 1;
}

/** Loads and feeds what an earlier start has not; each step may be repeated. */
async function feed(config: Config, stack: RunningStack): Promise<void> {
  const { stateDirectory, seed } = config;
  const mark = await readSampleMark(stateDirectory, seed);
  if (mark.seed !== seed)
    say(`This state folder was fed with seed ${mark.seed}; WAYPROOF_SEED=${seed} needs a new one.`);
  if (mark.state === 'fed') return;
  const samples = samplesOf(mark);
  await writeSampleMark(stateDirectory, mark);
  await loadSamples({ samples, stores: stack.stores, knowledge: stack.knowledge, say });
  await writeSampleMark(stateDirectory, { ...mark, state: 'loaded' });
  say('Feeding the sample events through the gateway ...');
  await feedReferenceCases({
    gatewayUrl: stack.gatewayUrl,
    expectations: readExpectedCases(),
    samples,
    onProgress: (line) => say(`  ${line}`),
  });
  await writeSampleMark(stateDirectory, { ...mark, state: 'fed' });
}

process.exitCode = await main();
