// `node --import tsx test/evidence/many-bundles-main.ts [COUNT]`: verifies a thousand different bundles in one run, and prints how much
// memory that took at its beginning and at its end. Its figures stand in docs/evidence.md.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyAll, writeBundles } from './many-bundles.ts';

const count = Number(process.argv[2] ?? 1000);
const folder = await mkdtemp(join(tmpdir(), 'wayproof-many-'));
try {
  const anchor = await writeBundles(folder, count, 20_000);
  const { code, verdicts, megabytes, seconds } = await verifyAll(folder, anchor);
  const third = Math.floor(megabytes.length / 3);
  const peak = (from: number, to?: number) => Math.round(Math.max(...megabytes.slice(from, to)));
  const proved = verdicts.filter((verdict) => verdict === 'proved').length;
  console.log(JSON.stringify({
    ...{ count, proved, code, seconds: Math.round(seconds * 10) / 10 },
    millisecondsEach: Math.round((seconds * 1000) / count),
    peakMegabytes: { firstThird: peak(0, third), lastThird: peak(-third) },
  })); // prettier-ignore
} finally {
  await rm(folder, { recursive: true, force: true });
}
