// The whole stack as `npm start` runs it on a machine that has never seen an event: nothing is fed, so that a test meets an empty
// console. An entry file for tests alone.
import { buildConsole } from '../../workers/build-console.ts';
import { readConfig } from '../../workers/config.ts';
import { runMain } from '../../workers/run-main.ts';
import { startStack } from '../../workers/stack.ts';

const say = (line: string) => void process.stderr.write(`${line}\n`);
const config = readConfig();

process.exitCode = await runMain({
  say,
  stateDirectory: () => config.stateDirectory,
  interruptedCode: 0,
  parent: undefined,
  work: async (shutdown) => {
    await buildConsole(say);
    const stack = await startStack({ config, offline: true, say, shutdown });
    say('Wayproof runs');
    say(await stack.lost);
    return 1;
  },
});
