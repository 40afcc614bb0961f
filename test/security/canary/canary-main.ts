// One whole stack in a process of its own, so that what it prints is seen as well; driven with canaries, and all that it wrote put into
// one file for the test. Usage: node --import tsx canary-main.ts STATE_FOLDER FILE
import { writeFile } from 'node:fs/promises';
import { generateSamples } from '../../../samples/generate.ts';
import { loadSamples } from '../../../workers/sample-feed.ts';
import { createShutdown } from '../../../workers/shutdown.ts';
import { startStack } from '../../../workers/stack.ts';
import { startFakeOllama } from '../../support/fake-ollama.ts';
import { ownStackSettings } from '../../support/own-stack-settings.ts';
import { answersOf, tablesOf, temporalOf } from './collect-written.ts';
import { driveCanaries } from './drive-canaries.ts';

const [stateDirectory = '', file = ''] = process.argv.slice(2);
const shutdown = createShutdown();
const say = (line: string) => void process.stderr.write(`${line}\n`);

try {
  const ollama = await startFakeOllama();
  await shutdown.add('fake Ollama', () => ollama.close());
  const config = {
    ...(await ownStackSettings(stateDirectory, {
      ...{ PATH: process.env['PATH'], HOME: process.env['HOME'], WAYPROOF_LOG_LEVEL: 'trace' },
    })),
    ollama: { url: ollama.url, model: ollama.model, embeddingModel: undefined, authority: undefined },
  };
  const stack = await startStack({ config, offline: true, say, shutdown });
  const { tenants, ...samples } = generateSamples({ seed: config.seed, now: Date.now() });
  // Products, offers, slots and knowledge; of customers only ours.
  const withoutCustomers = tenants.map((one) => ({ ...one, crm: { ...one.crm, customers: [] } }));
  await loadSamples({
    samples: { ...samples, tenants: withoutCustomers },
    stores: stack.stores,
    knowledge: stack.knowledge,
    say,
  });
  const driven = await driveCanaries(stack, ollama);
  const address = `127.0.0.1:${config.temporal.port}`;
  const written = [
    ...(await answersOf(stack, driven)),
    ...(await temporalOf({ stack, stateDirectory, address })),
    ...(await tablesOf(stack)),
    ...ollama.calls
      .filter(({ path }) => path === '/api/chat')
      .map(({ body }, at) => ({ place: `prompts/${at + 1}`, text: JSON.stringify(body) })),
  ];
  await writeFile(file, JSON.stringify({ driven, written }));
} finally {
  await shutdown.run();
}
