// `node workers/bootstrap.mjs temporal`: finds or fetches the Temporal server and prints its path; for CI and images.
import { readConfig } from './config.ts';
import { SentenceError } from './sentence-error.ts';
import { findTemporal } from './temporal/find-temporal.ts';

try {
  const found = await findTemporal({
    ...readConfig().machine,
    offline: process.argv.includes('--offline'),
    say: (line) => console.error(line),
  });
  console.log(found.executable);
} catch (error) {
  if (!(error instanceof SentenceError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
