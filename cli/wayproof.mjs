#!/usr/bin/env node
// Launcher of the command line client: plain Node, so that it can say what is missing before anything is installed.
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
try {
  const { register } = await import('tsx/esm/api');
  register();
} catch (error) {
  if (error?.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  console.error('Wayproof is not installed yet; run `npm start` (or `npm ci`) in its folder first.');
  process.exit(1);
}
// Whoever reads may have read enough (`| head -1`): what was begun is finished, and ends with its own code.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error) => {
    if (error.code !== 'EPIPE') throw error;
  });
const { main } = await import(pathToFileURL(join(here, 'main.ts')).href);
process.exitCode = await main(process.argv.slice(2));
