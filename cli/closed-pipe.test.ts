// `wayproof … | head -1`: whoever reads may stop, and no trace is printed for it.
import { spawn } from 'node:child_process';
import { expect, it } from 'vitest';

it.each([
  [['--help'], 0],
  // What it came to is still its exit code.
  [['nonsense'], 2],
] as const)('%j ends with its own code when nobody reads any more', async (args, code) => {
  const child = spawn(process.execPath, ['cli/wayproof.mjs', ...args], { env: {} });
  child.stdout.destroy();
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  expect(await new Promise((settle) => child.on('close', settle))).toBe(code);
  expect(errors).not.toMatch(/EPIPE|node:/);
});
