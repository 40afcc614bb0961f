// How fast the console comes, for docs/console.md: the median of five, on a machine that does nothing else.
// Run by hand: node --import tsx test/console/load-main.ts
import { openConsoleGround } from './console-ground.ts';
import { loadTimes } from './load-times.ts';

const ground = await openConsoleGround();
try {
  const times: Awaited<ReturnType<typeof loadTimes>>[] = [];
  for (let run = 0; run < 5; run += 1) {
    times.push(await loadTimes(ground));
    await ground.closeContexts();
  }
  const median = (values: number[]) => values.sort((one, other) => one - other)[2];
  const [stranger, inbox] = [times.map((one) => one.stranger), times.map((one) => one.inbox)];
  process.stdout.write(`sign-in page ${median(stranger)} ms, inbox with its rows ${median(inbox)} ms\n`);
} finally {
  await ground.close();
}
